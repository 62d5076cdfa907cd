import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { FAILED } from '../words/actions.ts';
import type { FailureView } from './missionView.ts';

/**
 * What to do about a failure; null where there is nothing to do. A worker often says no more than what went wrong: then
 * this says what a retry does, and with which step.
 */
export function failureAdvice(mission: Mission, { code, next }: FailureView): string | null {
  // The server's advice is in the words of its API; a reader has the dialog of the retry.
  if (code === 'model_over_budget') return FAILED.next_budget;
  if (next !== null || !allowedCommands(mission).includes('retry')) return next;
  const number = mission.execution_record.progress_tracker.completed_count + 1;
  return mission.external === null ? FAILED.next(number) : FAILED.next_worker(number);
}
