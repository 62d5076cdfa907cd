import { useEffect, useEffectEvent, useState } from 'react';
import { SUMMARY_ID } from '../../ui/ErrorSummary.tsx';
import { useFocusOn } from '../../ui/useFocusOn.ts';
import type { DraftProblem, FieldName } from '../draftProblems.ts';
import { NO_TYPED_DOMAINS, type TypedDomains, withDomains } from '../splitDomains.ts';
import { EMPTY_MISSION, type MissionDraft, NO_TEXTS, type TypedTexts } from './missionDraft.ts';
import { type FormStep, stepOfField, tagProblems } from './missionProblems.ts';
import { type Judge, problemsOf, stillWrong, type Told, toldOnLeaving, type Written } from './stillWrong.ts';
import { withTags } from './tags.ts';

/** What was typed into a field of tokens and is none yet. */
interface Typed {
  readonly domains: TypedDomains;
  readonly tags: string;
}

/** Keeps that on the device, beside the draft. */
interface TypedKeeper {
  read(): TypedTexts;
  write(typed: TypedTexts): void;
}

type SetDraft = (draft: MissionDraft) => void;

const FORGETFUL: TypedKeeper = { read: () => NO_TEXTS, write: () => undefined };

const NOTHING: Typed = { domains: NO_TYPED_DOMAINS, tags: '' };
const NOTHING_TOLD: Told = {
  problems: [],
  of: { draft: EMPTY_MISSION, typed: NO_TYPED_DOMAINS },
  isWhole: false,
};

/** The id of a step's heading. */
export const STEP_ID = 'form-step';

export type MissionForm = ReturnType<typeof useMissionForm>;

/**
 * Where the reader is in the form, what is typed but not settled, and what they were told is wrong. The draft itself
 * belongs to whoever keeps it. A step is judged once it was left, all of them once the form is sent.
 */
export function useMissionForm(draft: MissionDraft, setDraft: SetDraft, judge: Judge, keeper = FORGETFUL) {
  const [step, setStep] = useState<FormStep>('goal');
  const focusOn = useFocusOn();
  const writing = useWriting(draft, setDraft, keeper);
  const [told, setTold] = useState(NOTHING_TOLD);
  const problems = stillWrong(told, writing.written, judge);
  const show = (next: FormStep, id: string): void => {
    focusOn(id);
    setStep(next);
  };
  /** Judges the steps that are left; answers what is wrong with them. */
  const leave = (steps: readonly FormStep[]): readonly DraftProblem[] => {
    const now = writing.settle();
    const left = toldOnLeaving(stillWrong(told, now, judge), problemsOf(now, judge), steps);
    setTold({ problems: left, of: now, isWhole: told.isWhole });
    return left.filter(({ field }) => steps.includes(stepOfField(field)));
  };
  /** What is wrong must not be missed: its step is shown, and the summary takes the focus. */
  const tell = (wrong: readonly DraftProblem[], of: Written): void => {
    setTold({ problems: wrong, of, isWhole: wrong.length > 0 });
    const [first] = wrong;
    if (first !== undefined) show(stepOfField(first.field), SUMMARY_ID);
  };
  return {
    ...writing,
    draft,
    step,
    /** What was told and still is so. */
    problems,
    /** All that is wrong now, told or not. */
    wrong: () => problemsOf(writing.written, judge),
    /** The whole form was sent once, and objected to. */
    isToldWhole: told.isWhole,
    tell,
    /** Judges the whole form before it is sent; null where it can't be. */
    check: (): Written | null => {
      const now = writing.settle();
      const wrong = problemsOf(now, judge);
      tell(wrong, now);
      return wrong.length === 0 ? now : null;
    },
    /** A blank form again, where one begins. */
    restart: () => {
      writing.replace(EMPTY_MISSION);
      setTold(NOTHING_TOLD);
      show('goal', 'objective' satisfies FieldName);
    },
    /** To any step, whatever is wrong with this one; its mark stays behind. */
    goTo: (next: FormStep) => {
      leave([step]);
      show(next, STEP_ID);
    },
    /** On to `next` unless something is wrong here: then to the first field that is. */
    goOn: (next: FormStep) => {
      const [first] = leave([step]);
      if (first === undefined) show(next, STEP_ID);
      else focusOn(first.field);
    },
    goToField: (field: FieldName) => {
      leave([step, stepOfField(field)]);
      show(stepOfField(field), field);
    },
    // A tag is judged when it becomes one, as a domain is.
    problemOf: (field: FieldName) => messageAt(problems, field) ?? messageAt(tagProblems(draft), field),
  };
}

function messageAt(problems: readonly DraftProblem[], field: FieldName): string | undefined {
  const messages = problems.flatMap((problem) => (problem.field === field ? problem.message : []));
  return messages.length === 0 ? undefined : messages.join(' ');
}

/** The draft with what is typed and not settled yet. */
function useWriting(draft: MissionDraft, setDraft: SetDraft, keeper: TypedKeeper) {
  const [typed, setTyped] = useState<Typed>(() => {
    const { domains, tags } = keeper.read();
    return { domains: { text: domains, isRefused: false }, tags };
  });
  const keep = useEffectEvent(keeper.write);
  useEffect(() => keep({ domains: typed.domains.text, tags: typed.tags }), [typed]);
  const whole = (): MissionDraft => ({
    ...draft,
    domains: withDomains(draft.domains, typed.domains.text).domains,
    tags: withTags(draft.tags, typed.tags),
  });
  const written: Written = { draft, typed: typed.domains };
  return {
    typed,
    written,
    whole,
    /** What was typed without Enter counts as much as the rest. */
    settle: (): Written => {
      const settled = { draft: whole(), typed: withDomains(draft.domains, typed.domains.text).typed };
      setDraft(settled.draft);
      setTyped({ domains: settled.typed, tags: '' });
      return settled;
    },
    isTouched: typed.domains.text !== '' || typed.tags !== '',
    change: (part: Partial<MissionDraft>) => setDraft({ ...draft, ...part }),
    type: (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part })),
    replace: (next: MissionDraft) => {
      setDraft(next);
      setTyped(NOTHING);
    },
  };
}
