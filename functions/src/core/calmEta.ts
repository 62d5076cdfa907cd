import { addMs, type Instant, msBetween } from '../schema/time.ts';
import { LONGEST_SECONDS } from './experts.ts';
import type { Forecast } from './forecast.ts';

/** The finishing time on screen moves at most this often: what changes faster is read as noise. */
export const HOLD_MS = 5_000;
/** A newer estimate that differs by less than this share of what is shown is not worth a jump. */
export const WORTH_SHOWING = 0.1;
/** The least that is shown while work goes on: a countdown that stands at 0 is a lie. */
export const LEAST_SECONDS = 1;

/** What is shown of an estimate: seconds left at the moment it was asked for, and the moments that they count down to. */
export interface CalmEta {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** When p50 will be over. */
  readonly finish_at: Instant;
  readonly is_overdue: boolean;
  /** The ends of the range as moments, and when the finishing time last moved: for the next call. */
  readonly low_at: Instant;
  readonly high_at: Instant;
  readonly moved_at: Instant;
}

/**
 * What to show at `now`, given what was shown before (null: nothing) and the newest estimate. The shown time counts
 * down; it moves when it lies outside the newest range (all the way) or is off by more than a tenth (half of the way),
 * at most every 5 s.
 */
export function calmEta(shown: CalmEta | null, newest: Forecast, now: Instant): CalmEta {
  if (shown === null) return moved(newest, now);
  const left = secondsLeft(shown.finish_at, now);
  const isHeld = msBetween(shown.moved_at, now) < HOLD_MS && now >= shown.moved_at;
  const isClose = Math.abs(newest.p50 - left) <= WORTH_SHOWING * left;
  const isInside = left >= newest.p10 && left <= newest.p90;
  if (isHeld || (isClose && isInside)) return counted(shown, newest, now);
  // Inside its range the newest estimate is no better known than what is shown: half of the way will do.
  return moved(isInside ? { ...newest, p50: (left + newest.p50) / 2 } : newest, now);
}

/** The newest estimate as it is. */
function moved(newest: Forecast, now: Instant): CalmEta {
  return counted(
    {
      finish_at: after(now, Math.max(LEAST_SECONDS, newest.p50)),
      low_at: after(now, newest.p10),
      high_at: after(now, newest.p90),
      moved_at: now,
    },
    newest,
    now,
  );
}

type Moments = Pick<CalmEta, 'finish_at' | 'low_at' | 'high_at' | 'moved_at'>;

/** What was shown, counted down to `now`. */
function counted({ finish_at, low_at, high_at, moved_at }: Moments, newest: Forecast, now: Instant): CalmEta {
  const p50 = Math.max(LEAST_SECONDS, secondsLeft(finish_at, now));
  const p10 = Math.min(p50, secondsLeft(low_at, now));
  const p90 = Math.max(p50, secondsLeft(high_at, now));
  return { p10, p50, p90, finish_at, is_overdue: newest.is_overdue, low_at, high_at, moved_at };
}

function secondsLeft(at: Instant, now: Instant): number {
  return msBetween(now, at) / 1000;
}

function after(now: Instant, seconds: number): Instant {
  return addMs(now, Math.min(LONGEST_SECONDS, seconds) * 1000);
}
