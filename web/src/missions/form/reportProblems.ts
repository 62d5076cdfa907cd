import { fieldWords } from '../../../../functions/src/core/fieldProblems.ts';
import { missingSource, reportRequest } from '../../../../functions/src/schema/reportRequest.ts';
import { FIELD_PROBLEMS, FORM_FIELDS } from '../../words/missionForm.ts';
import { type Draft, numberOf } from '../draft.ts';
import { type DraftProblem, errorsAt, problemsAtFields, problemsIn, withFurther } from '../draftProblems.ts';
import { addressLines, type ReportDraft, reportInputOf, usesModel, writtenTexts } from './reportDraft.ts';

/** What is wrong with a report as far as the page can tell: it needs something to read, but no domain. */
export function reportProblems(draft: Draft & ReportDraft): DraftProblem[] {
  const shared = problemsIn(draft).filter(({ field }) => field !== 'domains' || draft.domains.length > 0);
  const input = reportRequest.safeParse(reportInputOf(draft), { error: fieldWords });
  return withFurther([...shared, ...missingIn(draft)], problemsAtFields(errorsAt('input', input), draft));
}

/** Whether a problem is that a report has nothing to read, wherever it is told. */
export function saysNothingToRead({ message }: DraftProblem): boolean {
  return message === FIELD_PROBLEMS.no_source || message === FIELD_PROBLEMS.empty_texts;
}

function missingIn(draft: Draft & ReportDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const sources = {
    mission_ids: [...draft.fromMissions],
    addresses: addressLines(draft),
    texts: writtenTexts(draft),
  };
  if (missingSource(sources, draft.domains) !== null) {
    // Whoever has begun with texts is told at them.
    problems.push(
      draft.texts.length > 0
        ? { field: 'texts', message: FIELD_PROBLEMS.empty_texts }
        : { field: 'addresses', message: FIELD_PROBLEMS.no_source },
    );
  }
  if (!usesModel(draft)) return problems;
  for (const field of ['modelUsd', 'modelTokens'] as const) {
    const text = draft[field];
    if (text.trim() !== '' && !Number.isFinite(numberOf(text))) problems.push({ field, message: FORM_FIELDS.number });
  }
  return problems;
}
