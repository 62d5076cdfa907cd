import type { Eta } from '../schema/api.ts';
import type { Mission } from '../schema/mission.ts';
import { type Instant, msBetween, toEpochMs } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';

/** A runner writes sub-progress once a second: asking more often tells nothing new. */
const LEAST_MS = 1_000;
/** What is under way is worth a look at least this often: it may fail, or ask something. */
const MOST_WORKING_MS = 30_000;
const MOST_RESTING_MS = 300_000;
const LEAST_RESTING_MS = 5_000;
/** In the time that is left, so many looks show a bar that moves. */
const LOOKS_LEFT = 20;
/** Of what has not changed for long, the next change is not expected soon: a tenth of that time may pass. */
const SHARE_OF_AGE = 0.1;

/**
 * Milliseconds after which asking for a mission's progress again makes sense, by its status, its estimate and how long
 * nothing has changed; null when it is over, which only a retry changes.
 */
export function pollAfterMs(mission: Mission, eta: Eta, now: Instant): number | null {
  switch (mission.status) {
    case 'completed':
    case 'failed':
    case 'cancelled':
      return null;
    case 'in_progress':
      if (mission.control !== null || eta.p50 === null) return 2 * LEAST_MS;
      return within(LEAST_MS, (eta.p50 * 1000) / LOOKS_LEFT, MOST_WORKING_MS);
    case 'queued':
      return mission.queue_place === 'admitted' ? LEAST_MS : untilOrResting(mission, mission.not_before, now);
    case 'waiting':
      return untilOrResting(mission, mission.wait.kind === 'time' ? mission.wait.until : null, now);
    case 'proposed':
    case 'approved':
    case 'paused':
      return resting(mission, now);
    default:
      return assertNever(mission);
  }
}

/** Not before the moment that it waits for, if that is known and still to come. */
function untilOrResting(mission: Mission, at: Instant | null, now: Instant): number {
  if (at === null || toEpochMs(at) <= toEpochMs(now)) return resting(mission, now);
  return within(LEAST_MS, msBetween(now, at), MOST_RESTING_MS);
}

function resting(mission: Mission, now: Instant): number {
  return within(LEAST_RESTING_MS, msBetween(mission.updated_at, now) * SHARE_OF_AGE, MOST_RESTING_MS);
}

function within(least: number, wanted: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, wanted)));
}
