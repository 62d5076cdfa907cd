import { admitNext } from '../missions/admission.ts';
import { applyEvent, unlessGone } from '../missions/applyEvent.ts';
import { cleanUp } from '../missions/cleanUp.ts';
import type { Deps } from '../missions/deps.ts';
import { fireSchedules } from '../missions/fireSchedules.ts';
import { learnRuns } from '../missions/learnRuns.ts';
import { inLine } from '../store/admissions.ts';
import { missionsToWake } from '../store/missions.ts';
import { runMission } from './runMission.ts';
import { sweepDeliveries } from './sweepDeliveries.ts';

/** Missions per round; a round is also the number that is woken at once. */
const ROUND = 50;
const MAX_ROUNDS = 40;

/** Of those in line, so many are looked at: each names an owner and a type that may have a free slot. */
const LINE_LOOKED_AT = 200;

/** With the third task in a row for the same purpose the queue is not to be trusted: the sweep runs the mission itself. */
const RUN_WITH_TASK = 3;
const RUN_AT_ONCE = 10;
/** The sweep has 300 s; missions that need longer are handed over and found again. */
const RUN_LIMIT_MS = 200_000;
/** With less time than this left no other mission is begun. */
const RUN_LEAST_MS = 20_000;

/**
 * Fires the schedules that are due. Looks after every mission whose `wake_at` has passed, whatever the reason; what
 * each status needs is `overdue` in core/sweepEvents.ts. Then admits whoever is in line where a slot is free, learns
 * from the missions that have ended, looks after the deliveries to webhooks, deletes the missions that are no longer kept,
 * and runs itself what the queue has failed to deliver twice: with all tasks lost it still brings every mission home. Safe
 * to run beside itself: whoever commits first wins. Returns how many were woken; throws after the last one if any could
 * not be, so that one broken mission keeps no other asleep. Cost: one read a mission found (one in all when there is
 * none), one for the line, two each for the missions that ended, the deliveries and the deletions, and a commit of two
 * documents for each mission.
 */
export async function sweep(deps: Deps, shutdown?: AbortSignal): Promise<number> {
  const faults: unknown[] = [...(await fireSchedules(deps)).faults];
  const { woken, undelivered } = await wake(deps, faults);
  await admitWaiting(deps, faults);
  await orFault(faults, async () => faults.push(...(await sweepDeliveries(deps))));
  await orFault(faults, () => learnRuns(deps));
  await orFault(faults, async () => faults.push(...(await cleanUp(deps)).faults));
  await runUndelivered(deps, undelivered, faults, shutdown);
  if (woken > 0) deps.log.warn({ woken }, 'overdue missions woken');
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} overdue missions or schedules failed`);
  return woken;
}

/** Does one of the sweep's tasks; that it failed keeps none of the others from being done. */
async function orFault(faults: unknown[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    faults.push(error);
  }
}

interface Undelivered {
  readonly mission_id: string;
  readonly attempt: number;
  readonly task_id: string;
}

async function wake(deps: Deps, faults: unknown[]): Promise<{ woken: number; undelivered: Undelivered[] }> {
  let woken = 0;
  const undelivered: Undelivered[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await missionsToWake(deps.db, deps.clock.now(), ROUND);
    const ends = await Promise.allSettled(due.map((id) => unlessGone(applyEvent(deps, id, { type: 'overdue' }))));
    for (const end of ends) {
      if (end.status === 'rejected') faults.push(end.reason);
      else if (end.value?.outcome.kind === 'applied') {
        woken += 1;
        const { mission_id, attempt, next_task: task } = end.value.stored.mission;
        const isLost = task !== null && task.unclaimed >= RUN_WITH_TASK;
        if (isLost) undelivered.push({ mission_id, attempt, task_id: task.task_id });
      }
    }
    if (due.length < ROUND) break;
  }
  return { woken, undelivered };
}

/** Whoever was in line when a slot became free and nobody admitted them: the one that freed it has died. */
async function admitWaiting(deps: Deps, faults: unknown[]): Promise<void> {
  const waiting = await inLine(deps.db, null, LINE_LOOKED_AT);
  const lines = new Map(waiting.map((one) => [`${one.owner} ${one.type}`, one]));
  for (const one of lines.values()) {
    try {
      await admitNext(deps, one);
    } catch (error) {
      faults.push(error);
    }
  }
}

async function runUndelivered(
  deps: Deps,
  tasks: readonly Undelivered[],
  faults: unknown[],
  shutdown?: AbortSignal,
): Promise<void> {
  const next = tasks.values();
  const untilMs = deps.clock.epochMs() + RUN_LIMIT_MS;
  const worker = async (): Promise<void> => {
    for (const task of next) {
      const limitMs = untilMs - deps.clock.epochMs();
      if (limitMs < RUN_LEAST_MS || shutdown?.aborted === true) return;
      try {
        deps.log.warn({ ...task }, 'the queue does not deliver; the sweep runs the mission');
        // Under a name of its own: as the same task it would count as a redelivery and take over from whoever has come.
        const own = { ...task, task_id: `sweep-${task.task_id}` };
        await runMission(deps, own, `sweep:${task.task_id}`, { limitMs, ...(shutdown && { shutdown }) });
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: RUN_AT_ONCE }, worker));
}
