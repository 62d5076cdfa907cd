import type { Mission } from '../schema/mission.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import { percentBefore, weightOf } from './plan.ts';
import { idleSeconds } from './progress.ts';

/** Below these a rate says more about chance than about the work: the first steps of a mission take milliseconds. */
const MIN_RUN_MS = 2_000;
const MIN_PERCENT = 10;
const MIN_STEP_MS = 1_000;
const MIN_STEP_FRACTION = 0.02;
/** Percents have one decimal: of three equal steps one is 33.4. */
const ROUNDING = 0.2;

/**
 * Seconds left by the rate of weighted percent alone; null while too little was done to have one. Rate = percent per
 * second: of the running step where it reports progress, because steps differ in pace more than their weights say, else
 * of the whole attempt. Remaining = percent left ÷ rate, the formula of every progress bar since Myers, "The importance
 * of percent-done progress indicators" (CHI 1985). While nothing moves it grows, since the elapsed time does.
 */
export function rateSeconds(mission: Mission, now: Instant): number | null {
  const msPerPercent = stepPace(mission, now) ?? runPace(mission, now);
  if (msPerPercent === null) return null;
  return ((100 - mission.execution_record.progress_tracker.progress_percent) * msPerPercent) / 1000;
}

/** Milliseconds per percent in the running step, or null while it has reported too little. */
function stepPace(mission: Mission, now: Instant): number | null {
  const step = mission.execution_record.progress_tracker.current_step;
  const fraction = step?.sub_progress?.fraction ?? null;
  if (step === null || fraction === null) return null;
  const ranMs = msBetween(step.started_at, now);
  if (ranMs < MIN_STEP_MS || fraction < MIN_STEP_FRACTION) return null;
  const weight = weightOf(mission, step.step_index);
  return weight > 0 ? ranMs / (fraction * weight) : null;
}

/**
 * Milliseconds per percent since the attempt's start, without the time in which nobody worked on purpose; null while
 * there is too little to go by: also while the running step is more work than all before it, since quick small steps
 * say nothing about a long one.
 */
function runPace(mission: Mission, now: Instant): number | null {
  const tracker = mission.execution_record.progress_tracker;
  const { start_time: startTime, current_step: step } = tracker;
  if (startTime === null) return null;
  // A retry begins where the chosen step does: what earlier attempts did was not done in this one's time.
  const begun = percentBefore(mission, mission.ledger_parts.at(-1)?.from_step ?? 0);
  const percent = tracker.progress_percent - begun;
  const done = percentBefore(mission, step?.step_index ?? 0) - begun;
  if (step !== null && weightOf(mission, step.step_index) > done + ROUNDING) return null;
  const ranMs = msBetween(startTime, now) - idleSeconds(tracker, now) * 1000;
  return ranMs < MIN_RUN_MS || percent < MIN_PERCENT ? null : ranMs / percent;
}
