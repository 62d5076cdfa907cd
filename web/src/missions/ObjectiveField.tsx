import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import type { Draft } from './draft.ts';
import { FIELDS } from './draftProblems.ts';

interface Props {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

export function ObjectiveField({ draft, problem, onChange }: Props) {
  return (
    <Field id="objective" label={FIELDS.objective} problem={problem} hint="A question or a topic, in your own words.">
      <textarea
        {...describedBy('objective', problem)}
        rows={3}
        value={draft.objective}
        placeholder="Find Python tutorials for beginners"
        onChange={(event) => onChange({ ...draft, objective: event.target.value })}
        className={`${INPUT} field-sizing-content max-h-80 min-h-24! placeholder:text-muted`}
      />
    </Field>
  );
}
