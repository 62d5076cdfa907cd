import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FORM_FIELDS } from '../../words/missionForm.ts';
import { FIELDS, type FieldName } from '../draftProblems.ts';
import type { MissionDraft } from './missionDraft.ts';

type ExternalDraft = Pick<MissionDraft, 'steps' | 'isGrowing' | 'stalledAfter' | 'failedAfter'>;

interface Props {
  readonly draft: ExternalDraft;
  readonly problemOf: (field: FieldName) => string | undefined;
  readonly onChange: (part: Partial<ExternalDraft>) => void;
}

/** What the owner's own program reports of: its steps, in whatever form has them. */
export function StepsField({ draft, problemOf, onChange }: Props) {
  const problem = problemOf('steps');
  return (
    <div className="space-y-2">
      <Field id="steps" label={FIELDS.steps} hint={FORM_FIELDS.steps_hint} problem={problem}>
        <textarea
          {...describedBy('steps', problem)}
          rows={3}
          placeholder={FORM_FIELDS.steps_example}
          value={draft.steps}
          onChange={(event) => onChange({ steps: event.target.value })}
          className={`${INPUT} field-sizing-content max-h-60 min-h-22! font-mono text-sm placeholder:text-muted`}
        />
      </Field>
      <div>
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            aria-describedby="growing-hint"
            className="size-5 shrink-0 accent-accent"
            checked={draft.isGrowing}
            onChange={() => onChange({ isGrowing: !draft.isGrowing })}
          />
          {FORM_FIELDS.growing}
        </label>
        <p id="growing-hint" className="text-sm wrap-any text-muted">
          {FORM_FIELDS.growing_hint}
        </p>
      </div>
    </div>
  );
}

const SILENCES = [
  { field: 'stalledAfter', hint: FORM_FIELDS.stalledAfter_hint },
  { field: 'failedAfter', hint: FORM_FIELDS.failedAfter_hint },
] as const;

/** How long the program may be silent. */
export function SilenceFields({ draft, problemOf, onChange }: Props) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {SILENCES.map(({ field, hint }) => (
        <Field key={field} id={field} label={FIELDS[field]} hint={hint} problem={problemOf(field)}>
          <input
            {...describedBy(field, problemOf(field))}
            inputMode="decimal"
            autoComplete="off"
            value={draft[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
            className={INPUT}
          />
        </Field>
      ))}
    </div>
  );
}
