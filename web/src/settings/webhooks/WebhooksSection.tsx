import { useState } from 'react';
import type { WebhookAnswer, WebhookWithSecret } from '../../../../functions/src/schema/webhook.ts';
import { useNow } from '../../clock.ts';
import { NotKept } from '../../shell/NotKept.tsx';
import { useFreshness } from '../../shell/useFreshness.ts';
import type { Trouble } from '../../trouble.ts';
import { announce } from '../../ui/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyBox } from '../../ui/EmptyBox.tsx';
import { NewButton } from '../../ui/NewButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { COMMON, OFFLINE_REASON } from '../../words/shared.ts';
import { WEBHOOK_ACTIONS, WEBHOOKS, WEBHOOKS_NOT_KEPT } from '../../words/webhooks.ts';
import { isOfConnection } from '../useAskedAgain.ts';
import { SecretNotice } from './SecretNotice.tsx';
import { type Loaded, useWebhooks } from './useWebhooks.ts';
import { WebhookDialog } from './WebhookDialog.tsx';
import { type WebhookActions, WebhookPanel } from './WebhookPanel.tsx';
import { webhookChange, webhookRequest } from './webhookDraft.ts';

const TICK_MS = 10_000;
const NEW_WEBHOOK = 'new-webhook';

/** Addresses that are called when a mission waits, ends or passes a percent. */
export default function WebhooksSection() {
  const { webhooks, refresh, reload, change } = useWebhooks();
  const [asking, setAsking] = useState<WebhookAnswer | 'new' | null>(null);
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  // Of the webhook whose button was pressed: far above it in a long list nobody would see it.
  const [problem, setProblem] = useState<{ readonly of: string; readonly what: Trouble } | null>(null);
  const blocked = useFreshness().isCutOff ? OFFLINE_REASON : null;

  /** Makes a call, says that it was made or why not, and answers what came of it. */
  const make = async <T,>(of: string, call: Parameters<typeof change<T>>[0], said: string): Promise<T | null> => {
    const answer = await change(call);
    setProblem(answer.kind === 'ok' ? null : { of, what: answer.problem });
    if (answer.kind !== 'ok') return null;
    announce('webhook', said);
    return answer.data;
  };
  const actionsOf = (webhook: WebhookAnswer): WebhookActions => {
    const { webhook_id: id } = webhook;
    return {
      test: () => make(id, (calls) => calls.test(id), WEBHOOK_ACTIONS.tested),
      turn: async (isOn) => {
        await make(id, (calls) => calls.edit(id, { is_enabled: isOn }), WEBHOOK_ACTIONS.turned(isOn));
      },
      edit: () => setAsking(webhook),
      renewSecret: async () => {
        const renewed = await make(id, (calls) => calls.renewSecret(id), WEBHOOK_ACTIONS.renewed);
        if (renewed !== null) setMade(renewed);
      },
      remove: async () => {
        await make(id, (calls) => calls.remove(id), WEBHOOK_ACTIONS.deleted);
        if (made?.webhook_id === id) setMade(null);
        // The button that had the focus is gone with the webhook.
        document.getElementById(NEW_WEBHOOK)?.focus();
      },
    };
  };
  const ask = () => setAsking('new');
  const aside = <NewButton id={NEW_WEBHOOK} label={WEBHOOKS.new} look="primary" blocked={blocked} onPress={ask} />;
  return (
    <Section id="webhooks-title" title={WEBHOOKS.title} aside={aside}>
      <div className="space-y-4">
        <p className="max-w-[65ch] text-muted">
          {WEBHOOKS.text}{' '}
          <a href="/guide/webhooks" className="underline">
            {WEBHOOKS.how}
          </a>
        </p>
        {made !== null && <SecretNotice made={made} onDone={() => setMade(null)} />}
        {problem !== null && !isListed(webhooks, problem.of) && <TroubleNotice problem={problem.what} />}
        <WebhookList {...{ webhooks, blocked, problem, actionsOf, refresh, reload }} onNew={ask} />
      </div>
      {asking !== null && (
        <AskedWebhook asking={asking} change={change} onMade={setMade} onClose={() => setAsking(null)} />
      )}
    </Section>
  );
}

/** Whether it has a panel now, for what is to be said of it. */
function isListed(webhooks: Loaded<WebhookAnswer>, id: string): boolean {
  return webhooks.state === 'ready' && webhooks.items.some((one) => one.webhook_id === id);
}

interface AskedProps extends Pick<ReturnType<typeof useWebhooks>, 'change'> {
  readonly asking: WebhookAnswer | 'new';
  readonly onMade: (made: WebhookWithSecret) => void;
  readonly onClose: () => void;
}

/** The form of a new webhook, or of one that is there. */
function AskedWebhook({ asking, change, onMade, onClose }: AskedProps) {
  if (asking === 'new') {
    return (
      <WebhookDialog
        webhook={null}
        send={(draft) => change((calls) => calls.create(webhookRequest(draft)))}
        onDone={(secret) => {
          onMade(secret);
          onClose();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <WebhookDialog
      webhook={asking}
      send={(draft) => change((calls) => calls.edit(asking.webhook_id, webhookChange(draft)))}
      onDone={() => {
        announce('webhook', WEBHOOK_ACTIONS.saved);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

interface ListProps extends Pick<ReturnType<typeof useWebhooks>, 'webhooks' | 'refresh' | 'reload'> {
  readonly blocked: string | null;
  readonly problem: { readonly of: string; readonly what: Trouble } | null;
  readonly actionsOf: (webhook: WebhookAnswer) => WebhookActions;
  readonly onNew: () => void;
}

function WebhookList({ webhooks, blocked, problem, actionsOf, refresh, reload, onNew }: ListProps) {
  const now = useNow(TICK_MS);
  if (webhooks.state === 'loading') return <Skeleton lines={3} label={WEBHOOKS.loading} />;
  if (webhooks.state === 'failed') {
    // Offline nothing is wrong with them, and trying again is of no use.
    if (blocked !== null && isOfConnection(webhooks.problem)) return <NotKept words={WEBHOOKS_NOT_KEPT} />;
    return <TroubleNotice problem={webhooks.problem} actions={<Button onClick={reload}>{COMMON.try_again}</Button>} />;
  }
  if (webhooks.items.length === 0) {
    return (
      <EmptyBox
        title={WEBHOOKS.none}
        text={
          <>
            {WEBHOOKS.none_text}{' '}
            <a href="/guide/webhooks#try-it" className="underline">
              {WEBHOOKS.none_guide}
            </a>
          </>
        }
        label={WEBHOOKS.new}
        standing={NEW_WEBHOOK}
        blocked={blocked}
        onPress={onNew}
      />
    );
  }
  return (
    <ul className="space-y-3" aria-label={WEBHOOKS.title}>
      {webhooks.items.map((one) => (
        <WebhookPanel
          key={one.webhook_id}
          webhook={one}
          now={now}
          blocked={blocked}
          problem={problem?.of === one.webhook_id ? problem.what : null}
          actions={actionsOf(one)}
          onSettled={refresh}
        />
      ))}
    </ul>
  );
}
