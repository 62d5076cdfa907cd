import { type Instant, msBetween } from '../schema/time.ts';
import {
  COMPLETED_STEPS_KEPT,
  COMPLETED_STEPS_LEFT,
  type ProgressTracker,
  type TrackedStep,
} from '../schema/tracker.ts';
import { roundPercent } from './percent.ts';
import { type PlanWindow, percentBefore, plannedAt } from './plan.ts';

/** 100 is reserved for a stored result: until then the bar stops here. */
const HIGHEST_UNFINISHED_PERCENT = 99;

/** The mission's percent with `fraction` (0 to 1) of step `index` done; at most 99 until the last step is recorded. */
export function percentWithin(window: PlanWindow, index: number, fraction: number): number {
  const from = percentBefore(window, index);
  const to = plannedAt(window, index)?.cumulative_percent ?? from;
  return Math.min(HIGHEST_UNFINISHED_PERCENT, roundPercent(from + (to - from) * fraction));
}

/** A tracker on which nothing has happened yet; `percent` is where a later attempt begins. */
export function emptyTracker(missionId: string, totalSteps: number): ProgressTracker {
  return {
    mission_id: missionId,
    start_time: null,
    current_step: null,
    completed_steps: [],
    completed_count: 0,
    total_steps: totalSteps,
    progress_percent: 0,
    elapsed_seconds: 0,
    idle_seconds: 0,
    idle_since: null,
  };
}

/** `tracker` with step `index` as the running one, for the first time; the percent stays where it was. */
export function startStep(tracker: ProgressTracker, window: PlanWindow, index: number, now: Instant): ProgressTracker {
  const planned = plannedAt(window, index);
  if (planned === undefined) return { ...tracker, current_step: null };
  const step: TrackedStep = {
    step_name: planned.step_name,
    step_index: index,
    total_steps: tracker.total_steps,
    progress_percent: tracker.progress_percent,
    status: 'running',
    message: '',
    timestamp: now,
    started_at: now,
    duration_ms: null,
    sub_progress: null,
    tries: 1,
    max_tries: null,
    next_try_at: null,
    last_error: null,
    losses: 0,
    items_done: 0,
    idle_seconds: 0,
    model_usage: null,
  };
  return { ...tracker, current_step: step };
}

/** `tracker` with its current step begun again; what `changes` does not say (the counts) stays. */
export function restartStep(tracker: ProgressTracker, changes: Partial<TrackedStep>, now: Instant): ProgressTracker {
  const step = tracker.current_step;
  if (step === null) return tracker;
  const begun = { status: 'running' as const, timestamp: now, started_at: now, sub_progress: null, next_try_at: null };
  return { ...tracker, current_step: { ...step, ...begun, ...changes } };
}

/** `tracker` with its current step in another state. */
export function markStep(tracker: ProgressTracker, changes: Partial<TrackedStep>, now: Instant): ProgressTracker {
  const step = tracker.current_step;
  return step === null ? tracker : { ...tracker, current_step: { ...step, timestamp: now, ...changes } };
}

/** `tracker` with its running step finished and filed among the newest finished ones. */
export function finishStep(
  tracker: ProgressTracker,
  window: PlanWindow,
  end: { readonly message: string; readonly isLast: boolean },
  now: Instant,
): ProgressTracker {
  const step = tracker.current_step;
  if (step === null) return tracker;
  const reached = end.isLast ? 100 : percentWithin(window, step.step_index, 1);
  const percent = Math.max(tracker.progress_percent, reached);
  const finished: TrackedStep = {
    ...step,
    status: 'completed',
    message: end.message,
    progress_percent: percent,
    timestamp: now,
    duration_ms: msBetween(step.started_at, now),
    sub_progress: null,
    next_try_at: null,
    idle_seconds: tracker.idle_seconds,
  };
  return {
    ...tracker,
    current_step: null,
    completed_steps: [...withRoom(tracker.completed_steps), finished],
    completed_count: tracker.completed_count + 1,
    progress_percent: percent,
  };
}

function withRoom(steps: readonly TrackedStep[]): readonly TrackedStep[] {
  return steps.length < COMPLETED_STEPS_KEPT ? steps : steps.slice(-COMPLETED_STEPS_LEFT);
}

/** Seconds since the attempt first ran, to one decimal; 0 before that. */
export function elapsedSeconds(startTime: Instant | null, now: Instant): number {
  return startTime === null ? 0 : Math.round(msBetween(startTime, now) / 100) / 10;
}

/** Seconds since the start in which nobody worked on purpose, up to `now`, to one decimal. */
export function idleSeconds(tracker: ProgressTracker, now: Instant): number {
  const { idle_seconds: before, idle_since: since } = tracker;
  return since === null ? before : Math.round((before + msBetween(since, now) / 1000) * 10) / 10;
}
