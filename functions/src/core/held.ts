import type { Lease, Mission, MissionIn } from '../schema/mission.ts';

/** A mission that somebody runs. */
export type Held = MissionIn<'in_progress'> & { lease: Lease };

/** The mission if whoever has `fence` still holds it: every write of a runner passes here first. */
export function heldBy(mission: Mission, fence: number): Held | null {
  if (mission.status !== 'in_progress' || mission.lease === null || mission.fence !== fence) return null;
  return { ...mission, lease: mission.lease };
}

/** Whether step `index` is the one that the mission has come to, in whatever state it is. */
export function isAtStep(mission: Mission, index: number): boolean {
  return mission.execution_record.progress_tracker.current_step?.step_index === index;
}

/** Whether step `index` is being run: it has begun, and does not wait for another try. */
export function runsStep(mission: Mission, index: number): boolean {
  return isAtStep(mission, index) && mission.execution_record.progress_tracker.current_step?.status === 'running';
}
