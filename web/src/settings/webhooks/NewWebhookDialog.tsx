import { useEffect, useState } from 'react';
import type { WebhookWithSecret } from '../../../../functions/src/schema/webhook.ts';
import type { Answer } from '../../api.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { NO_ANSWER, type Trouble } from '../../trouble.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { OFFLINE_REASON } from '../../words.ts';
import { EventsChoice } from './EventsChoice.tsx';
import { EMPTY_DRAFT, type NewWebhook, type WebhookDraft, webhookRequest } from './webhookDraft.ts';

interface Props {
  readonly create: (request: NewWebhook) => Promise<Answer<WebhookWithSecret>>;
  readonly onMade: (made: WebhookWithSecret) => void;
  readonly onClose: () => void;
}

/** Asks where to send and what. */
export function NewWebhookDialog({ create, onMade, onClose }: Props) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const { isBusy, problem, problemOf, send } = useCreate(create, onMade, onClose);
  const isOffline = useFreshness().status === 'offline';
  const set = (changes: Partial<WebhookDraft>): void => setDraft({ ...draft, ...changes });
  const input = (id: string, field: 'url' | 'type' | 'percents', problemText: string | undefined) => ({
    ...describedBy(id, problemText),
    className: INPUT,
    value: draft[field],
    maxLength: 2000,
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: HTMLInputElement }) => set({ [field]: target.value }),
  });
  return (
    <Dialog labelledBy="new-webhook-title" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isOffline && !isBusy) void send(webhookRequest(draft));
        }}
      >
        <h2 id="new-webhook-title" className="text-lg font-semibold">
          New webhook
        </h2>
        <div className="mt-4 space-y-5">
          {problem !== null && <TroubleNotice problem={problem} />}
          <Field id="hook-url" label="Address" hint="A public https address of yours." problem={problemOf('url')}>
            <input {...input('hook-url', 'url', problemOf('url'))} type="url" placeholder="https://" />
          </Field>
          <EventsChoice value={draft.events} onChange={(events) => set({ events })} />
          {problemOf('events') !== undefined && (
            <p className="text-sm font-medium text-failed">Events: {problemOf('events')}</p>
          )}
          {draft.events.includes('mission.progress') && (
            <Field id="hook-at" label="At percent" hint="Up to ten, 1 to 99." problem={problemOf('progress_at')}>
              <input {...input('hook-at', 'percents', problemOf('progress_at'))} inputMode="numeric" />
            </Field>
          )}
          <Field id="hook-type" label="Only missions of type" hint="Empty for all." problem={problemOf('type')}>
            <input {...input('hook-type', 'type', problemOf('type'))} />
          </Field>
        </div>
        <FormButtons
          submit="Make the webhook"
          busy="Making it…"
          isBusy={isBusy}
          blocked={isOffline ? OFFLINE_REASON : null}
          onLeave={onClose}
        />
      </form>
    </Dialog>
  );
}

/** What the page can't know after a lost answer, and must not do by itself: the webhook may be there. */
const LOST: Trouble = {
  ...NO_ANSWER,
  detail: 'The webhook may have been made, and nobody has its secret then.',
  next: 'Look at the list: if it is there, give it a new secret. Else make it again.',
};

/** Faults of these fields are told beside them. */
const FIELDS = ['url', 'events', 'progress_at', 'type'];
/** An address that can't be called is a fault of the address. */
const OF_ADDRESS = ['address_refused', 'address_unreachable'];

function useCreate(create: Props['create'], onMade: Props['onMade'], onClose: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const problemOf = (field: string): string | undefined => {
    if (field === 'url' && problem !== null && OF_ADDRESS.includes(problem.code)) return problem.detail;
    const fault = problem?.errors?.find((one) => one.field.replace(/\[.*$/, '') === field);
    return fault === undefined ? undefined : `It ${fault.message}.`;
  };
  const isOfField = FIELDS.some((field) => problemOf(field) !== undefined);
  useEffect(() => {
    if (isOfField) document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus();
  }, [isOfField, problem]);
  const send = async (request: NewWebhook): Promise<void> => {
    setBusy(true);
    const answer = await create(request);
    setBusy(false);
    if (answer.kind === 'ok') {
      onMade(answer.data);
      onClose();
      return;
    }
    setProblem(answer.problem.code === NO_ANSWER.code ? LOST : answer.problem);
  };
  return { isBusy, problemOf, problem: isOfField ? null : problem, send };
}
