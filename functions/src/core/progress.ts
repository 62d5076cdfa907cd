import { type Instant, msBetween } from '../schema/time.ts';
import { COMPLETED_STEPS_KEPT, type PlannedStep, type ProgressTracker, type TrackedStep } from '../schema/tracker.ts';

/** 100 is reserved for a stored result: until then the bar stops here. */
const HIGHEST_UNFINISHED_PERCENT = 99;

/** Percent to one decimal: finer steps than a bar can show would only make numbers that jitter. */
export function roundPercent(percent: number): number {
  return Math.round(percent * 10) / 10;
}

/** Steps with weights of any scale become steps with the percent that each one brings the mission to. */
export function planSteps(steps: readonly { readonly name: string; readonly weight: number }[]): PlannedStep[] {
  const total = steps.reduce((sum, step) => sum + step.weight, 0);
  let reached = 0;
  return steps.map((step) => {
    reached += step.weight;
    return { step_name: step.name, cumulative_percent: roundPercent((reached / total) * 100) };
  });
}

/** The percent at which step `index` of `plan` begins. */
export function percentBefore(plan: readonly PlannedStep[], index: number): number {
  return index === 0 ? 0 : (plan[index - 1]?.cumulative_percent ?? 0);
}

/** The mission's percent with `fraction` (0 to 1) of step `index` done; at most 99 until the last step is recorded. */
export function percentWithin(plan: readonly PlannedStep[], index: number, fraction: number): number {
  const from = percentBefore(plan, index);
  const to = plan[index]?.cumulative_percent ?? from;
  return Math.min(HIGHEST_UNFINISHED_PERCENT, roundPercent(from + (to - from) * fraction));
}

/** A tracker on which nothing has happened yet. */
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
  };
}

/** `tracker` with step `index` of `plan` as the running one; the percent stays where it was. */
export function startStep(
  tracker: ProgressTracker,
  plan: readonly PlannedStep[],
  index: number,
  now: Instant,
): ProgressTracker {
  const planned = plan[index];
  if (planned === undefined) return { ...tracker, current_step: null };
  const step: TrackedStep = {
    step_name: planned.step_name,
    step_index: index,
    total_steps: plan.length,
    progress_percent: tracker.progress_percent,
    status: 'running',
    message: '',
    timestamp: now,
    started_at: now,
    duration_ms: null,
    sub_progress: null,
  };
  return { ...tracker, current_step: step };
}

/** `tracker` with its running step finished and filed among the newest finished ones. */
export function finishStep(
  tracker: ProgressTracker,
  plan: readonly PlannedStep[],
  message: string,
  now: Instant,
): ProgressTracker {
  const step = tracker.current_step;
  if (step === null) return tracker;
  const isLast = step.step_index === plan.length - 1;
  const reached = isLast ? 100 : percentWithin(plan, step.step_index, 1);
  const percent = Math.max(tracker.progress_percent, reached);
  const finished: TrackedStep = {
    ...step,
    status: 'completed',
    message,
    progress_percent: percent,
    timestamp: now,
    duration_ms: msBetween(step.started_at, now),
    sub_progress: null,
  };
  return {
    ...tracker,
    current_step: null,
    completed_steps: [...tracker.completed_steps, finished].slice(-COMPLETED_STEPS_KEPT),
    completed_count: tracker.completed_count + 1,
    progress_percent: percent,
  };
}

/** Seconds since the mission first ran, to one decimal; 0 before that. */
export function elapsedSeconds(startTime: Instant | null, now: Instant): number {
  return startTime === null ? 0 : Math.round(msBetween(startTime, now) / 100) / 10;
}
