import type { Lease, Mission, NextTask } from '../schema/mission.ts';
import { addMs, type Instant, msBetween } from '../schema/time.ts';
import { taskId } from './taskId.ts';

/**
 * How long a silent runner keeps its mission. Longer delays the recovery of a mission whose task was lost; shorter
 * costs writes, since a runner that reports nothing must renew it. A redelivered task does not wait for it.
 */
export const LEASE_MS = 20_000;

/** A lease younger than this is left alone: its end is indexed, so that renewing costs an index write. */
export const RENEW_AFTER_MS = 7_000;

/** How long a task may stay unclaimed before the sweep sends another; doubles with each, so a full queue is not fed more. */
const REDISPATCH_MS = 30_000;
const REDISPATCH_MAX_MS = 3_600_000;

/** The lease that `holder` takes now. */
export function takeLease(holder: string, task: string, now: Instant): Lease {
  return { holder, task_id: task, expires_at: addMs(now, LEASE_MS) };
}

/** `lease` itself while it is young, else the same one from now on. */
export function renewLease(lease: Lease, now: Instant): Lease {
  const age = LEASE_MS - msBetween(now, lease.expires_at);
  return age < RENEW_AFTER_MS ? lease : { ...lease, expires_at: addMs(now, LEASE_MS) };
}

/** Whether somebody holds the mission now. */
export function isHeld(mission: Pick<Mission, 'lease'>, now: Instant): boolean {
  return mission.lease !== null && mission.lease.expires_at > now;
}

/** Whether a mission that should be running has nobody who runs it. */
export function isStalled(mission: Pick<Mission, 'status' | 'lease'>, now: Instant): boolean {
  return mission.status === 'in_progress' && !isHeld(mission, now);
}

/** The next task for `mission` in `attempt`, and when the sweep should look whether it arrived. */
export function dispatchTask(
  missionId: string,
  attempt: number,
  dispatch: number,
  now: Instant,
): { task: NextTask; wakeAt: Instant } {
  const waitMs = Math.min(REDISPATCH_MS * 2 ** (dispatch - 1), REDISPATCH_MAX_MS);
  return {
    task: { task_id: taskId(missionId, attempt, dispatch), dispatch, created_at: now },
    wakeAt: addMs(now, waitMs),
  };
}
