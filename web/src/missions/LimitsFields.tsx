import { useState } from 'react';
import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { LIMITS_FIELDS } from '../words/missionForm.ts';
import { type Draft, numberOf } from './draft.ts';
import type { FieldName } from './draftProblems.ts';

const LIMITS = ['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const;

interface Props {
  readonly draft: Draft;
  readonly problemOf: (field: FieldName) => string | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** What a mission may spend. Folded away, for the usual limits do for most; open when one of them is wrong. */
export function LimitsFields({ draft, problemOf, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  // Open it stays: what is wrong is mended while one writes in it.
  if (!isOpen && LIMITS.some((name) => problemOf(name) !== undefined)) setOpen(true);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className="panel px-4 py-2">
      <summary className="min-h-9 content-center font-medium">
        {LIMITS_FIELDS.title} <span className="font-normal text-muted">{summaryOf(draft)}</span>
      </summary>
      <div className="py-3">
        <LimitsGrid draft={draft} problemOf={problemOf} onChange={onChange} />
      </div>
    </details>
  );
}

/** The four ceilings side by side. */
export function LimitsGrid({ draft, problemOf, onChange }: Props) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {LIMITS.map((name) => (
        <Field key={name} id={name} {...LIMITS_FIELDS[name]} problem={problemOf(name)}>
          <input
            {...describedBy(name, problemOf(name))}
            inputMode="decimal"
            autoComplete="off"
            value={draft[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
            className={INPUT}
          />
        </Field>
      ))}
    </div>
  );
}

/** What is no number yet stands as it was typed. */
function summaryOf({ maxPages, maxMinutes, maxMegabytes, maxCost }: Draft): string {
  const shown = (text: string, write: (amount: number) => string) =>
    Number.isFinite(numberOf(text)) ? write(numberOf(text)) : text;
  return LIMITS_FIELDS.summary(shown(maxPages, countText), maxMinutes, maxMegabytes, shown(maxCost, dollarsText));
}
