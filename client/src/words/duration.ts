import { countText } from './amount.ts';
import { CLOCK, LOCALE } from './locale.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const hundredths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });

/** How long something took or has been going: the two largest units, "1 min 10 s". */
export function durationText(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < SECOND) return `${hundredths.format(whole / SECOND)} s`;
  if (whole < 10 * SECOND) return `${countText(Math.floor(whole / 100) / 10)} s`;
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)} s`;
  if (whole < HOUR) return twoUnits(whole, MINUTE, 'min', SECOND, 's');
  if (whole < DAY) return twoUnits(whole, HOUR, 'h', MINUTE, 'min');
  return twoUnits(whole, DAY, 'd', HOUR, 'h');
}

/** A running clock: whole seconds only, for tenths that tick are a distraction. */
export function clockText(ms: number): string {
  return ms < 10 * SECOND ? `${Math.max(0, Math.floor(ms / SECOND))} s` : durationText(ms);
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const first = Math.floor(ms / large);
  const second = Math.floor((ms - first * large) / small);
  const begin = `${countText(first)} ${largeName}`;
  return second === 0 ? begin : `${begin} ${second} ${smallName}`;
}

/** How long until `at`, in whole seconds and never more than one too few: "in 12 s", "in 3 min 20 s"; "now" from then on. */
export function countdownText(at: number, now: number): string {
  const ms = Math.ceil((at - now) / SECOND) * SECOND;
  return ms <= 0 ? 'now' : `in ${clockText(ms)}`;
}

/** How long ago something was: "just now", "12 s ago", "3 min ago", and beyond a day its date. */
export function ageText(at: number, now: number): string {
  const ms = now - at;
  if (ms < 5 * SECOND) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return dayText(at, now);
}

const sameYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const minute = new Intl.DateTimeFormat(LOCALE, CLOCK);
const second = new Intl.DateTimeFormat(LOCALE, { ...CLOCK, second: '2-digit' });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: CLOCK.hourCycle });

function dayText(at: number, now: number): string {
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? sameYear : otherYear).format(at);
}

/** "14:02", "2:02 PM". */
export function minuteText(at: number): string {
  return minute.format(at);
}

/** A moment that is near by its time alone, any other with its day: "14:02", "3 Dec, 14:02", "Dec 3, 2:02 PM". */
export function whenText(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? minute.format(at) : `${dayText(at, now)}, ${minute.format(at)}`;
}

/** "14:02:31", "2:02:31 PM". */
export function secondText(at: number): string {
  return second.format(at);
}

/** Date and time in full, for a tooltip or a fact. */
export function momentText(at: number): string {
  return full.format(at);
}
