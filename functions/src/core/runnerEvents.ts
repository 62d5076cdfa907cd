import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission, MissionError, MissionIn } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { msBetween } from '../schema/time.ts';
import { applied, ignored, type Line, linesOf } from './change.ts';
import type { MissionEvent, Outcome } from './events.ts';
import { dispatchTask, isHeld, renewLease, takeLease } from './lease.ts';
import { cancelled, stopCurrentStep } from './ownerEvents.ts';
import { finishStep, percentWithin, startStep } from './progress.ts';

type Event<T extends MissionEvent['type']> = Extract<MissionEvent, { type: T }>;
type Running = MissionIn<'in_progress'>;

/**
 * A runner takes the mission. A redelivery of the task that holds it takes over at once: its first delivery is dead or
 * given up by the queue, and if it is not, the fence stops it. Any other task waits until the lease has run out.
 */
export function claim(mission: Mission, event: Event<'claimed'>, now: Instant): Outcome {
  if (mission.status !== 'queued' && mission.status !== 'in_progress') return ignored('over');
  if (event.attempt !== mission.attempt) return ignored('already_done');
  if (isHeld(mission, now) && mission.lease?.task_id !== event.taskId) return ignored('held_by_another');
  if (mission.control !== null) return cancelled(mission, 'claimed', now);

  const lease = takeLease(event.holder, event.taskId, now);
  const before = mission.execution_record.progress_tracker;
  const tracker = { ...before, start_time: before.start_time ?? now };
  const after: Running = {
    ...mission,
    status: 'in_progress',
    started_at: mission.started_at ?? now,
    fence: mission.fence + 1,
    lease,
    next_task: null,
    wake_at: lease.expires_at,
  };
  return applied(after, {
    type: 'claimed',
    now,
    tracker: startStep(tracker, mission.plan, before.completed_count, now),
    lines: [claimLine(mission)],
  });
}

function claimLine(mission: MissionIn<'queued' | 'in_progress'>): Line {
  if (mission.status === 'queued') return { kind: 'status', message: 'Running' };
  const index = mission.execution_record.progress_tracker.completed_count;
  const name = mission.plan[index]?.step_name ?? 'the end';
  return { kind: 'status', message: `The runner was lost; another goes on with ${name}`, stepIndex: index };
}

/** Keeps the lease of a runner that has nothing to report. Not an event of its own: no history, no new timestamp. */
export function renew(mission: Mission, event: Event<'renewed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const lease = renewLease(held.lease, now);
  if (lease === held.lease) return ignored('already_done');
  const record = { ...mission.execution_record, updated_at: now };
  return {
    kind: 'applied',
    mission: { ...held, lease, wake_at: lease.expires_at, updated_at: now, execution_record: record },
    history: [],
    ledger: null,
    result: null,
    effects: [],
  };
}

/** Progress inside the running step. The percent never falls: a step that starts again waits for its old mark. */
export function progress(mission: Mission, event: Event<'progressed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  if (step === null || step.step_index !== event.stepIndex) return ignored('already_done');
  const { fraction } = event.subProgress;
  const percent = Math.max(
    tracker.progress_percent,
    fraction === null ? 0 : percentWithin(mission.plan, event.stepIndex, fraction),
  );
  const lease = renewLease(held.lease, now);
  return applied(
    { ...held, lease, wake_at: lease.expires_at },
    {
      type: 'progressed',
      now,
      lines: linesOf(event.notes, event.stepIndex),
      tracker: {
        ...tracker,
        progress_percent: percent,
        current_step: {
          ...step,
          message: event.message,
          sub_progress: event.subProgress,
          progress_percent: percent,
          timestamp: now,
        },
      },
    },
  );
}

