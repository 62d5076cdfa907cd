import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { FAILED } from '../words/actions.ts';
import type { FailureView } from './missionView.ts';

/** What stands over a failure, and what to do about it; null where there is nothing to do. */
export interface FailureAdvice {
  readonly title: string;
  readonly next: string | null;
}

/** A worker often says no more than what went wrong: then this says what a retry does, and with which step. */
export function failureAdvice(mission: Mission, { title, step, next }: FailureView): FailureAdvice {
  // The step has one name wherever it stands.
  const named = step === null ? title : FAILED.title_at(step);
  if (next !== null || !allowedCommands(mission).includes('retry')) return { title: named, next };
  const number = mission.execution_record.progress_tracker.completed_count + 1;
  return { title: named, next: mission.external === null ? FAILED.next(number) : FAILED.next_worker(number) };
}
