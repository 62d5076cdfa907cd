import type { Mission, MissionIn } from '../schema/mission.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import { applied, followedBy, ignored, type Line, linesOf } from './change.ts';
import type { Applied, EventOf, Outcome, StepEnd, StepReport } from './events.ts';
import { endFailed, STAY_MS, tooManyLosses } from './failEvents.ts';
import { type Held, heldBy, isAtStep, runsStep } from './held.ts';
import { dispatchTask, isHeld, keptHold, lastSign, takeLease, wakeOf } from './lease.ts';
import { addUsage, itemEntry, ledgerEntry } from './ledger.ts';
import { finishStep, markStep, percentWithin, restartStep, startStep } from './progress.ts';
import { stopped } from './stopEvents.ts';
import { endWait } from './waitEvents.ts';

/**
 * A runner takes the mission. A redelivery of the task that holds it takes over at once: its first delivery is dead or
 * given up by the queue, and if it is not, the fence stops it. Any other task waits until the lease has run out.
 */
export function claim(mission: Mission, event: EventOf<'claimed'>, now: Instant): Outcome {
  if (event.attempt !== mission.attempt) return ignored('already_done');
  if (mission.external !== null) return ignored('over');
  if (mission.status === 'waiting') {
    const isDue = mission.wait.kind === 'time' && mission.wait.until <= now;
    return isDue ? resumeTimed(mission, event, now) : ignored('not_due');
  }
  if (mission.status === 'paused') return ignored('not_due');
  if (mission.status === 'queued')
    return mission.queue_place === 'admitted' ? begin(mission, event, now) : ignored('not_due');
  if (mission.status !== 'in_progress') return ignored('over');
  if (isHeld(mission, now) && mission.lease?.task_id !== event.taskId) return ignored('held_by_another');
  if (mission.control !== null) return stopped(mission, 'claimed', now);
  return takeOver(mission, event, now);
}

/** The fields of a mission whose runner is `event`'s holder from now on. */
export function taken(
  mission: MissionIn<'queued' | 'in_progress'>,
  { holder, taskId }: { readonly holder: string; readonly taskId: string },
  now: Instant,
): Held {
  const lease = takeLease(mission, holder, taskId, now);
  return {
    ...mission,
    status: 'in_progress',
    started_at: mission.started_at ?? now,
    fence: mission.fence + 1,
    lease,
    next_task: null,
    queue_place: 'admitted',
    wake_at: wakeOf(mission, lease),
  };
}

/** A queued mission begins, or goes on after a wait or a pause. */
function begin(mission: MissionIn<'queued'>, event: EventOf<'claimed'>, now: Instant): Applied {
  const after = taken(mission, event, now);
  return applied(after, { type: 'claimed', now, tracker: beginTracker(after, now), lines: [RUNNING] });
}

/** The task of a wait for a moment has come: where no limit decides, its runner goes on without another task. */
function resumeTimed(mission: MissionIn<'waiting'>, event: EventOf<'claimed'>, now: Instant): Outcome {
  const ended = endWait(mission, 'claimed', now);
  if (ended.kind !== 'applied' || ended.mission.status !== 'queued' || ended.mission.is_limited) return ended;
  return { ...followedBy(ended, begin(ended.mission, event, now)), effects: [] };
}

export const RUNNING: Line = { kind: 'status', message: 'Running' };

/** The tracker of a mission that begins or goes on: the step that was interrupted keeps its counts. */
export function beginTracker(mission: Mission, now: Instant) {
  const before = mission.execution_record.progress_tracker;
  const tracker = { ...before, start_time: before.start_time ?? now };
  const index = before.completed_count;
  if (!isAtStep(mission, index) || before.current_step === null) return startStep(tracker, mission, index, now);
  return before.current_step.status === 'retrying' ? tracker : restartStep(tracker, {}, now);
}

/** Another runner goes on with the first unfinished step; a loss counts, a hand-over does not. */
function takeOver(mission: MissionIn<'in_progress'>, event: EventOf<'claimed'>, now: Instant): Outcome {
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  const nextTryAt = step?.next_try_at ?? null;
  if (nextTryAt !== null && Date.parse(nextTryAt) - Date.parse(now) > STAY_MS) return ignored('not_due');
  const isLoss = mission.lease !== null;
  const losses = (step?.losses ?? 0) + (isLoss ? 1 : 0);
  const error = tooManyLosses(losses);
  if (error !== null) return endFailed(mission, error, { type: 'claimed', now, lines: [] });
  const recovery =
    mission.lease === null ? mission.recovery : { at: now, after_ms: msBetween(lastSign(mission, mission.lease), now) };
  const after = taken({ ...mission, recovery }, event, now);
  const resumed = beginTracker(after, now);
  return applied(after, {
    type: 'claimed',
    now,
    tracker: step === null ? resumed : markStep(resumed, { losses }, now),
    lines: [
      {
        kind: 'status',
        message: isLoss
          ? `The runner was lost; another goes on with ${step?.step_name ?? 'the next step'}`
          : `Another runner goes on with ${step?.step_name ?? 'the next step'}`,
        stepIndex: tracker.completed_count,
      },
    ],
  });
}

