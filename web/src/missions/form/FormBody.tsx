import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { FORM_STEPS } from '../../words/missionForm.ts';
import type { DraftProblem } from '../draftProblems.ts';
import { ErrorSummary } from '../ErrorSummary.tsx';
import { StepNav } from './StepNav.tsx';
import { type MissionForm, STEP_ID } from './useMissionForm.ts';

interface Props {
  readonly form: MissionForm;
  readonly problems: readonly DraftProblem[];
  /** Above the fields, whatever the step. */
  readonly notices: ReactNode;
  readonly goal: ReactNode;
  readonly limits: ReactNode;
  readonly review: ReactNode;
  readonly footer: ReactNode;
  /** Ctrl or ⌘ with Enter, from anywhere in the form. */
  readonly onQuick: () => void;
  /** Enter in a field: on to the next step. It never sends. */
  readonly onEnter: () => void;
}

/** The three steps of a mission's form, one at a time, with what is wrong above them and the buttons below. */
export function FormBody({ form, problems, notices, footer, onQuick, onEnter, ...steps }: Props) {
  useQuickKey(onQuick);
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <StepNav step={form.step} onGo={form.goTo} />
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto px-4 py-5 md:px-6">
        {problems.length > 0 && <ErrorSummary problems={problems} onGo={form.goToField} />}
        {notices}
        {/* Told when the step changes; on screen the steps above say it. */}
        <h2 id={STEP_ID} tabIndex={-1} className="sr-only">
          {FORM_STEPS[form.step]}
        </h2>
        {steps[form.step]}
      </div>
      <div className="border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6">
        {footer}
      </div>
    </form>
  );
}

/** Hears Ctrl or ⌘ with Enter while nothing lies over the form, such as the question whether to leave it. */
function useQuickKey(onQuick: () => void): void {
  const send = useEffectEvent(onQuick);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelectorAll('dialog:modal').length > 1) return;
      event.preventDefault();
      send();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
