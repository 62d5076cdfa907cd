import { useEffect, useRef, useState } from 'react';
import type { DraftProblem, FieldName } from '../draftProblems.ts';
import { withDomains } from '../splitDomains.ts';
import { EMPTY_MISSION, type MissionDraft } from './missionDraft.ts';
import { type FormStep, stepOfField } from './missionProblems.ts';
import { withTags } from './tags.ts';

/** What was typed into a field of tokens and is none yet. */
interface Typed {
  readonly domains: string;
  readonly tags: string;
}

const NOTHING: Typed = { domains: '', tags: '' };

/** The id of the summary of errors, and of a step's heading. */
export const SUMMARY_ID = 'form-problems';
export const STEP_ID = 'form-step';

export type MissionForm = ReturnType<typeof useMissionForm>;

/**
 * Where the reader is in the form, and what is typed but not settled. The draft itself belongs to whoever keeps it. `told`
 * is what was wrong when it was sent, `problems` what of that still is.
 */
export function useMissionForm(
  draft: MissionDraft,
  setDraft: (draft: MissionDraft) => void,
  told: readonly DraftProblem[],
  problems: readonly DraftProblem[],
) {
  const [step, setStep] = useState<FormStep>('goal');
  const [typed, setTyped] = useState(NOTHING);
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    // After the step is drawn that has what is asked for.
    if (focusOn.current === null) return;
    document.getElementById(focusOn.current)?.focus();
    focusOn.current = null;
  });
  useEffect(() => {
    const [first] = told;
    if (first === undefined) return;
    // What is wrong must not be missed: its step is shown, and the summary takes the focus.
    focusOn.current = SUMMARY_ID;
    setStep(stepOfField(first.field));
  }, [told]);
  const whole = (): MissionDraft => ({
    ...draft,
    domains: withDomains(draft.domains, typed.domains),
    tags: withTags(draft.tags, typed.tags),
  });
  /** What was typed without Enter counts as much as the rest. */
  const settle = (): MissionDraft => {
    const settled = whole();
    setDraft(settled);
    setTyped(NOTHING);
    return settled;
  };
  const show = (next: FormStep, id: string): void => {
    settle();
    focusOn.current = id;
    setStep(next);
  };
  return {
    draft,
    step,
    typed,
    settle,
    whole,
    isTouched: typed.domains !== '' || typed.tags !== '',
    change: (part: Partial<MissionDraft>) => setDraft({ ...draft, ...part }),
    type: (part: Partial<Typed>) => setTyped({ ...typed, ...part }),
    replace: (next: MissionDraft) => {
      setDraft(next);
      setTyped(NOTHING);
    },
    /** A blank form again, where one begins. */
    restart: () => {
      setDraft(EMPTY_MISSION);
      setTyped(NOTHING);
      focusOn.current = 'objective' satisfies FieldName;
      setStep('goal');
    },
    goTo: (next: FormStep) => show(next, STEP_ID),
    goToField: (field: FieldName) => show(stepOfField(field), field),
    problemOf: (field: FieldName) => problems.find((problem) => problem.field === field)?.message,
  };
}
