import type { DraftProblem } from '../draftProblems.ts';
import type { MissionDraft } from './missionDraft.ts';

interface Told {
  readonly problems: readonly DraftProblem[];
  /** The draft that they are about. */
  readonly sent: MissionDraft;
}

/**
 * What of the problems that were told still holds for `draft`: those of fields that are as they were, and of changed ones
 * what the page itself can `judge`. Nothing new is told before the form is sent again.
 */
export function stillWrong(
  { problems, sent }: Told,
  draft: MissionDraft,
  judge: (draft: MissionDraft) => readonly DraftProblem[],
): readonly DraftProblem[] {
  const isChanged = ({ field }: DraftProblem) => JSON.stringify(draft[field]) !== JSON.stringify(sent[field]);
  if (!problems.some(isChanged)) return problems;
  const now = judge(draft);
  return problems.flatMap((problem) =>
    isChanged(problem) ? (now.find(({ field }) => field === problem.field) ?? []) : [problem],
  );
}
