import type { Mission, MissionError, MissionIn } from '../schema/mission.ts';
import { addMs, type Instant } from '../schema/time.ts';
import type { TrackedStep } from '../schema/tracker.ts';
import { applied, ignored, type Line, linesOf } from './change.ts';
import type { Applied, EventOf, MissionEventType, Outcome, StepError } from './events.ts';
import { type Held, heldBy } from './held.ts';
import { dispatchTask, keptHold } from './lease.ts';
import { ledgerEntry } from './ledger.ts';
import { markStep, restartStep } from './progress.ts';
import { backoffBefore } from './retry.ts';
import { stopped } from './stopEvents.ts';

/**
 * Up to this wait the runner stays and keeps the mission: a new task would take about as long. Longer, and it leaves:
 * nobody pays for a function that sleeps.
 */
export const STAY_MS = 10_000;

/** Who asks for more time than this before the next try gets no more: a mission must not rest for a day unseen. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * How many runners a step may lose before the mission fails: a step that kills its runner would else do so for ever.
 * Durable progress inside the step (a finished item) begins the count anew.
 */
export const MAX_LOSSES = 10;

type Retry = NonNullable<EventOf<'step_failed'>['retry']>;

/** A step failed: it is tried again while its policy allows, else the mission has failed. What was finished stays. */
export function failStep(mission: Mission, event: EventOf<'step_failed'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const step = mission.execution_record.progress_tracker.current_step;
  if (step?.step_index !== event.stepIndex || step.status !== 'running') return ignored('already_done');
  const notes = linesOf(event.notes, event.stepIndex);
  const mostTries = event.retry === null ? 0 : mostTriesOf(step, event.retry);
  if (event.retry !== null && step.tries < mostTries) return scheduleRetry(held, event, event.retry, mostTries, now);
  return endFailed(held, event.error, { type: 'step_failed', now, lines: notes });
}

/**
 * How many tries the step has. One that was asked to wait after it had got somewhere costs none: a slow endpoint may let
 * through one item a minute, and the list ends all the same.
 */
function mostTriesOf(step: TrackedStep, { policy, retryAfterMs, gotSomewhere }: Retry): number {
  const most = Math.max(policy.attempts, step.max_tries ?? 0);
  return (retryAfterMs ?? null) !== null && gotSomewhere === true ? most + 1 : most;
}

function scheduleRetry(
  held: Held,
  event: EventOf<'step_failed'>,
  { policy, chance, retryAfterMs }: Retry,
  mostTries: number,
  now: Instant,
): Outcome {
  const tracker = held.execution_record.progress_tracker;
  const tries = tracker.current_step?.tries ?? 1;
  // Sooner it would be refused again, and a try be gone.
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS);
  const waitMs = Math.max(asked, backoffBefore(policy, tries + 1, chance));
  const nextTryAt = addMs(now, waitMs);
  const { message } = event.error;
  const line: Line = {
    kind: 'error',
    message: `Try ${tries} of ${mostTries} failed: ${message}`,
    stepIndex: event.stepIndex,
  };
  const change = {
    type: event.type,
    now,
    lines: [...linesOf(event.notes, event.stepIndex), line],
    tracker: markStep(
      tracker,
      { status: 'retrying', max_tries: mostTries, next_try_at: nextTryAt, last_error: message },
      now,
    ),
  };
  if (waitMs <= STAY_MS) return applied({ ...held, ...keptHold(held, now) }, change);
  if (held.control !== null) return stopped(held, 'released', now);
  const { task, wakeAt } = dispatchTask(held, now, { dueAt: nextTryAt });
  const left = { lease: null, next_task: task, dispatches: task.dispatch, wake_at: wakeAt };
  return applied({ ...held, ...left }, { ...change, effects: [{ kind: 'enqueue', task }] });
}

/** The next try of a step that failed begins. */
export function retryStep(mission: Mission, event: EventOf<'retried'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  if (step?.status !== 'retrying' || step.step_index !== event.stepIndex) return ignored('already_done');
  const tries = step.tries + 1;
  const message = `Try ${tries} of ${step.max_tries ?? tries}`;
  return applied(
    { ...held, ...keptHold(held, now) },
    {
      type: event.type,
      now,
      lines: [{ kind: 'app', message, stepIndex: step.step_index }],
      tracker: restartStep(tracker, { tries, message: '' }, now),
    },
  );
}

/** Whether the running step has lost as many runners as it may; `error` says so. */
export function tooManyLosses(losses: number): StepError | null {
  if (losses <= MAX_LOSSES) return null;
  return {
    code: 'runner_lost',
    message: `The step lost its runner ${losses} times without getting anywhere.`,
    next: 'The step may need more memory or more time than a function has. Its log says how the runner ended.',
  };
}

interface Happened {
  readonly type: MissionEventType;
  readonly now: Instant;
  readonly lines: readonly Line[];
}

/** The outcome in which `mission` has failed with `error`: the step's entry in the ledger says the same. */
export function endFailed(
  mission: MissionIn<'queued' | 'in_progress' | 'waiting'>,
  error: StepError,
  { type, now, lines }: Happened,
): Applied {
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  const named: MissionError = { ...error, step_name: step?.step_name ?? null };
  const rest = { lease: null, next_task: null, control: null, queue_place: null, order_at: null, wait: null };
  const after: MissionIn<'failed'> = {
    ...mission,
    ...rest,
    status: 'failed',
    finished_at: now,
    wake_at: null,
    error: named,
  };
  const where = step === null ? {} : { stepIndex: step.step_index };
  const end = { message: error.message, output: null, usage: {}, error: named };
  return applied(after, {
    type,
    now,
    tracker: markStep(tracker, { status: 'failed', message: error.message, next_try_at: null }, now),
    lines: [...lines, { kind: 'error', message: error.message, ...where }, { kind: 'status', message: 'Failed' }],
    ...(step === null || mission.attempt === 0 ? {} : { ledger: ledgerEntry(mission, step, end, now) }),
  });
}
