import { describedBy, Field, INPUT } from '../../../ui/Field.tsx';
import { REPORT_LABELS } from '../../../words/missionForm.ts';
import { REPORT_OPTIONS } from '../../../words/reportForm.ts';
import { usesModel } from '../reportDraft.ts';
import { modelOffer } from './modelOffer.ts';
import type { ReportFields } from './reportFields.ts';
import { useReportCall } from './useReportCall.ts';

/** Who writes the report. What the service has no model for can't be chosen, and says what to set. */
export function EngineField(fields: ReportFields) {
  const { draft, problemOf, onChange } = fields;
  const types = useReportCall((calls) => calls.missionTypes(), true);
  const offer = modelOffer(types, draft);
  const problem = problemOf('engine');
  return (
    <>
      <fieldset id="engine" tabIndex={-1} aria-describedby={problem === undefined ? undefined : 'engine-problem'}>
        <legend className="mb-1.5 font-medium">{REPORT_LABELS.engine}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          <Engine
            value="extractive"
            label={REPORT_OPTIONS.extractive}
            hint={REPORT_OPTIONS.extractive_hint}
            isChosen={!usesModel(draft)}
            isOff={false}
            onChoose={() => onChange({ engine: 'extractive' })}
          />
          <Engine
            value="model"
            label={REPORT_OPTIONS.model}
            hint={offer.text}
            isChosen={usesModel(draft)}
            isOff={!offer.isChoosable}
            onChoose={() => onChange({ engine: 'model' })}
          />
        </div>
        {problem !== undefined && (
          <p id="engine-problem" className="mt-1.5 text-sm font-medium wrap-any text-failed">
            {problem}
          </p>
        )}
      </fieldset>
      {usesModel(draft) && <ModelBudget {...fields} />}
    </>
  );
}

interface EngineProps {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly isChosen: boolean;
  /** It can't be chosen; the hint says why. It stays in the tab order of its group so that the reason is heard. */
  readonly isOff: boolean;
  readonly onChoose: () => void;
}

function Engine({ value, label, hint, isChosen, isOff, onChoose }: EngineProps) {
  return (
    <label
      className={`flex min-h-11 items-start gap-3 rounded-lg border border-border-ui px-3 py-2.5 has-checked:border-accent has-checked:bg-surface ${
        isOff ? 'cursor-not-allowed' : 'cursor-pointer'
      }`}
    >
      <input
        type="radio"
        name="engine"
        value={value}
        className="mt-0.5 size-4.5 shrink-0 accent-accent aria-disabled:opacity-50"
        checked={isChosen}
        aria-disabled={isOff || undefined}
        onChange={() => !isOff && onChoose()}
      />
      <span className="min-w-0 wrap-any">
        {label}
        <span className="block text-sm text-muted">{hint}</span>
      </span>
    </label>
  );
}

const AMOUNTS = [
  { field: 'modelUsd', hint: REPORT_OPTIONS.usd_hint },
  { field: 'modelTokens', hint: REPORT_OPTIONS.tokens_hint },
] as const;

/** What the model may use, in money, in tokens, or both. */
function ModelBudget({ draft, problemOf, onChange }: ReportFields) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{REPORT_OPTIONS.budget}</legend>
      <p className="mb-3 text-sm text-muted">{REPORT_OPTIONS.budget_hint}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {AMOUNTS.map(({ field, hint }) => (
          <Field key={field} id={field} label={REPORT_LABELS[field]} hint={hint} problem={problemOf(field)}>
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
    </fieldset>
  );
}
