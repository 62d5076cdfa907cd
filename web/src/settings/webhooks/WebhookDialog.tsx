import { useState } from 'react';
import type { Answer } from '../../api.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { NO_ANSWER, type Trouble } from '../../trouble.ts';
import { beginHere } from '../../ui/beginHere.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FormSheet } from '../../ui/FormSheet.tsx';
import { FormTrouble } from '../../ui/FormTrouble.tsx';
import { COLON, OFFLINE_REASON } from '../../words/shared.ts';
import { WEBHOOK_FORM } from '../../words/webhooks.ts';
import { useSending } from '../useSending.ts';
import { EventsChoice } from './EventsChoice.tsx';
import type { WebhookDraft } from './webhookDraft.ts';

interface Props<Made> {
  readonly words: (typeof WEBHOOK_FORM)['new' | 'edit'];
  readonly draft: WebhookDraft;
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
export function WebhookDialog<Made>({ words, draft: first, send, onDone, onClose }: Props<Made>) {
  const [draft, setDraft] = useState(first);
  const lost: Trouble = { ...NO_ANSWER, ...words.lost };
  const sending = useSending({ call: send, lost, fields: FIELDS, fieldOf, onDone });
  const { isBusy, problem, problemOf, wrong } = sending;
  const isOffline = useFreshness().isCutOff;
  return (
    <FormSheet
      title={words.title}
      isWritten={JSON.stringify(draft) !== JSON.stringify(first)}
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
  const text = (id: string, field: TextField, name: string) => ({
    ...describedBy(id, problemOf(name)),
    className: INPUT,
    value: draft[field],
    maxLength: 2000,
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: HTMLInputElement }) => onChange({ ...draft, [field]: target.value }),
  });
  const named = (id: string, field: 'url' | 'percents' | 'type' | 'mission' | 'description', name: string) => ({
    field: { id, ...WEBHOOK_FORM.fields[field], problem: problemOf(name) },
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
      <Field {...url.field}>
        <input {...url.input} ref={beginHere} type="url" placeholder={WEBHOOK_FORM.url_example} />
      </Field>
      <EventsChoice value={draft.events} onChange={(events) => onChange({ ...draft, events })} />
      {problemOf('events') !== undefined && (
        <p className="text-sm font-medium text-failed">
          {WEBHOOK_FORM.events}
          {COLON}
          {problemOf('events')}
        </p>
      )}
      {draft.events.includes('mission.progress') && (
        <Field {...percents.field}>
          <input {...percents.input} inputMode="numeric" />
        </Field>
      )}
      {[type, mission, description].map(({ field, input }) => (
        <Field key={field.id} {...field}>
          <input {...input} />
        </Field>
      ))}
    </>
  );
}
