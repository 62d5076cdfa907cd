import { countText, ordinalText } from '../../../client/src/words/amount.ts';
import { CLOCK, LOCALE } from '../../../client/src/words/locale.ts';
import { CRON_WORDS } from '../words/schedules.ts';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** More times of day than this are better read as they were written. */
const MOST_TIMES = 4;

const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
const monthName = new Intl.DateTimeFormat(LOCALE, { month: 'long', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat(LOCALE, { ...CLOCK, timeZone: 'UTC' });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** When an expression comes, in words: "every day at 08:00"; the rarer ones as they were written. */
export function cronWords(cron: string): string {
  const [minute = '', hour = '', day = '', month = '', dayOfWeek = ''] = cron.trim().split(/\s+/);
  const when = timesOf(minute, hour);
  const which = daysOf(day, month, dayOfWeek);
  if (when === null || which === null) return CRON_WORDS.raw(cron);
  // What comes more than once a day says so by itself.
  if (!when.isDaily) return which === CRON_WORDS.every_day ? when.text : `${when.text}, ${which}`;
  return `${which} ${when.text}`;
}

/** The name of a weekday, 0 for Sunday. */
export function weekdayName(day: number): string {
  // 4 January 1970 was a Sunday.
  return weekday.format(Date.UTC(1970, 0, 4 + day));
}

interface Times {
  readonly text: string;
  readonly isDaily: boolean;
}

function timesOf(minute: string, hour: string): Times | null {
  if (minute === '*' && hour === '*') return { text: CRON_WORDS.every_minute, isDaily: false };
  const everyMinutes = stepOf(minute);
  if (everyMinutes !== null && hour === '*') {
    return { text: CRON_WORDS.every_minutes(everyMinutes), isDaily: false };
  }
  const past = numberIn(minute, 0, 59);
  if (past === null) return null;
  const shown = String(past).padStart(2, '0');
  if (hour === '*') return { text: CRON_WORDS.every_hour(shown), isDaily: false };
  const everyHours = stepOf(hour);
  if (everyHours !== null) return { text: CRON_WORDS.every_hours(everyHours, shown), isDaily: false };
  const hours = allOf(hour, (part) => numberIn(part, 0, 23));
  if (hours === null || hours.length > MOST_TIMES) return null;
  const times = hours.map((at) => clock.format(Date.UTC(1970, 0, 1, at, past)));
  return { text: CRON_WORDS.at(list.format(times)), isDaily: true };
}

function daysOf(day: string, month: string, dayOfWeek: string): string | null {
  if (day !== '*' && dayOfWeek !== '*') return null;
  if (dayOfWeek !== '*') return month === '*' ? weekdaysOf(dayOfWeek) : null;
  const months = month === '*' ? [] : allOf(month, monthIn);
  if (months === null) return null;
  if (day === '*') {
    return months.length === 0
      ? CRON_WORDS.every_day
      : `${CRON_WORDS.every_day} ${CRON_WORDS.in_months(monthsText(months))}`;
  }
  if (day === 'L') return months.length === 0 ? CRON_WORDS.last_of_month : null;
  const days = allOf(day, (part) => numberIn(part, 1, 31));
  if (days === null) return null;
  if (months.length === 0) return CRON_WORDS.of_month(list.format(days.map(ordinalText)));
  const dates = months.flatMap((of) => days.map((on) => dateName(on, of)));
  return CRON_WORDS.of_year(list.format(dates));
}

function weekdaysOf(text: string): string | null {
  const [, range = '', last = ''] = /^([A-Z\d]+)-([A-Z\d]+)$/i.exec(text) ?? [];
  const [from, to] = [weekdayIn(range), weekdayIn(last)];
  if (from !== null && to !== null) return CRON_WORDS.from_to(weekdayName(from), weekdayName(to));
  const [, nthDay = '', number = ''] = /^([A-Z\d]+)#([1-5])$/i.exec(text) ?? [];
  const on = weekdayIn(nthDay);
  const nth = CRON_WORDS.nth[Number(number) - 1];
  if (on !== null && nth !== undefined) return CRON_WORDS.nth_of_month(nth, weekdayName(on));
  const days = allOf(text, weekdayIn);
  return days === null ? null : CRON_WORDS.on_days(list.format(days.map(weekdayName)));
}

/** Months by their names. */
export function monthsText(months: readonly number[]): string {
  return list.format(months.map((month) => monthName.format(Date.UTC(1970, month - 1, 1))));
}

/** "3 December", "December 3". Not every month has the day, so that it is put where the first of the month would stand. */
function dateName(day: number, month: number): string {
  const parts = dayOfYear.formatToParts(Date.UTC(1970, month - 1, 1));
  return parts.map(({ type, value }) => (type === 'day' ? countText(day) : value)).join('');
}

/** Each part of a list, or null where one of them is no simple value. */
function allOf(text: string, read: (part: string) => number | null): number[] | null {
  const values = text.split(',').map(read);
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? known : null;
}

function stepOf(text: string): number | null {
  const step = /^\*\/(\d{1,2})$/.exec(text)?.[1];
  return step === undefined || Number(step) < 2 ? null : Number(step);
}

function numberIn(text: string, least: number, most: number): number | null {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : null;
  return value === null || value < least || value > most ? null : value;
}

function weekdayIn(text: string): number | null {
  const name = DAYS.indexOf(text.toUpperCase());
  const value = name === -1 ? numberIn(text, 0, 7) : name;
  return value === null ? null : value % 7;
}

/** A month by its number or its name in an expression; null if it is none. */
export function monthIn(text: string): number | null {
  const name = MONTHS.indexOf(text.toUpperCase());
  return name === -1 ? numberIn(text, 1, 12) : name + 1;
}
