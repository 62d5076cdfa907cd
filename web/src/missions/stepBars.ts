import { durationText } from '../../../client/src/words/duration.ts';
import { attemptOf } from '../../../functions/src/core/ledger.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { TrackedStep } from '../../../functions/src/schema/tracker.ts';
import { STEP_LIST_WORDS } from '../words/missionViews.ts';
import type { StepView } from './stepViews.ts';

/** How long a step stood and how long it ran. */
export interface StepTimes {
  readonly waitedMs: number;
  readonly ranMs: number;
}

/** The tracker tells idle time in tenths of a second: what is left of a step below that is rounding, not work. */
const TENTH_MS = 100;

/**
 * The times of each step by its number: it stood between the end of the step before it (or its attempt's place in the
 * queue) and its own beginning, and where it ended laid aside, after that too.
 */
export function stepTimes(
  mission: Mission,
  known: readonly TrackedStep[],
  now: number,
): ReadonlyMap<number, StepTimes> {
  const byIndex = new Map(known.map((step) => [step.step_index, step]));
  return new Map(known.map((step) => [step.step_index, timesOf(mission, step, byIndex.get(step.step_index - 1), now)]));
}

/** Whether the step at which a mission was cancelled had done nothing by then: it was laid aside before it ran. */
export function hasNotRun(mission: Mission, step: TrackedStep): boolean {
  if (step.status !== 'cancelled') return false;
  const { completed_steps: done } = mission.execution_record.progress_tracker;
  const before = done.find(({ step_index: index }) => index === step.step_index - 1);
  return timesOf(mission, step, before, toEpochMs(step.timestamp)).ranMs === 0;
}

/** The bar of each step: hollow for the time that it stood, solid for its own. What the tracker no longer has gets none. */
export function stepBars(times: ReadonlyMap<number, StepTimes>): ReadonlyMap<number, NonNullable<StepView['bar']>> {
  const longest = Math.max(1, ...Array.from(times.values(), ({ waitedMs, ranMs }) => waitedMs + ranMs));
  return new Map(
    Array.from(times, ([index, { waitedMs, ranMs }]) => [
      index,
      {
        waited: waitedMs / longest,
        ran: ranMs / longest,
        text: STEP_LIST_WORDS.bar(durationText(waitedMs), durationText(ranMs)),
      },
    ]),
  );
}

function timesOf(mission: Mission, step: TrackedStep, before: TrackedStep | undefined, now: number): StepTimes {
  const begunAt = toEpochMs(step.started_at);
  const isOver = step.status === 'completed' || mission.finished_at !== null;
  const end = isOver ? toEpochMs(step.timestamp) : now;
  const isSame = before !== undefined && attemptOf(mission, before.step_index) === attemptOf(mission, step.step_index);
  const queuedAt = step.step_index === 0 && mission.queued_at !== null ? toEpochMs(mission.queued_at) : begunAt;
  const since = isSame ? toEpochMs(before.timestamp) : queuedAt;
  const stoodMs = step.status === 'completed' ? 0 : stoodAtEndMs(mission, begunAt, isSame ? before : null);
  const ownMs = isOver || step.status === 'running' ? Math.max(0, end - begunAt - stoodMs) : 0;
  const ranMs = stoodMs > 0 && ownMs < TENTH_MS ? 0 : ownMs;
  return { waitedMs: Math.max(0, begunAt - since) + stoodMs, ranMs };
}

/**
 * How long the step at which a mission ended had been laid aside (paused, waiting, queued again) by then. A step that
 * goes on begins anew, so idle time from before its beginning is no part of its own. Where such a step had run before,
 * that run is taken for idle time: the tracker does not know better, and the step is shown to have run longer, not less.
 */
function stoodAtEndMs(mission: Mission, begunAt: number, before: TrackedStep | null): number {
  const { start_time: startTime, idle_seconds: idle } = mission.execution_record.progress_tracker;
  if (mission.finished_at === null || startTime === null) return 0;
  const freeSince = toEpochMs(before === null ? startTime : before.timestamp);
  const idleMs = (idle - (before?.idle_seconds ?? 0)) * 1000;
  return Math.max(0, Math.round(idleMs - Math.max(0, begunAt - freeSince)));
}
