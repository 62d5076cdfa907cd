import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { PLAN_KEPT, type ProgressTracker } from '../schema/tracker.ts';
import { applied, followedBy, ignored } from './change.ts';
import type { Applied, EventOf, Outcome, WorkerReport } from './events.ts';
import { endFailed } from './failEvents.ts';
import { type Held, isAtStep } from './held.ts';
import { isHeld, keptHold } from './lease.ts';
import { roundPercent } from './percent.ts';
import { percentBefore, plannedAt } from './plan.ts';
import { markStep, startStep } from './progress.ts';
import { beginTracker, finished, progress, RUNNING, taken } from './runnerEvents.ts';
import { stopped } from './stopEvents.ts';

/**
 * An external worker says what it does. Its first word takes the mission; any word keeps it alive, and meets what the
 * owner asked meanwhile. A step that is done is not done again; one that is not yet due is out of order.
 */
export function report(mission: Mission, event: EventOf<'reported'>, now: Instant): Outcome {
  if (mission.external === null) return ignored('over');
  const { completed_count: done } = mission.execution_record.progress_tracker;
  const { report: said } = event;
  if (said.kind !== 'alive' && said.stepIndex < done) return ignored('already_done');
  if (mission.status !== 'queued' && mission.status !== 'in_progress') {
    return ignored(mission.status === 'paused' ? 'not_due' : 'over');
  }
  if (mission.queue_place !== 'admitted') return ignored('not_due');
  if (said.kind !== 'alive' && said.stepIndex > done) return ignored('out_of_order');
  const begun = takenBy(mission, event, now);
  const after = fold(heldOf(begun?.mission ?? mission), event, now);
  if (after === null) return begun ?? ignored('already_done');
  const all = begun === null ? after : followedBy(begun, after);
  const left = all.mission;
  if (left.status !== 'in_progress' || left.control === null) return all;
  return followedBy(all, stopped(left, 'reported', now));
}

/** The mission taken by the worker, if nobody has it; null when it has it already. */
function takenBy(mission: Mission, event: EventOf<'reported'>, now: Instant): Applied | null {
  if (mission.status !== 'queued' && mission.status !== 'in_progress') return null;
  if (mission.status === 'in_progress' && isHeld(mission, now)) return null;
  const after = taken(mission, { holder: event.worker, taskId: 'worker' }, now);
  const line =
    mission.status === 'queued' ? RUNNING : { kind: 'status' as const, message: 'The worker is back after a silence' };
  return applied(after, { type: 'reported', now, lines: [line], tracker: trackerOf(mission, after, now) });
}

/** A worker that was silent for a while goes on with its step: nothing began anew, unlike with a runner that was lost. */
function trackerOf(before: Mission, after: Mission, now: Instant): ProgressTracker {
  const { progress_tracker: tracker } = before.execution_record;
  const goesOn = before.status === 'in_progress' && tracker.current_step?.status === 'running';
  return goesOn ? tracker : beginTracker(after, now);
}

function heldOf(mission: Mission): Held {
  if (mission.status !== 'in_progress' || mission.lease === null) throw new Error('nobody has taken the mission');
  return { ...mission, lease: mission.lease };
}

/** What the report itself changes; null for a heartbeat that follows a claim in the same commit. */
function fold(before: Held, event: EventOf<'reported'>, now: Instant): Applied | null {
  const { report: said } = event;
  const held = withStep(expecting(before, event.expectedSteps), said, now);
  const tracker = held.execution_record.progress_tracker;
  switch (said.kind) {
    case 'alive':
      return applied({ ...held, ...keptHold(held, now) }, { type: 'reported', now, lines: [] });
    case 'started': {
      const marked = markStep(tracker, { status: 'running', message: said.message }, now);
      return applied({ ...held, ...keptHold(held, now) }, { type: 'reported', now, lines: [], tracker: marked });
    }
    case 'progress': {
      const moved = progress(held, { ...said, type: 'progressed', fence: held.fence }, now);
      return moved.kind === 'applied' ? moved : null;
    }
    case 'completed': {
      const isLast = held.external?.is_growing === true ? said.isLast : said.stepIndex === tracker.total_steps - 1;
      return finished(held, said, { type: 'reported', isLast }, now);
    }
    case 'failed':
      return endFailed(held, said.error, { type: 'reported', now, lines: [] });
  }
}

/** The mission with the worker's newest guess of its number of steps: those it has get their shares of that. */
function expecting(held: Held, expected: number | null): Held {
  const { external } = held;
  if (expected === null || external?.is_growing !== true || external.expected_steps === expected) return held;
  const record = held.execution_record;
  const tracker = record.progress_tracker;
  const total = Math.max(expected, held.plan_start + held.plan.length, 1);
  const plan = held.plan.map((step, index) => ({
    ...step,
    cumulative_percent: shareOf(held.plan_start + index + 1, total),
  }));
  const start = held.plan_start === 0 ? 0 : shareOf(held.plan_start, total);
  const grown = { ...held, external: { ...external, expected_steps: expected }, plan, plan_start_percent: start };
  const reached = percentBefore(grown, tracker.completed_count);
  return withTracker(grown, {
    ...tracker,
    total_steps: total,
    progress_percent: Math.max(tracker.progress_percent, reached),
  });
}

/** The percent that `done` of `total` steps are, as long as the mission is not over. */
function shareOf(done: number, total: number): number {
  return roundPercent(Math.min(99, (done / total) * 100));
}

function withTracker(held: Held, tracker: ProgressTracker): Held {
  return { ...held, execution_record: { ...held.execution_record, progress_tracker: tracker } };
}

/** A growing mission with the reported step in its plan and begun; any other as it is, with the step begun. */
function withStep(held: Held, said: WorkerReport, now: Instant): Held {
  if (said.kind === 'alive') return held;
  const index = said.stepIndex;
  const name = said.kind === 'started' ? said.name : null;
  const grown = held.external?.is_growing === true ? named(held, index, name) : held;
  return isAtStep(grown, index)
    ? grown
    : withTracker(grown, startStep(grown.execution_record.progress_tracker, grown, index, now));
}

/** The growing plan with step `index` in it; what a worker calls a step that it begins again is what it is called. */
function named(held: Held, index: number, name: string | null): Held {
  const planned = plannedAt(held, index);
  if (planned === undefined) return grow(held, index, name ?? `step ${index + 1}`);
  if (name === null || planned.step_name === name) return held;
  const plan = held.plan.map((step) => (step === planned ? { ...step, step_name: name } : step));
  const tracker = held.execution_record.progress_tracker;
  const step = tracker.current_step;
  const renamed = step === null || !isAtStep(held, index) ? step : { ...step, step_name: name };
  return withTracker({ ...held, plan }, { ...tracker, current_step: renamed });
}

/** The plan with one more step. Without an expectation nobody knows what share of the work it is, so it moves no bar. */
function grow(held: Held, index: number, name: string): Held {
  const expected = held.external?.expected_steps ?? null;
  const before = percentBefore(held, index);
  const share = expected === null ? before : shareOf(index + 1, expected);
  const planned = { step_name: name, cumulative_percent: Math.max(before, share) };
  const isFull = held.plan.length >= PLAN_KEPT;
  const tracker = { ...held.execution_record.progress_tracker, total_steps: Math.max(index + 1, expected ?? 0) };
  const window = isFull
    ? { plan: [planned], plan_start: index, plan_start_percent: before }
    : { plan: [...held.plan, planned] };
  return withTracker({ ...held, ...window }, tracker);
}
