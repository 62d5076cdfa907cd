import type { Mission, MissionStatus } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';

/**
 * What a list row and a mission's header need, and no more: small enough to be kept in localStorage and painted before
 * Firebase is there. Facts, not words. Times in milliseconds since the epoch.
 */
export interface MissionDigest {
  readonly id: string;
  readonly objective: string;
  readonly status: MissionStatus;
  readonly isCancelling: boolean;
  readonly percent: number;
  readonly done: number;
  readonly total: number;
  /** The running step, or the one at which the mission ended. */
  readonly step: string | null;
  readonly doing: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly updatedAt: number;
  readonly attempt: number;
  readonly seq: number;
}

export function digestOf(mission: Mission): MissionDigest {
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  return {
    id: mission.mission_id,
    objective: mission.objective,
    status: mission.status,
    isCancelling: mission.control !== null,
    percent: tracker.progress_percent,
    done: tracker.completed_count,
    total: tracker.total_steps,
    step: step?.step_name ?? null,
    doing: step?.message ?? '',
    createdAt: toEpochMs(mission.created_at),
    startedAt: mission.started_at === null ? null : toEpochMs(mission.started_at),
    finishedAt: mission.finished_at === null ? null : toEpochMs(mission.finished_at),
    updatedAt: toEpochMs(mission.updated_at),
    attempt: mission.attempt,
    seq: mission.seq,
  };
}

/**
 * Whether `next` is an older state of the mission that `shown` is. Such a one comes from a cache or from a tab that
 * hands its connection over; to show it would let the bar fall. A mission made anew under the same id is never older.
 */
export function isOlder(next: MissionDigest, shown: MissionDigest): boolean {
  if (next.id !== shown.id || next.createdAt !== shown.createdAt) return false;
  if (next.attempt !== shown.attempt) return next.attempt < shown.attempt;
  if (next.seq !== shown.seq) return next.seq < shown.seq;
  return next.updatedAt < shown.updatedAt;
}
