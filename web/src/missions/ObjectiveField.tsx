import { beginHere } from '../ui/beginHere.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { FORM_FIELDS } from '../words/missionForm.ts';
import type { Draft } from './draft.ts';
import { FIELDS } from './draftProblems.ts';

interface Props {
  readonly draft: Pick<Draft, 'objective'>;
  /** Its worker does something, where others find something out. */
  readonly isExternal?: boolean;
  /** Whether a dialog gives it the focus as it opens. */
  readonly begins?: boolean;
  readonly problem: string | undefined;
  readonly onChange: (objective: string) => void;
}

export function ObjectiveField({ draft, problem, onChange, isExternal = false, begins = false }: Props) {
  const hint = isExternal ? FORM_FIELDS.objective_hint_external : FORM_FIELDS.objective_hint;
  return (
    <Field id="objective" label={FIELDS.objective} problem={problem} hint={hint}>
      <textarea
        {...describedBy('objective', problem)}
        ref={begins ? beginHere : undefined}
        rows={3}
        value={draft.objective}
        placeholder={isExternal ? FORM_FIELDS.objective_example_external : FORM_FIELDS.objective_example}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} field-sizing-content max-h-80 min-h-24! placeholder:text-muted`}
      />
    </Field>
  );
}
