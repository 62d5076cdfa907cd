import type { Mission } from '../schema/mission.ts';
import { addMs, type Instant } from '../schema/time.ts';

const DAY_MS = 86_400_000;

/**
 * Longer than any mission lives, five years: what is written under a mission carries the moment at which the database may
 * drop it by itself, and that must not come while the mission goes on. Nothing bounds how long one is paused, so this is
 * as far off as is still of use; the sweep deletes long before.
 */
const LONGEST_LIFE_DAYS = 1_826;

/** What ended before this is to be deleted; null where missions are kept for ever (`retentionDays` 0). */
export function endOfRetention(retentionDays: number, now: Instant): Instant | null {
  return retentionDays === 0 ? null : addMs(now, -retentionDays * DAY_MS);
}

/** Whether the mission ended longer ago than missions are kept: nobody is shown it, also before the sweep has come. */
export function isExpired(mission: Mission, retentionDays: number, now: Instant): boolean {
  const end = endOfRetention(retentionDays, now);
  return end !== null && mission.finished_at !== null && mission.finished_at <= end;
}

/** When the database may drop what is written under a mission at `writtenAt`; null for never. */
export function expiryOf(writtenAt: Instant, retentionDays: number): Instant | null {
  return retentionDays === 0 ? null : addMs(writtenAt, (retentionDays + LONGEST_LIFE_DAYS) * DAY_MS);
}
