import type { Mission } from '../schema/mission.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import { countedDown } from './experts.ts';
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
 * second, as it was at the last news: of the running step where it reports progress, the more the farther it is, because
 * steps differ in pace more than their weights say, and of the whole attempt. Remaining = percent left ÷ rate, the
 * formula of every progress bar since Myers, "The importance of percent-done progress indicators" (CHI 1985). From one
 * news to the next it counts down; when it has run out and nothing has come, it grows.
 */
export function rateSeconds(mission: Mission, now: Instant): number | null {
  const msPerPercent = paceOf(mission, now);
  if (msPerPercent === null) return null;
  const left = ((100 - mission.execution_record.progress_tracker.progress_percent) * msPerPercent) / 1000;
  return countedDown(left, Math.max(0, (workedMs(mission, now) - newsMs(mission)) / 1000));
}

/** Milliseconds per percent, or null. */
function paceOf(mission: Mission, now: Instant): number | null {
  const run = runPace(mission, now);
  const step = stepPace(mission);
  if (step === null || run === null) return step?.msPerPercent ?? run;
  return step.fraction * step.msPerPercent + (1 - step.fraction) * run;
}

/** The pace of the running step when it last reported, or null while that was too little. */
function stepPace(mission: Mission): { readonly msPerPercent: number; readonly fraction: number } | null {
  const step = mission.execution_record.progress_tracker.current_step;
  const fraction = step?.sub_progress?.fraction ?? null;
  if (step === null || fraction === null) return null;
  const ranMs = msBetween(step.started_at, step.timestamp);
  if (ranMs < MIN_STEP_MS || fraction < MIN_STEP_FRACTION) return null;
  const weight = weightOf(mission, step.step_index);
  return weight > 0 ? { msPerPercent: ranMs / (fraction * weight), fraction } : null;
}

/**
 * Milliseconds per percent from the attempt's start to the last news; null while there is too little to go by: also while
 * the running step is more work than all before it, since quick small steps say nothing about a long one.
 */
function runPace(mission: Mission, now: Instant): number | null {
  const tracker = mission.execution_record.progress_tracker;
  const { current_step: step } = tracker;
  // A retry begins where the chosen step does: what earlier attempts did was not done in this one's time.
  const begun = percentBefore(mission, mission.ledger_parts.at(-1)?.from_step ?? 0);
  const percent = tracker.progress_percent - begun;
  const done = percentBefore(mission, step?.step_index ?? 0) - begun;
  if (step !== null && weightOf(mission, step.step_index) > done + ROUNDING) return null;
  if (workedMs(mission, now) < MIN_RUN_MS || percent < MIN_PERCENT) return null;
  return newsMs(mission) / percent;
}

/** Milliseconds of work since the attempt's start, without the time in which nobody worked on purpose. */
function workedMs(mission: Mission, now: Instant): number {
  const tracker = mission.execution_record.progress_tracker;
  const { start_time: startTime } = tracker;
  return startTime === null ? 0 : Math.max(0, msBetween(startTime, now) - idleSeconds(tracker, now) * 1000);
}

/** The same until the last news: the running step's last report, else the end of the step before. */
function newsMs(mission: Mission): number {
  const tracker = mission.execution_record.progress_tracker;
  const { start_time: startTime, current_step: step, completed_steps: done } = tracker;
  if (startTime === null) return 0;
  const isReported = step !== null && step.sub_progress !== null && step.sub_progress.fraction !== null;
  const last = done.at(-1);
  if (isReported) return Math.max(0, msBetween(startTime, step.timestamp) - tracker.idle_seconds * 1000);
  if (last === undefined) return 0;
  return Math.max(0, msBetween(startTime, last.timestamp) - last.idle_seconds * 1000);
}
