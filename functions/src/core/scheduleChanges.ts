import type { Schedule, ScheduleError } from '../schema/schedule.ts';
import type { Instant } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';
import { type Due, nextOccurrence } from './nextOccurrence.ts';

/** The id of the mission that a schedule makes for an occurrence: one occurrence, one id, one mission. */
export function occurrenceMissionId(scheduleId: string, occurrence: Instant): string {
  const minute = occurrence.slice(0, 16).replaceAll(/[-:]/g, '');
  return `${scheduleId}-${minute}`;
}

/** How an occurrence ended. */
export type Ending =
  | { readonly kind: 'made'; readonly missionId: string }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly error: ScheduleError };

/**
 * The schedule after an occurrence. Folding the same ending in again, or an older one after a newer one, changes
 * nothing: null. So it does not matter how many sweeps come to write it down, nor in which order.
 */
export function afterOccurrence(
  schedule: Schedule,
  occurrence: Instant,
  ending: Ending,
  now: Instant,
): Schedule | null {
  const isDue = schedule.next_at !== null && schedule.next_at <= occurrence;
  const isNewest = schedule.last_fired_at === null || schedule.last_fired_at < occurrence;
  if (!isDue && !(ending.kind === 'made' && isNewest)) return null;
  return {
    ...schedule,
    ...(isDue ? { next_at: nextOccurrence(schedule.cron, schedule.time_zone, occurrence) } : {}),
    ...marksOf(ending, occurrence, isNewest),
    updated_at: now,
  };
}

function marksOf(ending: Ending, occurrence: Instant, isNewest: boolean): Partial<Schedule> {
  switch (ending.kind) {
    case 'made':
      return isNewest ? { last_fired_at: occurrence, last_mission_id: ending.missionId, last_error: null } : {};
    case 'skipped':
      return { last_skipped_at: occurrence };
    case 'failed':
      return { last_error: ending.error };
    default:
      return assertNever(ending);
  }
}

/** The schedule after an outage: only its newest occurrence is still due, the older ones are counted. */
export function caughtUp(schedule: Schedule, { occurrence, missed }: Due, now: Instant): Schedule {
  return { ...schedule, next_at: occurrence, missed_count: schedule.missed_count + missed, updated_at: now };
}

/** The schedule once its request can no longer be made into a mission: it waits for its owner. */
export function stopped(schedule: Schedule, error: ScheduleError, now: Instant): Schedule {
  return { ...schedule, is_paused: true, next_at: null, last_error: error, updated_at: now };
}

/** The schedule after its owner asked for a mission by hand; null when a newer one is known. */
export function afterRun(schedule: Schedule, missionId: string, madeAt: Instant, now: Instant): Schedule | null {
  if (schedule.last_fired_at !== null && schedule.last_fired_at >= madeAt) return null;
  return { ...schedule, last_fired_at: madeAt, last_mission_id: missionId, last_error: null, updated_at: now };
}
