import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { FormFrame } from '../../ui/FormFrame.tsx';
import { FIELDS } from '../draftProblems.ts';
import { stepName, stepOfField } from './missionProblems.ts';
import { neighbour, StepNav } from './StepNav.tsx';
import { type MissionForm, STEP_ID } from './useMissionForm.ts';

interface Props {
  readonly form: MissionForm;
  /** Above the fields, whatever the step. */
  readonly notices: ReactNode;
  readonly goal: ReactNode;
  readonly limits: ReactNode;
  readonly review: ReactNode;
  readonly footer: ReactNode;
  /** Ctrl or ⌘ with Enter, from anywhere in the form. */
  readonly onQuick: () => void;
}

/** The three steps of a mission's form, one at a time, with what is wrong above them and the buttons below. */
export function FormBody({ form, notices, footer, onQuick, ...steps }: Props) {
  useQuickKey(onQuick);
  const told = toldHere(form);
  return (
    <FormFrame
      head={
        <StepNav
          step={form.step}
          nameOf={(step) => stepName(step, form.draft)}
          problems={form.problems}
          onGo={form.goTo}
        />
      }
      footer={footer}
      // Enter in a field leads on, and never sends.
      onSubmit={() => form.goOn(neighbour(form.step, 1) ?? 'review')}
    >
      {told.length > 0 && <ErrorSummary problems={told} labels={FIELDS} onGo={form.goToField} />}
      {notices}
      {/* Told when the step changes; on screen the steps above say it. */}
      <h2 id={STEP_ID} tabIndex={-1} className="sr-only">
        {stepName(form.step, form.draft)}
      </h2>
      {steps[form.step]}
    </FormFrame>
  );
}

/** The review names everything that is wrong; before it, other steps have their mark until the form is sent. */
function toldHere({ step, problems, isToldWhole, wrong }: MissionForm) {
  if (step === 'review') return wrong();
  return problems.filter(({ field }) => isToldWhole || stepOfField(field) === step);
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
