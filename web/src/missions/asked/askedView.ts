import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { COLON } from '../../words/shared.ts';
import { FIELDS } from '../draftProblems.ts';
import { missionDraftOf } from '../form/missionDraft.ts';
import { reportReview, reportValueText } from '../form/reportReview.ts';

const SOURCES = ['addresses', 'fromMissions', 'texts'] as const;

/** What a report was asked beside its objective: the sentences of its form’s review, and its sources by their names. */
export function askedLines(mission: Mission, input: unknown): string[] {
  const draft = missionDraftOf(mission, input);
  const named = SOURCES.flatMap((field) =>
    draft[field].length === 0 ? [] : [`${FIELDS[field]}${COLON}${reportValueText(draft, field)}`],
  );
  return [...reportReview(draft).flatMap(([, texts]) => texts), ...named];
}
