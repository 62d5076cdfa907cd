import { durationText } from '../../../client/src/words/duration.ts';
import { attemptOf } from '../../../functions/src/core/ledger.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { TrackedStep } from '../../../functions/src/schema/tracker.ts';
import { STEP_LIST_WORDS } from '../words/missionViews.ts';
import type { StepView } from './stepViews.ts';

interface Lengths {
  readonly index: number;
  readonly waitedMs: number;
  readonly ranMs: number;
}

/**
 * The bar of each step by its number: hollow for the time between the end of the step before it (or its attempt's
 * place in the queue) and its own beginning, solid for its own. What the tracker no longer has gets none.
 */
export function stepBars(
  mission: Mission,
  known: readonly TrackedStep[],
  now: number,
): ReadonlyMap<number, NonNullable<StepView['bar']>> {
  const byIndex = new Map(known.map((step) => [step.step_index, step]));
  const lengths = known.flatMap((step) => lengthsOf(mission, step, byIndex.get(step.step_index - 1), now));
  const longest = Math.max(1, ...lengths.map(({ waitedMs, ranMs }) => waitedMs + ranMs));
  return new Map(
    lengths.map(({ index, waitedMs, ranMs }) => [
      index,
      {
        waited: waitedMs / longest,
        ran: ranMs / longest,
        text: STEP_LIST_WORDS.bar(durationText(waitedMs), durationText(ranMs)),
      },
    ]),
  );
}

function lengthsOf(mission: Mission, step: TrackedStep, before: TrackedStep | undefined, now: number): Lengths[] {
  const begunAt = toEpochMs(step.started_at);
  const isOver = step.status === 'completed' || mission.finished_at !== null;
  const end = isOver ? toEpochMs(step.timestamp) : now;
  const ranMs = isOver || step.status === 'running' ? Math.max(0, end - begunAt) : 0;
  const isSame = before !== undefined && attemptOf(mission, before.step_index) === attemptOf(mission, step.step_index);
  const queuedAt = step.step_index === 0 && mission.queued_at !== null ? toEpochMs(mission.queued_at) : begunAt;
  const since = isSame ? toEpochMs(before.timestamp) : queuedAt;
  return [{ index: step.step_index, waitedMs: Math.max(0, begunAt - since), ranMs }];
}
