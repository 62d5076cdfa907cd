import * as z from 'zod';
import { missionId, scheduleId } from './ids.ts';
import { createMissionRequest } from './requests.ts';
import { instant } from './time.ts';

/** How many schedules an owner may have: as many as one list shows. */
export const MAX_SCHEDULES = 100;

/** A cron expression of five fields in one spelling; whether each field makes sense is for `core/nextOccurrence.ts`. */
export const cron = z
  .string()
  .max(100)
  .transform((text, context) => {
    const fields = text.trim().split(/\s+/);
    const strange = /[^\s0-9A-Za-z*,/#-]/u.exec(text)?.[0];
    const message = shapeFault(fields.length, strange);
    if (message === null) return fields.join(' ');
    context.issues.push({ code: 'custom', input: text, message });
    return z.NEVER;
  });

function shapeFault(count: number, strange: string | undefined): string | null {
  if (count === 6) return 'must have five fields, not six: seconds are not possible, a minute is the shortest period';
  if (strange !== undefined) return `must not have "${strange}" in it`;
  if (count === 5) return null;
  return 'must have five fields: minute, hour, day of the month, month, day of the week, such as "0 8 * * MON-FRI"';
}

/** An IANA time zone such as "Europe/Berlin". Offsets such as "+01:00" are none: they know no summer time. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'must be a time zone such as "Europe/Berlin" or "UTC"');

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What a schedule itself decides about its missions. */
const OWN_FIELDS = ['mission_id', 'not_before'];

/** The request of the missions that a schedule makes: as for creating one, without what the schedule decides. */
export const scheduledRequest = z
  .looseObject({})
  .superRefine((request, context) => {
    const keys = OWN_FIELDS.filter((field) => field in request);
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: request });
  })
  .pipe(createMissionRequest);

export const overlap = z.enum(['skip', 'allow']);

/** Why a schedule made no mission: a stable code and a sentence for people. */
const scheduleError = z.object({ code: z.string(), message: z.string() });
export type ScheduleError = z.infer<typeof scheduleError>;

/**
 * The document `schedules/{id}`: a recurring mission. Written by the API and the sweep, each by compare-and-swap; read
 * by its owner.
 */
export const schedule = z.object({
  schedule_id: scheduleId,
  owner: z.string().min(1),
  cron: z.string(),
  time_zone: z.string(),
  /** Parsed again for every mission: what was fine when it was stored may be refused by a later version. */
  request: z.record(z.string(), z.unknown()),
  /** Whether a mission may be made while the previous one is not over. */
  overlap,
  is_paused: z.boolean(),
  /** The next occurrence; null while paused, and if the expression never comes again. The sweep looks for it. */
  next_at: instant.nullable(),
  /** The occurrence of the newest mission; of one that was asked for by hand, when it was created. */
  last_fired_at: instant.nullable(),
  last_mission_id: missionId.nullable(),
  /** The newest occurrence that made no mission because the previous one was not over. */
  last_skipped_at: instant.nullable(),
  /** Occurrences that passed while nobody swept, all newer ones of the same outage but the newest. */
  missed_count: z.int().min(0),
  /** Why the newest occurrence made no mission; null once one did, or the owner acted on it. */
  last_error: scheduleError.nullable(),
  created_at: instant,
  updated_at: instant,
  /** SHA-256 of the request that created it, so that the same request under the same id is the same schedule. */
  request_hash: z.string(),
});
export type Schedule = z.infer<typeof schedule>;

/** `POST /schedules`. */
export const createScheduleRequest = z.strictObject({
  schedule_id: scheduleId.optional(),
  cron,
  time_zone: timeZone.default('UTC'),
  request: scheduledRequest,
  overlap: overlap.default('skip'),
  is_paused: z.boolean().default(false),
});
export type CreateScheduleRequest = z.infer<typeof createScheduleRequest>;

/** `PATCH /schedules/{id}`. What is left out stays; `request` is replaced as a whole. */
export const editScheduleRequest = z
  .strictObject({
    cron: cron.optional(),
    time_zone: timeZone.optional(),
    request: scheduledRequest.optional(),
    overlap: overlap.optional(),
    is_paused: z.boolean().optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0,
    'must change at least one of cron, time_zone, request, overlap, is_paused',
  );
export type EditScheduleRequest = z.infer<typeof editScheduleRequest>;

/** `POST /schedules/{id}/run`. */
export const runScheduleRequest = z.strictObject({ mission_id: missionId.optional() });

/** A schedule as the API answers it. */
export const scheduleAnswer = schedule.omit({ owner: true, request_hash: true });
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;

/** `GET /schedules`, newest first. */
export const scheduleList = z.object({ schedules: z.array(scheduleAnswer) });
