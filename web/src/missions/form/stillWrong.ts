import { type DraftProblem, type FieldName, inOrder, withRefused } from '../draftProblems.ts';
import type { TypedDomains } from '../splitDomains.ts';
import { isExternal, type MissionDraft } from './missionDraft.ts';
import { type FormStep, stepOfField } from './missionProblems.ts';
import { saysNothingToRead } from './reportProblems.ts';

/** Everything in the form: the draft, and what was typed as a domain and is none. */
export interface Written {
  readonly draft: MissionDraft;
  readonly typed: TypedDomains;
}

/** What is wrong with a draft, as far as the page can tell. */
export type Judge = (draft: MissionDraft) => readonly DraftProblem[];

/** What the reader was told. */
export interface Told {
  readonly problems: readonly DraftProblem[];
  /** What they are about. */
  readonly of: Written;
  /** The whole form was sent; else only the steps that were left were looked at. */
  readonly isWhole: boolean;
}

/** All that is wrong with what is written. */
export function problemsOf({ draft, typed }: Written, judge: Judge): readonly DraftProblem[] {
  // What was typed for a domain stays, unseen, where another kind of mission has none.
  return isExternal(draft) ? judge(draft) : withRefused(judge(draft), typed);
}

/**
 * What of the problems that were told still holds: those of fields that are as they were, and of changed ones what the
 * page itself can judge. Another kind of mission has other fields, and asks other things of the same ones: then all are
 * changed. Nothing new is told before a step is left or the form is sent.
 */
export function stillWrong({ problems, of }: Told, now: Written, judge: Judge): readonly DraftProblem[] {
  const isOtherKind = now.draft.type !== of.draft.type;
  const isChanged = ({ field }: DraftProblem) => isOtherKind || textOf(now, field) !== textOf(of, field);
  if (!problems.some(isChanged)) return problems;
  const found = problemsOf(now, judge);
  return inOrder(
    problems.flatMap((problem) =>
      isChanged(problem) ? found.filter((other) => isAboutTheSame(problem, other)) : [problem],
    ),
  );
}

/** That there is nothing to read is told at the texts once there are empty ones, and is no new mistake there. */
function isAboutTheSame(told: DraftProblem, found: DraftProblem): boolean {
  return found.field === told.field || (saysNothingToRead(told) && saysNothingToRead(found));
}

/** What is told once `steps` are left: all that is wrong in them, and what was `held` against the others. */
export function toldOnLeaving(
  held: readonly DraftProblem[],
  found: readonly DraftProblem[],
  steps: readonly FormStep[],
): readonly DraftProblem[] {
  // What only the server can judge stands until its field is changed.
  return inOrder([...held, ...found.filter(({ field }) => steps.includes(stepOfField(field)))]);
}

const SOURCES = ['addresses', 'fromMissions', 'texts', 'domains'] as const;

/** What mends a field's mistakes beside the field itself. */
export const JUDGED_TOGETHER: Partial<Record<FieldName, readonly (keyof MissionDraft)[]>> = {
  // That a report has nothing to read stands at one of them, and any other source mends it.
  addresses: SOURCES,
  texts: SOURCES,
  steps: ['steps', 'isGrowing'],
  failedAfter: ['failedAfter', 'stalledAfter'],
  // Nobody is asked for them where no model writes.
  modelUsd: ['modelUsd', 'engine'],
  modelTokens: ['modelTokens', 'engine'],
};

function textOf({ draft, typed }: Written, field: FieldName): string {
  if (field === 'domains') return JSON.stringify([draft.domains, typed]);
  return JSON.stringify((JUDGED_TOGETHER[field] ?? [field]).map((one) => draft[one]));
}