/** A step is done: its ledger entry, the tracker with the next step running, and for the last one the result. */
export function completeStep(mission: Mission, event: Event<'step_completed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  if (step === null || step.step_index !== event.stepIndex) return ignored('already_done');

  const finished = finishStep(tracker, mission.plan, event.message, now);
  const isLast = event.stepIndex === mission.plan.length - 1;
  const lease = renewLease(held.lease, now);
  const usage = addUsage(mission.usage, event.usage);
  const after: Mission = isLast
    ? {
        ...held,
        usage,
        status: 'completed',
        finished_at: now,
        lease: null,
        next_task: null,
        control: null,
        wake_at: null,
      }
    : { ...held, usage, lease, wake_at: lease.expires_at };
  const done: Line = { kind: 'step', message: event.message, stepIndex: event.stepIndex };
  return applied(after, {
    type: 'step_completed',
    now,
    tool: event.tool,
    tracker: isLast ? finished : startStep(finished, mission.plan, event.stepIndex + 1, now),
    lines: [...linesOf(event.notes, event.stepIndex), done, ...(isLast ? [COMPLETED_LINE] : [])],
    ledger: ledgerEntry(held, step.started_at, event, now),
    ...(isLast && event.result !== null
      ? {
          result: {
            ...event.result,
            mission_id: mission.mission_id,
            owner: mission.owner,
            attempt: mission.attempt,
            created_at: now,
          },
        }
      : {}),
  });
}

const COMPLETED_LINE: Line = { kind: 'status', message: 'Completed' };

/** A step failed for good, and the mission with it. What was finished stays. */
export function failStep(mission: Mission, event: Event<'step_failed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  if (step === null || step.step_index !== event.stepIndex) return ignored('already_done');
  const error: MissionError = { ...event.error, step_name: step.step_name };
  const after: MissionIn<'failed'> = {
    ...held,
    status: 'failed',
    finished_at: now,
    lease: null,
    next_task: null,
    control: null,
    wake_at: null,
    error,
  };
  return applied(after, {
    type: 'step_failed',
    now,
    tracker: stopCurrentStep(tracker, 'failed', error.message, now),
    lines: [
      ...linesOf(event.notes, event.stepIndex),
      { kind: 'error', message: error.message, stepIndex: event.stepIndex },
      { kind: 'status', message: 'Failed' },
    ],
    ledger: ledgerEntry(held, step.started_at, { ...event, error }, now),
  });
}

/** The runner saw that the owner cancelled, and has stopped. */
export function stop(mission: Mission, event: Event<'stopped'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  if (held.control === null) return ignored('not_due');
  return cancelled(held, 'stopped', now);
}

/**
 * The sweep found the mission past its `wake_at`: its task was lost, or its runner. Sends another task; a mission whose
 * owner has cancelled ends here, since nobody is left who could see the request.
 */
export function overdue(mission: Mission, now: Instant): Outcome {
  if (mission.status !== 'queued' && mission.status !== 'in_progress') return ignored('over');
  if (mission.wake_at > now) return ignored('not_due');
  if (mission.control !== null) return cancelled(mission, 'overdue', now);
  const dispatch = mission.dispatches + 1;
  const { task, wakeAt } = dispatchTask(mission.mission_id, mission.attempt, dispatch, now);
  const message =
    mission.status === 'queued' ? 'No runner came; asked for another' : 'The runner fell silent; asked for another';
  const after: Mission = { ...mission, dispatches: dispatch, lease: null, next_task: task, wake_at: wakeAt };
  return applied(after, {
    type: 'overdue',
    now,
    lines: [{ kind: 'app', message }],
    effects: [{ kind: 'enqueue', task }],
  });
}

/** The mission if whoever has `fence` still holds it: every write of a runner passes here first. */
function heldBy(mission: Mission, fence: number): (Running & { lease: NonNullable<Running['lease']> }) | null {
  if (mission.status !== 'in_progress' || mission.lease === null || mission.fence !== fence) return null;
  return { ...mission, lease: mission.lease };
}

function addUsage(before: Record<string, number>, added: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...before };
  for (const [name, amount] of Object.entries(added)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}

type StepEnd = Pick<Event<'step_completed'>, 'stepIndex'> &
  Partial<Pick<Event<'step_completed'>, 'message' | 'output' | 'usage'>> & { readonly error?: MissionError };

function ledgerEntry(mission: Running, startedAt: Instant, end: StepEnd, now: Instant): LedgerEntry {
  return {
    mission_id: mission.mission_id,
    owner: mission.owner,
    attempt: mission.attempt,
    step_index: end.stepIndex,
    step_name: mission.plan[end.stepIndex]?.step_name ?? '',
    status: end.error === undefined ? 'completed' : 'failed',
    started_at: startedAt,
    finished_at: now,
    duration_ms: msBetween(startedAt, now),
    message: end.error?.message ?? end.message ?? '',
    fence: mission.fence,
    output: end.output ?? null,
    usage: { ...end.usage },
    error: end.error ?? null,
  };
}
