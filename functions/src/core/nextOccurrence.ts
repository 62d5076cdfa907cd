import { Cron } from 'croner';
import { cron as cronSchema, timeZone as timeZoneSchema } from '../schema/schedule.ts';
import { type Instant, toEpochMs, toInstant } from '../schema/time.ts';
import { AppError } from './errors.ts';

/** How many occurrences of one outage are counted: a day of minutes. Each takes 45 µs, and the sweep waits for it. */
export const MOST_COUNTED = 1440;

/** What is due of a schedule: its newest occurrence, and how many older ones nobody came for. */
export interface Due {
  readonly occurrence: Instant;
  /** At most {@link MOST_COUNTED}. */
  readonly missed: number;
}

/**
 * The first occurrence of a cron expression after `after`, not at it; null when it never comes, such as 30 February.
 * Summer time: an occurrence in the skipped hour comes when that hour would have begun; in the doubled hour a fixed
 * time comes once, the first time, and an expression with a wildcard in minute or hour goes on through both. Throws
 * `invalid_request` that names `cron` or `time_zone`.
 */
export function nextOccurrence(cron: string, timeZone: string, after: Instant): Instant | null {
  return toInstantOrNull(patternOf(cron, timeZone).nextRun(toDate(after)));
}

/** What is due at `now` of an expression whose next occurrence was `nextAt`, which has passed. Throws like the above. */
export function dueOccurrence(cron: string, timeZone: string, nextAt: Instant, now: Instant): Due {
  const pattern = patternOf(cron, timeZone);
  let occurrence = nextAt;
  for (let missed = 0; missed < MOST_COUNTED; missed += 1) {
    const following = toInstantOrNull(pattern.nextRun(toDate(occurrence)));
    if (following === null || following > now) return { occurrence, missed };
    occurrence = following;
  }
  // The search is for what lies before its date, and `now` itself counts.
  const newest = toInstantOrNull(pattern.previousRuns(1, new Date(toEpochMs(now) + 1))[0] ?? null);
  return { occurrence: newest ?? occurrence, missed: MOST_COUNTED };
}

function patternOf(cron: string, timeZone: string): Cron {
  const shape = cronSchema.safeParse(cron);
  if (!shape.success) throw wrong('cron', shape.error.issues[0]?.message ?? 'is not valid');
  const zone = timeZoneSchema.safeParse(timeZone);
  if (!zone.success) throw wrong('time_zone', zone.error.issues[0]?.message ?? 'is not valid');
  const pattern = parsed(shape.data, zone.data);
  if (pattern === null) throw wrong('cron', fieldFault(shape.data.split(' ')));
  return pattern;
}

/** Null when the expression is not valid. Paused from the start: the library's own timer is never used. */
function parsed(cron: string, timezone: string): Cron | null {
  try {
    return new Cron(cron, { mode: '5-part', timezone, paused: true });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

const FIELDS = [
  { name: 'minute', range: '0 to 59' },
  { name: 'hour', range: '0 to 23' },
  { name: 'day of the month', range: '1 to 31 or L for the last' },
  { name: 'month', range: '1 to 12 or JAN to DEC' },
  { name: 'day of the week', range: '0 to 7 or SUN to SAT' },
] as const;

/** What is wrong with the first field that is not valid; each is tried alone, since the library does not say which. */
function fieldFault(fields: readonly string[]): string {
  for (const [index, { name, range }] of FIELDS.entries()) {
    const field = fields[index] ?? '';
    const alone = FIELDS.map((_, other) => (other === index ? field : '*')).join(' ');
    if (parsed(alone, 'UTC') === null) {
      return `has "${field}" as its ${name}, which must be ${range}, a range such as 1-5, a step such as */2, or a list of these`;
    }
  }
  return 'is not a cron expression';
}

function wrong(field: 'cron' | 'time_zone', message: string): AppError {
  return new AppError('invalid_request', `${field}: ${message}`, { fields: [{ field, message }] });
}

function toDate(at: Instant): Date {
  return new Date(toEpochMs(at));
}

function toInstantOrNull(date: Date | null): Instant | null {
  return date === null ? null : toInstant(date.getTime());
}
