import { countedText, countText } from './amount.ts';
import { durationText } from './duration.ts';

/** Units as they are shown, or in full for those who listen. */
export type Wording = 'short' | 'spoken';

type Unit = 's' | 'min' | 'h' | 'days';

interface Bucket {
  readonly count: number;
  readonly unit: Unit;
}

const SPOKEN: Record<Unit, readonly [one: string, many: string]> = {
  s: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  days: ['day', 'days'],
};

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/**
 * A range of seconds, as coarse as it is certain: "about 6 to 9 min", "about 7 min" where both ends read the same, and
 * never nothing: "less than 10 s".
 */
export function rangeText(lowSeconds: number, highSeconds: number, wording: Wording): string {
  const low = bucketOf(Math.min(lowSeconds, highSeconds));
  const high = bucketOf(Math.max(lowSeconds, highSeconds));
  if (high.count === 0) return `less than ${amountText({ count: 10, unit: 's' }, wording)}`;
  if (low.count === 0) return `less than ${amountText(high, wording)}`;
  if (low.unit !== high.unit) return `about ${amountText(low, wording)} to ${amountText(high, wording)}`;
  if (low.count === high.count) return `about ${amountText(high, wording)}`;
  return `about ${countText(low.count)} to ${amountText(high, wording)}`;
}

/** Tens of seconds, then minutes, then five minutes, then hours, then days. */
function bucketOf(seconds: number): Bucket {
  const known = Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  const tens = Math.round(known / 10) * 10;
  if (tens < MINUTE) return { count: tens, unit: 's' };
  const minutes = Math.round(known / MINUTE);
  if (minutes < 10) return { count: minutes, unit: 'min' };
  const fives = Math.round(known / (5 * MINUTE)) * 5;
  if (fives < 120) return { count: fives, unit: 'min' };
  const hours = Math.round(known / HOUR);
  return hours < 48 ? { count: hours, unit: 'h' } : { count: Math.round(known / DAY), unit: 'days' };
}

function amountText({ count, unit }: Bucket, wording: Wording): string {
  if (wording === 'short') return `${countText(count)} ${unit}`;
  const [one, many] = SPOKEN[unit];
  return countedText(count, one, many);
}

/** How long something usually takes: finer than a range, for it has happened: "40 s", "1 min 30 s", "12 min". */
export function usualText(seconds: number): string {
  const known = Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  if (known < 1) return 'less than 1 s';
  return durationText(Math.round(known / grainOf(known)) * grainOf(known) * 1000);
}

function grainOf(seconds: number): number {
  if (seconds < MINUTE) return 1;
  if (seconds < 10 * MINUTE) return 10;
  if (seconds < 2 * HOUR) return MINUTE;
  return seconds < 2 * DAY ? 10 * MINUTE : HOUR;
}
