import { AppError } from '../core/errors.ts';
import { nextOccurrence } from '../core/nextOccurrence.ts';
import { newMissionId } from '../schema/ids.ts';
import type { CreateMissionRequest } from '../schema/requests.ts';
import {
  type CreateScheduleRequest,
  type EditScheduleRequest,
  MAX_SCHEDULES,
  type Schedule,
  type ScheduleAnswer,
} from '../schema/schedule.ts';
import type { Instant } from '../schema/time.ts';
import {
  countSchedules,
  deleteSchedule,
  readSchedule,
  replaceSchedule,
  type StoredSchedule,
  createSchedule as storeSchedule,
} from '../store/schedules.ts';
import { hashOf } from './createMission.ts';
import type { Deps } from './deps.ts';
import { requestedInput, WORKER_TAKES } from './missionInput.ts';
import { unknownType } from './missionTypes.ts';

/** How often one change is tried against other writers: the owner and two sweeps are all there are. */
const MAX_TRIES = 10;
const MAX_BACKOFF_MS = 200;

/**
 * Creates a schedule; its first mission comes with the next occurrence. With the caller's own `schedule_id` it is
 * idempotent: the same request answers the schedule that is there (`created` false), another one throws
 * `schedule_id_taken`. Throws `too_many_schedules`, `unknown_mission_type` and, of an expression that is not valid or
 * never comes, `invalid_request`. One read and one write. Of several at once a few may pass {@link MAX_SCHEDULES}: it
 * bounds the bill, and no list relies on it.
 */
export async function createSchedule(
  deps: Deps,
  owner: string,
  request: CreateScheduleRequest,
): Promise<{ schedule: Schedule; created: boolean }> {
  checkRequest(deps, request.request);
  const schedule = newSchedule(deps, owner, request);
  const isFull = (await countSchedules(deps.db, owner)) >= MAX_SCHEDULES;
  if (!isFull && (await storeSchedule(deps.db, schedule))) {
    deps.log.info({ schedule_id: schedule.schedule_id, owner, next_at: schedule.next_at }, 'schedule created');
    return { schedule, created: true };
  }
  const same = await sameSchedule(deps, schedule);
  if (same !== null) return { schedule: same, created: false };
  if (isFull) throw new AppError('too_many_schedules', `You have ${MAX_SCHEDULES} schedules, which is the most.`);
  throw new AppError('schedule_id_taken', `The schedule id "${schedule.schedule_id}" is in use for another request.`, {
    fields: [{ field: 'schedule_id', message: 'is taken' }],
  });
}

function newSchedule(deps: Deps, owner: string, request: CreateScheduleRequest): Schedule {
  const now = deps.clock.now();
  const asked = {
    cron: request.cron,
    time_zone: request.time_zone,
    request: request.request,
    overlap: request.overlap,
    is_paused: request.is_paused,
  };
  return {
    // Drawn as a mission's id is, since the ids of its missions begin with it.
    schedule_id: request.schedule_id ?? newMissionId(deps.random),
    owner,
    ...asked,
    next_at: firstOccurrence(asked, now),
    ...{ last_fired_at: null, last_mission_id: null, last_skipped_at: null, missed_count: 0, last_error: null },
    created_at: now,
    updated_at: now,
    request_hash: hashOf(asked),
  };
}

/** The schedule that already has this id, if it was asked for in the same words by the same owner. */
async function sameSchedule(deps: Deps, asked: Schedule): Promise<Schedule | null> {
  const stored = await readSchedule(deps.db, asked.schedule_id);
  const isSame = stored?.schedule.owner === asked.owner && stored.schedule.request_hash === asked.request_hash;
  return isSame ? stored.schedule : null;
}

/** Refuses what no mission could be made of, so that its owner hears of it now and not at the first occurrence. */
function checkRequest(deps: Deps, request: CreateMissionRequest): void {
  const takes = request.external === undefined ? deps.catalog.newest(request.type) : WORKER_TAKES;
  if (takes === null) throw unknownType(deps.catalog, request.type, 'request.type');
  requestedInput(takes, request, 'request');
}

