import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { isOver } from '../core/allowed.ts';
import { AppError, isRetryable } from '../core/errors.ts';
import { dueOccurrence } from '../core/nextOccurrence.ts';
import {
  afterOccurrence,
  afterRun,
  caughtUp,
  type Ending,
  occurrenceMissionId,
  stopped,
} from '../core/scheduleChanges.ts';
import { newMissionId } from '../schema/ids.ts';
import type { Schedule } from '../schema/schedule.ts';
import type { Instant } from '../schema/time.ts';
import { readMission } from '../store/missions.ts';
import { dueSchedules, replaceSchedule, type StoredSchedule, storedSchedule } from '../store/schedules.ts';
import type { Deps } from './deps.ts';
import { isRefusal, type Made, makeMission, ownMission } from './scheduledMission.ts';
import { changeSchedule, findSchedule } from './schedules.ts';

/** Schedules per round; a round is also the number that is fired at once. */
const ROUND = 50;
const MAX_ROUNDS = 40;

/** What a call of {@link fireSchedules} did; `faults` are what it could not do and the next call tries again. */
export interface Fired {
  readonly fired: number;
  readonly faults: readonly unknown[];
}

/**
 * Makes the mission of every schedule whose next occurrence has passed, and moves the schedule on. Safe to run beside
 * itself and to break off anywhere: the mission's id is that of the occurrence, so that whoever comes again finds the
 * mission that is there. Cost: one read in all when nothing is due; for each firing four reads at most and seven
 * writes.
 */
export async function fireSchedules(deps: Deps): Promise<Fired> {
  let fired = 0;
  const faults: unknown[] = [];
  let last: QueryDocumentSnapshot | undefined;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await dueSchedules(deps.db, deps.clock.now(), ROUND, last);
    const ends = await Promise.allSettled(due.map(async (found) => await fire(deps, storedSchedule(found))));
    for (const end of ends) {
      if (end.status === 'rejected') faults.push(end.reason);
      else if (end.value) fired += 1;
    }
    if (due.length < ROUND) break;
    last = due.at(-1);
  }
  return { fired, faults };
}

/** Whether it made a mission. What no repetition could mend stops the schedule until its owner acts. */
async function fire(deps: Deps, stored: StoredSchedule): Promise<boolean> {
  try {
    return await fireNewest(deps, stored);
  } catch (error) {
    if (!(error instanceof AppError) || isRetryable(error.code)) throw error;
    const { code, message } = error;
    // If somebody was first, they may have mended it: the next sweep sees.
    await replaceSchedule(deps.db, stored, stopped(stored.schedule, { code, message }, deps.clock.now()));
    deps.log.warn({ schedule_id: stored.schedule.schedule_id, code }, 'schedule paused: it can make no mission');
    return false;
  }
}

/**
 * Missions are made only for the occurrence in `next_at`; after an outage that is moved first. So a mission that a
 * sweep made before it died is under the id of `next_at`, and nowhere else.
 */
async function fireNewest(deps: Deps, stored: StoredSchedule): Promise<boolean> {
  const { schedule } = stored;
  const { next_at: nextAt } = schedule;
  if (nextAt === null) return false;
  const due = dueOccurrence(schedule.cron, schedule.time_zone, nextAt, deps.clock.now());
  const isBlocked = await isPreviousRunning(deps, schedule, nextAt);
  const isFree = due.missed === 0 && !isBlocked;
  const missionId = occurrenceMissionId(schedule.schedule_id, nextAt);
  if (isFree || (await ownMission(deps, schedule, missionId)) !== null) return await fireAt(deps, stored, nextAt);
  if (due.missed > 0) {
    const moved = await replaceSchedule(deps.db, stored, caughtUp(schedule, due, deps.clock.now()));
    return moved === null ? false : await fireNewest(deps, moved);
  }
  await end(deps, stored, nextAt, { kind: 'skipped' });
  return false;
}

async function isPreviousRunning(deps: Deps, schedule: Schedule, nextAt: Instant): Promise<boolean> {
  const { overlap, last_mission_id: previous } = schedule;
  if (overlap === 'allow' || previous === null) return false;
  if (previous === occurrenceMissionId(schedule.schedule_id, nextAt)) return false;
  const stored = await readMission(deps.db, previous);
  return stored !== null && !isOver(stored.mission);
}

async function fireAt(deps: Deps, stored: StoredSchedule, occurrence: Instant): Promise<boolean> {
  const missionId = occurrenceMissionId(stored.schedule.schedule_id, occurrence);
  try {
    await makeMission(deps, stored.schedule, missionId, false);
  } catch (error) {
    if (!isRefusal(error, 'mission_id_taken')) throw error;
    // Somebody else has a mission of this id. The next occurrence has another.
    const { code, message } = error;
    await end(deps, stored, occurrence, { kind: 'failed', error: { code, message } });
    return false;
  }
  await end(deps, stored, occurrence, { kind: 'made', missionId });
  return true;
}

async function end(deps: Deps, stored: StoredSchedule, occurrence: Instant, ending: Ending): Promise<void> {
  const { schedule_id } = stored.schedule;
  const now = deps.clock.now();
  await changeSchedule(deps, stored, (schedule) => afterOccurrence(schedule, occurrence, ending, now));
  deps.log.info({ schedule_id, occurrence, ending: ending.kind }, 'schedule came due');
}

/**
 * Makes a mission of the owner's schedule now, whatever its rhythm, pause and previous mission. With a `missionId` of
 * the caller's it is idempotent. Throws `schedule_not_found`, `mission_id_taken`, and what creating a mission throws.
 */
export async function runSchedule(
  deps: Deps,
  owner: string,
  scheduleId: string,
  missionId: string | undefined,
): Promise<Made> {
  const stored = await findSchedule(deps, owner, scheduleId);
  const made = await makeMission(deps, stored.schedule, missionId ?? newMissionId(deps.random), true);
  const { mission_id: id, created_at: madeAt } = made.mission;
  await changeSchedule(deps, stored, (schedule) => afterRun(schedule, id, madeAt, deps.clock.now()));
  return made;
}
