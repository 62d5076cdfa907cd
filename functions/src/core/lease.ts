import type { Lease, Mission, MissionIn, NextTask } from '../schema/mission.ts';
import { addMs, type Instant, msBetween } from '../schema/time.ts';
import { taskId } from './taskId.ts';

/**
 * How long a silent runner keeps its mission. Longer delays the recovery of a mission whose task was lost; shorter
 * costs writes, since a runner that reports nothing must renew it. A redelivered task does not wait for it.
 */
export const LEASE_MS = 20_000;

/** A lease younger than this is left alone: its end is indexed, so that renewing costs an index write. */
const RENEW_AFTER_MS = 7_000;

/**
 * How long a runner writes nothing before its heartbeat writes for the lease alone. Well over the age at which any write
 * renews the lease: a step that reports each second does so before, and its mission pays for no heartbeat.
 */
const SILENT_AFTER_MS = 9_000;

/** How often a runner looks whether it has been silent; also the latest that its heartbeat comes after that. */
export const BEAT_MS = 2_000;

/** How long a task may stay unclaimed before the sweep sends another; doubles with each, so a full queue is not fed more. */
const REDISPATCH_MS = 30_000;
const REDISPATCH_MAX_MS = 3_600_000;

/** How long after the moment it is due for a task may come before the sweep sends another. */
const DUE_GRACE_MS = 2_000;

/** Cloud Tasks takes nothing that is due more than 30 days ahead; the sweep sends what is due later. */
const FARTHEST_TASK_MS = 29 * 86_400_000;

/** What a lease takes from the mission: an external one sets its own silences. */
type Watched = Pick<Mission, 'external'>;

/** The lease that `holder` takes now. */
export function takeLease(mission: Watched, holder: string, task: string, now: Instant): Lease {
  return { holder, task_id: task, expires_at: addMs(now, leaseMsOf(mission)) };
}

/** `lease` itself while it is young, else the same one from now on. */
export function renewLease(mission: Watched, lease: Lease, now: Instant): Lease {
  const full = leaseMsOf(mission);
  const age = full - msBetween(now, lease.expires_at);
  const isYoung = age <= 0 || (mission.external === null && age < RENEW_AFTER_MS);
  return isYoung ? lease : { ...lease, expires_at: addMs(now, full) };
}

/** Whether the holder has written nothing for so long that the lease needs a write of its own. */
export function isSilent(mission: Watched, lease: Lease, now: Instant): boolean {
  return leaseMsOf(mission) - msBetween(now, lease.expires_at) >= SILENT_AFTER_MS;
}

function leaseMsOf({ external }: Watched): number {
  return external === null ? LEASE_MS : external.stalled_after_seconds * 1000;
}

/** When the sweep should look after a mission with this lease: at its end; for an external one, when it has failed. */
export function wakeOf({ external }: Watched, lease: Lease): Instant {
  if (external === null) return lease.expires_at;
  const furtherMs = Math.max(0, external.failed_after_seconds - external.stalled_after_seconds) * 1000;
  return addMs(lease.expires_at, furtherMs);
}

/** When the holder of a lease last gave a sign of life; up to {@link SILENT_AFTER_MS} and a beat later in truth. */
export function lastSign(mission: Watched, lease: Lease): Instant {
  return addMs(lease.expires_at, -leaseMsOf(mission));
}

/** Whether somebody holds the mission now. */
export function isHeld(mission: Pick<Mission, 'lease'>, now: Instant): boolean {
  return mission.lease !== null && mission.lease.expires_at > now;
}

/** Whether a mission that should be running has lost who runs it, and nobody has taken over yet. */
export function isStalled(mission: Mission, now: Instant): boolean {
  if (mission.status !== 'in_progress' || isHeld(mission, now)) return false;
  // Without a lease it was handed over: the next runner is on its way until the sweep would ask for another.
  return mission.lease !== null || mission.wake_at <= now;
}

/** The fields that every write of a holder brings up to date. */
export function keptHold(
  mission: MissionIn<'in_progress'> & { lease: Lease },
  now: Instant,
): { lease: Lease; wake_at: Instant; next_task: null } {
  const lease = renewLease(mission, mission.lease, now);
  // A wake-up that a request has moved forward stays: only then does the sweep end what nobody obeys.
  return { lease, wake_at: mission.control === null ? wakeOf(mission, lease) : lease.expires_at, next_task: null };
}

/** The next task of `mission`, due at once or at `dueAt`, and when the sweep should look whether it arrived. */
export function dispatchTask(
  mission: Pick<Mission, 'mission_id' | 'attempt' | 'dispatches'>,
  now: Instant,
  options: { readonly dueAt?: Instant; readonly unclaimed?: number } = {},
): { task: NextTask; wakeAt: Instant } {
  const dispatch = mission.dispatches + 1;
  const unclaimed = options.unclaimed ?? 1;
  const dueAt = options.dueAt !== undefined && options.dueAt > now ? options.dueAt : null;
  const waitMs = Math.min(REDISPATCH_MS * 2 ** (unclaimed - 1), REDISPATCH_MAX_MS);
  const id = taskId(mission.mission_id, mission.attempt, dispatch);
  return {
    task: { task_id: id, dispatch, created_at: now, due_at: dueAt, unclaimed },
    wakeAt: dueAt === null ? addMs(now, waitMs) : addMs(dueAt, DUE_GRACE_MS),
  };
}

/** Whether the queue takes a task that is due at `dueAt`. */
export function isWithinReach(dueAt: Instant, now: Instant): boolean {
  return msBetween(now, dueAt) <= FARTHEST_TASK_MS;
}
