import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { PLAN_KEPT } from '../schema/tracker.ts';
import { applied, followedBy, ignored } from './change.ts';
import type { Applied, EventOf, Outcome, WorkerReport } from './events.ts';
import { endFailed } from './failEvents.ts';
import { type Held, runsStep } from './held.ts';
import { isHeld, keptHold } from './lease.ts';
import { roundPercent } from './percent.ts';
import { percentBefore } from './plan.ts';
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
  return applied(after, { type: 'reported', now, lines: [line], tracker: beginTracker(after, now) });
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

function expecting(held: Held, expected: number | null): Held {
  if (expected === null || held.external === null || held.external.expected_steps === expected) return held;
  return { ...held, external: { ...held.external, expected_steps: expected } };
}

/** A growing mission with the reported step in its plan and begun; any other as it is, with the step begun. */
function withStep(held: Held, said: WorkerReport, now: Instant): Held {
  if (said.kind === 'alive') return held;
  const index = said.stepIndex;
  const known = held.plan_start + held.plan.length;
  const name = said.kind === 'started' && said.name !== null ? said.name : `step ${index + 1}`;
  const grown = held.external?.is_growing === true && index >= known ? grow(held, index, name) : held;
  if (runsStep(grown, index)) return grown;
  const record = grown.execution_record;
  const tracker = startStep(record.progress_tracker, grown, index, now);
  return { ...grown, execution_record: { ...record, progress_tracker: tracker } };
}

/** The plan with one more step. Without an expectation nobody knows what share of the work it is, so it moves no bar. */
function grow(held: Held, index: number, name: string): Held {
  const expected = held.external?.expected_steps ?? null;
  const before = percentBefore(held, index);
  const share = expected === null ? before : roundPercent(Math.min(99, ((index + 1) / expected) * 100));
  const planned = { step_name: name, cumulative_percent: Math.max(before, share) };
  const isFull = held.plan.length >= PLAN_KEPT;
  const record = held.execution_record;
  const total = Math.max(index + 1, expected ?? 0);
  return {
    ...held,
    ...(isFull
      ? { plan: [planned], plan_start: index, plan_start_percent: before }
      : { plan: [...held.plan, planned] }),
    execution_record: { ...record, progress_tracker: { ...record.progress_tracker, total_steps: total } },
  };
}
