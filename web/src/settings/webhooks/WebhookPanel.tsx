import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { WebhookAnswer } from '../../../../functions/src/schema/webhook.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DELETE_WEBHOOK_DIALOG, NEW_SECRET_DIALOG, WEBHOOK_ACTIONS } from '../../words/webhooks.ts';
import { Deliveries } from './Deliveries.tsx';
import { webhookView } from './webhookView.ts';

/** What may be done to a webhook; each resolves when the list shows what came of it. */
export interface WebhookActions {
  readonly test: () => Promise<void>;
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
  readonly actions: WebhookActions;
  /** Called when something that was on its way has ended: the webhook may have another state. */
  readonly onSettled: () => void;
}

type Busy = Exclude<keyof WebhookActions, 'edit'>;
type Question = 'secret' | 'remove' | null;

export function WebhookPanel({ webhook, now, blocked, actions, onSettled }: Props) {
  const id = useId();
  const [busy, setBusy] = useState<Busy | null>(null);
  const [question, setQuestion] = useState<Question>(null);
  const [isOpen, setOpen] = useState(false);
  const [sent, setSent] = useState(0);
  const doing = async (name: Busy, action: () => Promise<void>): Promise<void> => {
    setQuestion(null);
    setBusy(name);
    await action();
    setBusy(null);
  };
  const test = async (): Promise<void> => {
    await doing('test', actions.test);
    setOpen(true);
    setSent((count) => count + 1);
  };
  const turn = (): Promise<void> => doing('turn', () => actions.turn(!webhook.is_enabled));
  return (
    <li data-webhook={webhook.webhook_id} className="panel space-y-3 px-4 py-3.5" aria-labelledby={`${id}-url`}>
      <Standing id={`${id}-url`} webhook={webhook} now={now} />
      <div className="flex flex-wrap gap-2">
        {webhook.is_enabled && (
          <Button isBusy={busy === 'test'} blocked={blocked} onClick={() => void test()}>
            {WEBHOOK_ACTIONS.test}
          </Button>
        )}
        <Button isBusy={busy === 'turn'} blocked={blocked} onClick={() => void turn()}>
          {webhook.is_enabled ? WEBHOOK_ACTIONS.turn_off : WEBHOOK_ACTIONS.turn_on}
        </Button>
        <Button blocked={blocked} onClick={actions.edit}>
          {WEBHOOK_ACTIONS.edit}
        </Button>
        <Button isBusy={busy === 'renewSecret'} blocked={blocked} onClick={() => setQuestion('secret')}>
          {WEBHOOK_ACTIONS.new_secret}
        </Button>
        <Button look="danger" isBusy={busy === 'remove'} blocked={blocked} onClick={() => setQuestion('remove')}>
          {WEBHOOK_ACTIONS.delete}
        </Button>
        <DeliveriesButton controls={`${id}-sent`} isOpen={isOpen} onPress={() => setOpen(!isOpen)} />
      </div>
      <div id={`${id}-sent`}>
        {isOpen && (
          <Deliveries
            webhookId={webhook.webhook_id}
            revision={sent}
            blocked={webhook.is_enabled ? blocked : WEBHOOK_ACTIONS.is_off}
            onSettled={onSettled}
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
