import { LOCALE } from '../../../client/src/words/locale.ts';
import { NEVER_COMES } from '../words/schedules.ts';
import { monthIn, monthsText } from './cronWords.ts';

const either = new Intl.ListFormat(LOCALE, { type: 'disjunction' });
/** More days than these are told as such. */
const MOST_DAYS = 3;

/** Why an expression never comes, and what to change: no month that it names has the day that it asks for. */
export function neverText(cron: string): string {
  const [, , day = '', month = ''] = cron.trim().split(/\s+/);
  const days = valuesOf(day, 31, Number);
  const months = valuesOf(month, 12, (name) => monthIn(name) ?? Number.NaN);
  if (days === null || months === null) return NEVER_COMES.other;
  const asked = days.length > MOST_DAYS ? [NEVER_COMES.from(days[0] ?? 1)] : days.map(String);
  return NEVER_COMES.text(monthsText(months), months.length, either.format(asked));
}

/** The values of a field that is written with numbers or names, ranges, steps and lists; null where it has something else. */
function valuesOf(field: string, most: number, read: (text: string) => number): number[] | null {
  const parts = field.split(',').map((part) => partOf(part, most, read));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return [...new Set(known.flat())].toSorted((a, b) => a - b);
}

function partOf(part: string, most: number, read: (text: string) => number): number[] | null {
  const [, first = '', last, step] = /^([A-Z\d]+|\*)(?:-([A-Z\d]+))?(?:\/(\d+))?$/i.exec(part) ?? [];
  const from = first === '*' ? 1 : read(first);
  const to = first === '*' || (last === undefined && step !== undefined) ? most : read(last ?? first);
  const by = Number(step ?? 1);
  if (!Number.isInteger(from) || !Number.isInteger(to) || by < 1) return null;
  return Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, index) => from + index * by);
}