/** Keeps the lease of a runner that has nothing to report. Not an event of its own: no history, no new timestamp. */
export function renew(mission: Mission, event: EventOf<'renewed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const kept = keptHold(held, now);
  if (kept.lease === held.lease) return ignored('already_done');
  const record = { ...mission.execution_record, updated_at: now };
  return {
    kind: 'applied',
    mission: { ...held, ...kept, updated_at: now, execution_record: record },
    ...{ history: [], ledger: null, items: [], result: null, input: null, effects: [] },
  };
}

/** Progress inside the running step. The percent never falls: a step that starts again waits for its old mark. */
export function progress(mission: Mission, event: EventOf<'progressed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  if (!runsStep(mission, event.stepIndex)) return ignored('already_done');
  return applied(
    { ...held, ...keptHold(held, now) },
    { type: event.type, now, lines: linesOf(event.notes, event.stepIndex), tracker: reported(held, event, {}, now) },
  );
}

/** Items of the running step are done: each has its own entry, and the step has got somewhere. */
export function completeItems(mission: Mission, event: EventOf<'items_completed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const step = mission.execution_record.progress_tracker.current_step;
  if (step?.step_index !== event.stepIndex) return ignored('already_done');
  if (step.items_done !== event.itemsBefore) return ignored('already_done');
  return applied(
    { ...held, ...keptHold(held, now) },
    {
      type: event.type,
      now,
      lines: linesOf(event.notes, event.stepIndex),
      tracker: reported(held, event, { losses: 0, items_done: step.items_done + event.items.length }, now),
      items: event.items.map((item) => itemEntry(mission, step, item)),
    },
  );
}

function reported(mission: Held, report: StepReport, counts: { losses?: number; items_done?: number }, now: Instant) {
  const tracker = mission.execution_record.progress_tracker;
  const { fraction } = report.subProgress;
  const reached = fraction === null ? 0 : percentWithin(mission, report.stepIndex, fraction);
  const percent = Math.max(tracker.progress_percent, reached);
  const { message, subProgress } = report;
  const seen = { message, sub_progress: subProgress, progress_percent: percent };
  return markStep({ ...tracker, progress_percent: percent }, { ...seen, ...counts }, now);
}

/** A step is done: its ledger entry, the tracker with the next step running, and for the last one the result. */
export function completeStep(mission: Mission, event: EventOf<'step_completed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  if (!runsStep(mission, event.stepIndex)) return ignored('already_done');
  const isLast = event.stepIndex === mission.execution_record.progress_tracker.total_steps - 1;
  return finished(held, event, { type: event.type, isLast }, now);
}

/** The outcome of a step that is done. `isLast` completes the mission. */
export function finished(
  held: Held,
  end: StepEnd,
  { type, isLast }: { readonly type: 'step_completed' | 'reported'; readonly isLast: boolean },
  now: Instant,
) {
  const tracker = held.execution_record.progress_tracker;
  const step = tracker.current_step;
  const { message, output, usage } = end;
  const done = finishStep(tracker, held, { message, isLast }, now);
  const next = { ...held, ...end.window, ...keptHold(held, now), answers: NO_ANSWERS, items_attempt: held.attempt };
  const over = { lease: null, control: null, queue_place: null, order_at: null, wake_at: null };
  const added = { usage: addUsage(held.usage, usage) };
  const after: Mission = isLast
    ? { ...held, ...added, ...over, answers: NO_ANSWERS, next_task: null, status: 'completed', finished_at: now }
    : { ...next, ...added };
  const line: Line = { kind: 'step', message, stepIndex: end.stepIndex };
  const { mission_id, owner, attempt } = held;
  const result = isLast ? end.result : null;
  return applied(after, {
    type,
    now,
    tool: end.tool,
    tracker: isLast ? done : startStep(done, after, end.stepIndex + 1, now),
    lines: [...linesOf(end.notes, end.stepIndex), line, ...(isLast ? [COMPLETED_LINE] : [])],
    ...(step === null ? {} : { ledger: ledgerEntry(held, step, { message, output, usage, error: null }, now) }),
    ...(result === null ? {} : { result: { ...result, mission_id, owner, attempt, created_at: now } }),
  });
}

/** One object, so that a mission without answers is not sent them again with every step. */
const NO_ANSWERS = {};
const COMPLETED_LINE: Line = { kind: 'status', message: 'Completed' };

/** The runner saw what its owner asked, and has stopped. */
export function stop(mission: Mission, event: EventOf<'stopped'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  return held.control === null ? ignored('not_due') : stopped(held, 'stopped', now);
}

/** The runner must leave (its time is up, its machine goes) and hands the mission to the next. */
export function release(mission: Mission, event: EventOf<'released'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  if (held.control !== null) return stopped(held, 'released', now);
  const tracker = mission.execution_record.progress_tracker;
  const losses = (tracker.current_step?.losses ?? 0) + (event.cutsStep ? 1 : 0);
  const error = tooManyLosses(losses);
  if (error !== null) return endFailed(held, error, { type: event.type, now, lines: [] });
  const { task, wakeAt } = dispatchTask(held, now);
  return applied(
    { ...held, lease: null, next_task: task, dispatches: task.dispatch, wake_at: wakeAt },
    {
      type: event.type,
      now,
      lines: [{ kind: 'app', message: 'The runner handed over' }],
      tracker: event.cutsStep ? markStep(tracker, { losses }, now) : tracker,
      effects: [{ kind: 'enqueue', task }],
    },
  );
}
