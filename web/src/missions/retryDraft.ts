import type { RetryMissionRequest } from '../../../functions/src/schema/requests.ts';
import { type Draft, draftOf, requestOf } from './draft.ts';
import { type DraftProblem, externalProblemsIn, problemsIn } from './draftProblems.ts';
import type { RetryView } from './retryView.ts';

/** What a retry sends: where it begins, and of what is asked only what was changed. */
export function retryRequestOf(retry: RetryView, from: number, draft: Draft): RetryMissionRequest {
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
  };
}

/** Whether the draft asks for something else than before. */
export function isEdited(retry: RetryView, draft: Draft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(retry.asked));
}

/** What is wrong with the draft; a mission whose steps run elsewhere has only an objective. */
export function retryProblems(retry: RetryView, draft: Draft): DraftProblem[] {
  return retry.isExternal ? externalProblemsIn(draft) : problemsIn(draft);
}
