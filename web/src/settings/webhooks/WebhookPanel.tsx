import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { DeliveryAnswer } from '../../../../functions/src/schema/delivery.ts';
import type { WebhookAnswer } from '../../../../functions/src/schema/webhook.ts';
import type { Trouble } from '../../trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { DELETE_WEBHOOK_DIALOG, NEW_SECRET_DIALOG, WEBHOOK_ACTIONS } from '../../words/webhooks.ts';
import { Deliveries } from './Deliveries.tsx';
import { TestedNotice } from './TestedNotice.tsx';
import type { Tested } from './testedView.ts';
import { useTested } from './useTested.ts';
import { webhookView } from './webhookView.ts';

/** What may be done to a webhook; each resolves when the list shows what came of it. */
export interface WebhookActions {
  /** Answers what was sent; null where it could not be. */
  readonly test: () => Promise<DeliveryAnswer | null>;
  readonly turn: (isOn: boolean) => Promise<void>;
  /** Opens the form. */
  readonly edit: () => void;
  readonly renewSecret: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

interface Props {
  readonly webhook: WebhookAnswer;
  readonly now: number;
  readonly blocked: string | null;
  /** Why what was last asked for was not done. */
  readonly problem: Trouble | null;
  readonly actions: WebhookActions;
  /** Called when something that was on its way has ended: the webhook may have another state. */
  readonly onSettled: () => void;
}

type Busy = Exclude<keyof WebhookActions, 'edit'>;
type Question = 'secret' | 'remove' | null;

export function WebhookPanel({ webhook, now, blocked, problem, actions, onSettled }: Props) {
  const id = useId();
  const [busy, setBusy] = useState<Busy | null>(null);
  const [question, setQuestion] = useState<Question>(null);
  const [isOpen, setOpen] = useState(false);
  const [sent, setSent] = useState<DeliveryAnswer | null>(null);
  const [settled, setSettled] = useState(0);
  const tested = useTested(sent, settled);
  const doing = async <T,>(name: Busy, action: () => Promise<T>): Promise<T> => {
    setQuestion(null);
    setBusy(name);
    const done = await action();
    setBusy(null);
    return done;
  };
  const test = async (): Promise<void> => {
    const delivery = await doing('test', actions.test);
    if (delivery === null) return;
    setSent(delivery);
    setOpen(true);
  };
  const settle = (): void => {
    setSettled((count) => count + 1);
    onSettled();
  };
  return (
    <li data-webhook={webhook.webhook_id} className="panel space-y-3 px-4 py-3.5" aria-labelledby={`${id}-url`}>
      <Standing id={`${id}-url`} webhook={webhook} now={now} />
      <div className="flex flex-wrap gap-2">
        <Controls
          {...{ webhook, busy, blocked, actions }}
          onTest={() => void test()}
          onTurn={() => void doing('turn', () => actions.turn(!webhook.is_enabled))}
          onAsk={setQuestion}
        />
        <DeliveriesButton controls={`${id}-sent`} isOpen={isOpen} onPress={() => setOpen(!isOpen)} />
      </div>
      {problem !== null && <TroubleNotice problem={problem} />}
      {tested !== null && isSaid(tested, webhook) && <TestedNotice tested={tested} />}
      <div id={`${id}-sent`}>
        {isOpen && (
          <Deliveries
            webhookId={webhook.webhook_id}
            sentId={sent?.delivery_id ?? null}
            blocked={webhook.is_enabled ? blocked : WEBHOOK_ACTIONS.is_off}
            onSettled={settle}
          />
        )}
      </div>
      <Questions
        question={question}
        onClose={() => setQuestion(null)}
        onSecret={() => void doing('renewSecret', actions.renewSecret)}
        onRemove={() => void doing('remove', actions.remove)}
      />
    </li>
  );
}

/** Of a webhook that is off nothing is tried, so what is on its way to it goes nowhere. */
function isSaid({ delivery }: Tested, webhook: WebhookAnswer): boolean {
  return webhook.is_enabled || delivery.status !== 'pending';
}

interface ControlsProps extends Pick<Props, 'webhook' | 'blocked' | 'actions'> {
  readonly busy: Busy | null;
  readonly onTest: () => void;
  readonly onTurn: () => void;
  readonly onAsk: (question: Question) => void;
}

function Controls({ webhook, busy, blocked, actions, onTest, onTurn, onAsk }: ControlsProps) {
  return (
    <>
      {webhook.is_enabled && (
        <Button isBusy={busy === 'test'} blocked={blocked} onClick={onTest}>
          {WEBHOOK_ACTIONS.test}
        </Button>
      )}
      <Button isBusy={busy === 'turn'} blocked={blocked} onClick={onTurn}>
        {webhook.is_enabled ? WEBHOOK_ACTIONS.turn_off : WEBHOOK_ACTIONS.turn_on}
      </Button>
      <Button blocked={blocked} onClick={actions.edit}>
        {WEBHOOK_ACTIONS.edit}
      </Button>
      <Button isBusy={busy === 'renewSecret'} blocked={blocked} onClick={() => onAsk('secret')}>
        {WEBHOOK_ACTIONS.new_secret}
      </Button>
      <Button look="danger" isBusy={busy === 'remove'} blocked={blocked} onClick={() => onAsk('remove')}>
        {WEBHOOK_ACTIONS.delete}
      </Button>
    </>
  );
}

interface DeliveriesButtonProps {
  readonly controls: string;
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

function DeliveriesButton({ controls, isOpen, onPress }: DeliveriesButtonProps) {
  return (
    <Button look="quiet" aria-expanded={isOpen} aria-controls={controls} onClick={onPress}>
      {WEBHOOK_ACTIONS.deliveries}
      <ChevronDown className={`size-4 ${isOpen ? 'rotate-180' : ''}`} aria-hidden />
    </Button>
  );
}

/** Where it leads, of what it is told, and why nothing arrives. */
function Standing({ id, webhook, now }: Pick<Props, 'webhook' | 'now'> & { readonly id: string }) {
  const view = webhookView(webhook, now);
  return (
    <>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span id={id} className="font-medium wrap-any">
            {webhook.url}
          </span>
          <span data-tone={view.tone} className="text-sm font-medium text-tone">
            {view.word}
          </span>
        </p>
        {webhook.description !== null && <p className="text-sm wrap-any">{webhook.description}</p>}
        <p className="text-sm text-muted first-letter:uppercase wrap-any">{view.facts.join(' · ')}</p>
      </div>
      {view.trouble !== null && (
        <Notice tone={webhook.is_enabled ? 'waiting' : 'failed'} title={view.trouble.title}>
          <p className="text-muted">{view.trouble.text}</p>
        </Notice>
      )}
    </>
  );
}

interface QuestionsProps {
  readonly question: Question;
  readonly onSecret: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

function Questions({ question, onSecret, onRemove, onClose }: QuestionsProps) {
  if (question === null) return null;
  return question === 'secret' ? (
    <ConfirmDialog {...NEW_SECRET_DIALOG} onConfirm={onSecret} onClose={onClose} />
  ) : (
    <ConfirmDialog {...DELETE_WEBHOOK_DIALOG} onConfirm={onRemove} onClose={onClose} />
  );
}
