import type { Mission } from '../../../functions/src/schema/mission.ts';
import { STEP_LIST_WORDS } from '../words/missionViews.ts';

/** How many steps a mission was first seen with, and has now. */
export interface PlanGrowth {
  readonly key: string;
  readonly first: number;
  readonly total: number;
  readonly text: string;
}

/**
 * What to say of a plan that grows: its bar stands still for it, and nobody should wonder why. Of a mission whose steps
 * become known one by one there is nothing to say: it grows with every step.
 */
export function nextGrowth(before: PlanGrowth | null, mission: Mission): PlanGrowth {
  const total = mission.execution_record.progress_tracker.total_steps;
  const isTold = mission.external === null || !mission.external.is_growing || mission.external.expected_steps !== null;
  const key = `${mission.mission_id} ${mission.attempt} ${isTold}`;
  if (before?.key === key && before.total === total) return before;
  const first = before?.key === key ? before.first : total;
  const grew = isTold && total > first && mission.finished_at === null;
  return { key, first, total, text: grew ? STEP_LIST_WORDS.grew(first, total) : '' };
}