/** When a schedule that begins or changes at `now` comes next; null while it is paused. */
function firstOccurrence(rhythm: Pick<Schedule, 'cron' | 'time_zone' | 'is_paused'>, now: Instant): Instant | null {
  const first = nextOccurrence(rhythm.cron, rhythm.time_zone, now);
  if (first === null) {
    const message = `never comes: no month has the day that "${rhythm.cron}" asks for`;
    throw new AppError('invalid_request', `cron: ${message}`, { fields: [{ field: 'cron', message }] });
  }
  return rhythm.is_paused ? null : first;
}

/** The owner's schedule; `schedule_not_found` for anybody else's. One read. */
export async function findSchedule(deps: Deps, owner: string, scheduleId: string): Promise<StoredSchedule> {
  const stored = await readSchedule(deps.db, scheduleId);
  if (stored === null || stored.schedule.owner !== owner) throw scheduleNotFound();
  return stored;
}

/** The same words for a schedule that is not there and for one that belongs to somebody else. */
export function scheduleNotFound(): AppError {
  return new AppError('schedule_not_found', 'There is no schedule with this id.');
}

/**
 * Changes a schedule. A change of rhythm (cron, time zone, pause) counts from now: what was due until then is dropped.
 * A change of request or rhythm clears `last_error`. One read and one write.
 */
export async function editSchedule(
  deps: Deps,
  owner: string,
  scheduleId: string,
  request: EditScheduleRequest,
): Promise<Schedule> {
  if (request.request !== undefined) checkRequest(deps, request.request);
  const stored = await findSchedule(deps, owner, scheduleId);
  const after = await changeSchedule(deps, stored, (schedule) => edited(schedule, request, deps.clock.now()));
  if (after === null) throw scheduleNotFound();
  return after;
}

function edited(schedule: Schedule, request: EditScheduleRequest, now: Instant): Schedule {
  const after: Schedule = {
    ...schedule,
    cron: request.cron ?? schedule.cron,
    time_zone: request.time_zone ?? schedule.time_zone,
    request: request.request ?? schedule.request,
    overlap: request.overlap ?? schedule.overlap,
    is_paused: request.is_paused ?? schedule.is_paused,
    updated_at: now,
  };
  const isNewRhythm = (['cron', 'time_zone', 'is_paused'] as const).some((field) => after[field] !== schedule[field]);
  if (isNewRhythm) after.next_at = firstOccurrence(after, now);
  if (isNewRhythm || request.request !== undefined) after.last_error = null;
  return after;
}

/** Deletes a schedule and answers it as it was. Its missions stay. One read and one delete. */
export async function removeSchedule(deps: Deps, owner: string, scheduleId: string): Promise<Schedule> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await findSchedule(deps, owner, scheduleId);
    if (await deleteSchedule(deps.db, stored)) return stored.schedule;
    await deps.sleep(deps.random(MAX_BACKOFF_MS));
  }
  throw contention();
}

/**
 * Writes what `change` makes of the schedule, by compare-and-swap: on a lost race it is read again and changed anew.
 * Null when there is nothing to change (`change` says so by null) or the schedule is gone.
 */
export async function changeSchedule(
  deps: Deps,
  known: StoredSchedule,
  change: (schedule: Schedule) => Schedule | null,
): Promise<Schedule | null> {
  const { schedule_id: id, owner } = known.schedule;
  let stored: StoredSchedule | null = known;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    // Deleted, and perhaps made anew by somebody else.
    if (stored === null || stored.schedule.owner !== owner) return null;
    const after = change(stored.schedule);
    if (after === null || (await replaceSchedule(deps.db, stored, after)) !== null) return after;
    await deps.sleep(deps.random(MAX_BACKOFF_MS));
    stored = await readSchedule(deps.db, id);
  }
  throw contention();
}

function contention(): AppError {
  return new AppError('too_much_contention', 'The schedule is being changed by too many callers at once.');
}

/** A schedule as the API answers it. */
export function scheduleAnswerOf(schedule: Schedule): ScheduleAnswer {
  const { owner: _owner, request_hash: _hash, ...answer } = schedule;
  return answer;
}
