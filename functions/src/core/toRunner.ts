import type { Mission, MissionIn } from '../schema/mission.ts';
import { addMs, type Instant } from '../schema/time.ts';
import type { Effect } from './events.ts';
import { dispatchTask } from './lease.ts';

/** A point of priority is worth this long in line: it moves a mission ahead, and can't starve the others for ever. */
const PRIORITY_POINT_MS = 60_000;

const NO_RUNNER = {
  lease: null,
  control: null,
  wait: null,
  error: null,
  cancellation: null,
  finished_at: null,
} as const;

/** A mission on its way to a runner, and what must follow the commit. */
interface Sent {
  readonly mission: MissionIn<'queued'>;
  readonly effects: readonly Effect[];
}

type Approved = Exclude<Mission, { status: 'proposed' }> & { approved_at: Instant };

/**
 * `mission` queued: at once with the task that brings a runner, in line where a limit decides (the admission is the
 * effect), or until its `not_before`. An external one waits for its worker, as long as it may be silent.
 */
export function toRunner(mission: Approved, now: Instant): Sent {
  const base = { ...mission, ...NO_RUNNER, status: 'queued' as const, queued_at: now };
  const order = addMs(now, -mission.priority * PRIORITY_POINT_MS);
  if (mission.not_before !== null && mission.not_before > now) {
    const scheduled = { queue_place: 'scheduled' as const, order_at: order, next_task: null };
    return { mission: { ...base, ...scheduled, wake_at: mission.not_before }, effects: [] };
  }
  if (mission.external !== null) {
    const until = addMs(now, mission.external.failed_after_seconds * 1000);
    const admitted = { queue_place: 'admitted' as const, order_at: order, next_task: null };
    return { mission: { ...base, ...admitted, wake_at: until }, effects: [] };
  }
  if (mission.is_limited) {
    const inLine = { queue_place: 'in_line' as const, order_at: order, next_task: null };
    return { mission: { ...base, ...inLine, wake_at: null }, effects: [{ kind: 'admit' }] };
  }
  return admit({ ...base, queue_place: 'admitted', order_at: order, next_task: null, wake_at: now }, now);
}

/** A queued mission with a slot: the task is sent. `unclaimed` counts the tasks before it that never came. */
export function admit(mission: MissionIn<'queued'>, now: Instant, unclaimed = 1): Sent {
  const { task, wakeAt } = dispatchTask(mission, now, { unclaimed });
  const sent = { queue_place: 'admitted' as const, next_task: task, wake_at: wakeAt, dispatches: task.dispatch };
  return { mission: { ...mission, ...sent }, effects: [{ kind: 'enqueue', task }] };
}
