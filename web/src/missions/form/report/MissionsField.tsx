import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { TroubleNotice } from '../../../ui/TroubleNotice.tsx';
import { useFocusOn } from '../../../ui/useFocusOn.ts';
import { REPORT_LABELS } from '../../../words/missionForm.ts';
import { REPORT_FORM } from '../../../words/reportForm.ts';
import { COMMON } from '../../../words/shared.ts';
import { missionOptions } from './missionOptions.ts';
import type { ReportFields } from './reportFields.ts';
import { useReportCall } from './useReportCall.ts';

/** Own missions whose results are sources. Folded away, and looked up when somebody opens it or has chosen one. */
export function MissionsField({ draft, problemOf, onChange, missionsHint = REPORT_FORM.missions_hint }: ReportFields) {
  const { fromMissions } = draft;
  const problem = problemOf('fromMissions');
  const [isAsked, setAsked] = useState(fromMissions.length > 0);
  const isOpen = isAsked || problem !== undefined;
  const found = useReportCall((calls) => calls.missionsWithResult(), isOpen);
  const options = missionOptions(found.state === 'ready' ? found.data : [], fromMissions);
  const toggle = (id: string): void => {
    const isChosen = fromMissions.includes(id);
    onChange({ fromMissions: isChosen ? fromMissions.filter((one) => one !== id) : [...fromMissions, id] });
  };
  const focusOn = useFocusOn();
  const retry = (again: () => void): void => {
    // The button goes while it is tried.
    focusOn('fromMissions');
    again();
  };
  return (
    <details
      open={isOpen || undefined}
      onToggle={(event) => event.currentTarget.open && setAsked(true)}
      className="panel px-4 py-2"
    >
      <summary id="fromMissions" className="min-h-9 content-center font-medium max-md:min-h-11">
        {REPORT_LABELS.fromMissions}{' '}
        <span className="font-normal text-muted">{REPORT_FORM.missions_chosen(fromMissions.length)}</span>
      </summary>
      {/* A list of unknown length: it scrolls by itself rather than push the rest of the form away. */}
      <fieldset
        aria-describedby={problem === undefined ? 'fromMissions-hint' : 'fromMissions-problem fromMissions-hint'}
        className="max-h-72 overflow-y-auto py-2"
      >
        <legend className="sr-only">{REPORT_LABELS.fromMissions}</legend>
        {problem !== undefined && (
          <p id="fromMissions-problem" className="mb-2 text-sm font-medium wrap-any text-failed">
            {problem}
          </p>
        )}
        {found.state === 'loading' && <p className="text-sm text-muted">{REPORT_FORM.missions_loading}</p>}
        {found.state === 'failed' && (
          <TroubleNotice
            problem={found.problem}
            actions={<Button onClick={() => retry(found.again)}>{COMMON.try_again}</Button>}
          />
        )}
        {found.state === 'ready' && options.length === 0 && (
          <p className="text-sm text-muted">{REPORT_FORM.missions_none}</p>
        )}
        {options.map(({ id, label }) => (
          <Option key={id} label={label} isChosen={fromMissions.includes(id)} onToggle={() => toggle(id)} />
        ))}
      </fieldset>
      <p id="fromMissions-hint" className="pb-1 text-sm text-muted">
        {missionsHint}
      </p>
    </details>
  );
}

interface OptionProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function Option({ label, isChosen, onToggle }: OptionProps) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2 md:min-h-9 md:py-1.5">
      <input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-accent" checked={isChosen} onChange={onToggle} />
      <span className="min-w-0 wrap-any">{label}</span>
    </label>
  );
}
