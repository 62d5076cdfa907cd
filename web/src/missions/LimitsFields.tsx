import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { type Draft, numberOf } from './draft.ts';
import type { FieldName } from './draftProblems.ts';

/** As the API bounds them; the server has the last word. */
const LIMITS = [
  { name: 'maxPages', label: 'Pages', hint: 'At most this many are read. 1 to 2,000.' },
  { name: 'maxMinutes', label: 'Minutes', hint: 'Reading stops after this time. Up to 25.' },
  { name: 'maxMegabytes', label: 'Megabytes', hint: 'Together, over all pages. Up to 500.' },
  { name: 'maxCost', label: 'Cost in US dollars', hint: 'What it may cost. Up to 100.' },
] as const;

interface Props {
  readonly draft: Draft;
  readonly problemOf: (field: FieldName) => string | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** What a mission may spend. Folded away, for the usual limits do for most; open when one of them is wrong. */
export function LimitsFields({ draft, problemOf, onChange }: Props) {
  const isWrong = LIMITS.some(({ name }) => problemOf(name) !== undefined);
  return (
    <details open={isWrong || undefined} className="panel px-4 py-2">
      <summary className="min-h-9 content-center font-medium">
        Limits <span className="font-normal text-muted">{summaryOf(draft)}</span>
      </summary>
      <div className="py-3">
        <LimitsGrid draft={draft} problemOf={problemOf} onChange={(change) => onChange({ ...draft, ...change })} />
      </div>
    </details>
  );
}

interface GridProps {
  readonly draft: Draft;
  readonly problemOf: (field: FieldName) => string | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** The four ceilings side by side. */
export function LimitsGrid({ draft, problemOf, onChange }: GridProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {LIMITS.map(({ name, label, hint }) => (
        <Field key={name} id={name} label={label} hint={hint} problem={problemOf(name)}>
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
  return `${shown(maxPages, countText)} pages, ${maxMinutes} min, ${maxMegabytes} MB, ${shown(maxCost, dollarsText)}`;
}
