import type { WebhookAnswer } from '../../../../functions/src/schema/webhook.ts';
import type { Answer } from '../../api.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { NO_ANSWER, type Trouble } from '../../trouble.ts';
import { beginHere } from '../../ui/beginHere.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FormSheet } from '../../ui/FormSheet.tsx';
import { FormTrouble } from '../../ui/FormTrouble.tsx';
import { useKeptDraft } from '../../useKeptDraft.ts';
import { LEAVE } from '../../words/forms.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { WEBHOOK_FORM } from '../../words/webhooks.ts';
import { useSending } from '../useSending.ts';
import { EventsChoice } from './EventsChoice.tsx';
import { useOfferedTypes } from './useOfferedTypes.ts';
import { draftOf, EMPTY_DRAFT, mayHoldSecret, storableDraft, type WebhookDraft, webhookDraft } from './webhookDraft.ts';
import { webhookProblems } from './webhookProblems.ts';

interface Props<Made> {
  /** The one that is changed; null for a new one. */
  readonly webhook: WebhookAnswer | null;
  readonly send: (draft: WebhookDraft) => Promise<Answer<Made>>;
  readonly onDone: (made: Made) => void;
  readonly onClose: () => void;
}

type TextField = Exclude<keyof WebhookDraft, 'events'>;

/** An address that can't be called is a fault of the address. */
const OF_ADDRESS = ['address_refused', 'address_unreachable'];
/** As the server names what is wrong with each field, in the form's order. */
const FIELDS = ['url', 'events', 'progress_at', 'type', 'mission_id', 'description'] as const;
const { url, percents, type, mission, description } = WEBHOOK_FORM.fields;
const LABELS = {
  ...{ url: url.label, events: WEBHOOK_FORM.events, progress_at: percents.label, type: type.label },
  ...{ mission_id: mission.label, description: description.label },
};
/** The controls, of the events the first. */
const IDS = {
  ...{ url: 'hook-url', events: 'event-mission.waiting', progress_at: 'hook-at', type: 'hook-type' },
  ...{ mission_id: 'hook-mission', description: 'hook-description' },
};
const fieldOf = ({ code }: Trouble) => (OF_ADDRESS.includes(code) ? 'url' : null);

/** Asks where to send and what, of a webhook to be made or of one that is there. */
export function WebhookDialog<Made>({ webhook, send, onDone, onClose }: Props<Made>) {
  const isNew = webhook === null;
  const words = WEBHOOK_FORM[isNew ? 'new' : 'edit'];
  const { draft, setDraft, isWritten, kept } = useKeptDraft<WebhookDraft>({
    name: isNew ? 'webhook' : null,
    blank: isNew ? EMPTY_DRAFT : draftOf(webhook),
    schema: webhookDraft,
    storable: storableDraft,
  });
  const lost: Trouble = { ...NO_ANSWER, ...words.lost };
  const judge = (filled: WebhookDraft) => webhookProblems(filled, isNew);
  const done = (made: Made): void => {
    kept.forget();
    onDone(made);
  };
  const sending = useSending({ call: send, lost, fields: FIELDS, fieldOf, judge, onDone: done });
  const { isBusy, problem, problemOf, wrong } = sending;
  const isOffline = useFreshness().isCutOff;
  const startAfresh = (): void => {
    sending.clear();
    kept.startAfresh();
  };
  return (
    <FormSheet
      title={words.title}
      isWritten={isWritten}
      kept={{ ...kept, startAfresh }}
      keptText={mayHoldSecret(draft) ? LEAVE.text_draft_without_address : undefined}
      submit={words.submit}
      busy={words.busy}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={() => void sending.send(draft)}
      onClose={onClose}
    >
      {wrong.length > 0 && (
        <ErrorSummary problems={wrong} labels={LABELS} onGo={(field) => document.getElementById(IDS[field])?.focus()} />
      )}
      {problem !== null && <FormTrouble problem={problem} />}
      <WebhookFields draft={draft} onChange={setDraft} problemOf={problemOf} />
    </FormSheet>
  );
}

interface FieldsProps {
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
  readonly problemOf: (field: string) => string | undefined;
}

function WebhookFields({ draft, onChange, problemOf }: FieldsProps) {
  const types = useOfferedTypes();
  const text = (id: string, field: TextField, name: string) => ({
    ...describedBy(id, problemOf(name)),
    className: INPUT,
    value: draft[field],
    maxLength: 2000,
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: HTMLInputElement }) => onChange({ ...draft, [field]: target.value }),
  });
  const named = (id: string, field: 'url' | 'percents' | 'type' | 'mission' | 'description', name: string) => ({
    field: { id, label: WEBHOOK_FORM.fields[field].label, problem: problemOf(name) },
    input: text(id, field, name),
  });
  const [url, percents, type, mission, description] = [
    named(IDS.url, 'url', 'url'),
    named(IDS.progress_at, 'percents', 'progress_at'),
    named(IDS.type, 'type', 'type'),
    named(IDS.mission_id, 'mission', 'mission_id'),
    named(IDS.description, 'description', 'description'),
  ];
  return (
    <>
      <Field {...url.field} hint={<AddressHint />}>
        <input {...url.input} ref={beginHere} type="url" placeholder={WEBHOOK_FORM.url_example} />
      </Field>
      <EventsChoice
        value={draft.events}
        problem={problemOf('events')}
        onChange={(events) => onChange({ ...draft, events })}
      />
      {draft.events.includes('mission.progress') && (
        <Field {...percents.field} hint={WEBHOOK_FORM.fields.percents.hint}>
          <input {...percents.input} inputMode="numeric" />
        </Field>
      )}
      <Field {...type.field} hint={WEBHOOK_FORM.fields.type.hint(types.join(', '))}>
        <input {...type.input} list="hook-types" />
        <datalist id="hook-types">
          {types.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      </Field>
      <Field {...mission.field} hint={WEBHOOK_FORM.fields.mission.hint}>
        <input {...mission.input} />
      </Field>
      <Field {...description.field} hint={WEBHOOK_FORM.fields.description.hint}>
        <input {...description.input} />
      </Field>
    </>
  );
}

function AddressHint() {
  const { hint, guide } = WEBHOOK_FORM.fields.url;
  return (
    <>
      {hint} {/* In a tab of its own, so that the form stays. */}
      <a href="/guide/webhooks#verify-what-you-receive" target="_blank" rel="noopener" className="underline">
        {guide}
      </a>
    </>
  );
}
