import type { RetryMissionRequest } from '../../../functions/src/schema/requests.ts';
import { type Draft, draftOf, requestOf } from './draft.ts';
import { type DraftProblem, externalProblemsIn, problemsIn } from './draftProblems.ts';
import { isSameReport, type ReportDraft, reportInputOf } from './form/reportDraft.ts';
import { reportProblems } from './form/reportProblems.ts';
import type { RetryView } from './retryView.ts';

/** What a report was asked beside its objective, and what the reader has made of that. */
export interface ReportEdit {
  readonly before: ReportDraft;
  readonly now: ReportDraft;
}

/** What a retry sends: where it begins, and of what is asked only what was changed. */
export function retryRequestOf(
  retry: RetryView,
  from: number,
  draft: Draft,
  report: ReportEdit | null = null,
): RetryMissionRequest {
  const before = draftOf(retry.asked);
  const asked = requestOf(draft);
  const isChanged = (field: keyof Draft) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]);
  const budget = {
    ...(isChanged('maxPages') ? { max_pages: asked.budget.max_pages } : {}),
    ...(isChanged('maxMinutes') ? { max_seconds: asked.budget.max_seconds } : {}),
    ...(isChanged('maxMegabytes') ? { max_bytes: asked.budget.max_bytes } : {}),
    ...(isChanged('maxCost') ? { max_cost_usd: asked.budget.max_cost_usd } : {}),
  };
  return {
    from_step: from,
    ...(isChanged('objective') ? { objective: asked.objective } : {}),
    ...(isChanged('domains') ? { scope: asked.scope } : {}),
    ...(Object.keys(budget).length > 0 ? { budget } : {}),
    ...(isReportEdited(report) ? { input: reportInputOf(report.now) } : {}),
  };
}

/** Whether the draft asks for something else than before. */
export function isEdited(retry: RetryView, draft: Draft, report: ReportEdit | null = null): boolean {
  return isReportEdited(report) || JSON.stringify(draft) !== JSON.stringify(draftOf(retry.asked));
}

/**
 * Whether the finished items of the step that a retry begins with are kept: where nothing was changed, and of a report also
 * where only its limits were.
 */
export function keepsItems(retry: RetryView, draft: Draft, report: ReportEdit | null): boolean {
  if (!isEdited(retry, draft, report)) return true;
  if (!retry.isReport) return false;
  const { objective, domains } = draftOf(retry.asked);
  const unlimited = { modelUsd: '', modelTokens: '' };
  const isSame = report === null || isSameReport({ ...report.before, ...unlimited }, { ...report.now, ...unlimited });
  return isSame && objective === draft.objective.trim() && JSON.stringify(domains) === JSON.stringify(draft.domains);
}

function isReportEdited(report: ReportEdit | null): report is ReportEdit {
  return report !== null && !isSameReport(report.before, report.now);
}

/** What is wrong with the draft; a mission whose steps run elsewhere has only an objective. */
export function retryProblems(retry: RetryView, draft: Draft, report: ReportEdit | null = null): DraftProblem[] {
  if (report !== null) return reportProblems({ ...draft, ...report.now });
  if (retry.isExternal) return externalProblemsIn(draft);
  const problems = problemsIn(draft);
  // What else it reads is not known here: the server judges.
  if (retry.isReport) return problems.filter(({ field }) => field !== 'domains' || draft.domains.length > 0);
  return problems;
}
