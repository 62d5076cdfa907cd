import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { finderOf, isSearchable as isText } from '../missions/list/listSearch.ts';
import { OUTCOME_WORDS, SINCE_WORDS } from '../words/results.ts';
import type { Finished } from './resultFacts.ts';

/** How long ago a mission may have been asked for, in days; empty: any time. */
const DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;
export type Since = '' | keyof typeof DAYS;
/** Those that completed, or those that failed or were cancelled. */
export type Outcome = '' | 'stopped';

export const SINCE: readonly Since[] = ['', 'day', 'week', 'month', 'year'];
export const OUTCOMES: readonly Outcome[] = ['', 'stopped'];

/** What the library shows. It lives in the address. */
export interface ResultFilter {
  readonly search: string;
  /** Empty: any. */
  readonly type: string;
  readonly tag: string;
  readonly since: Since;
  readonly outcome: Outcome;
}

export const ANY_RESULT: ResultFilter = { search: '', type: '', tag: '', since: '', outcome: '' };

export function readResultFilter(query: string): ResultFilter {
  const params = new URLSearchParams(query);
  const text = (name: string) => params.get(name) ?? '';
  return {
    search: text('q'),
    type: text('type'),
    tag: text('tag'),
    since: SINCE.find((since) => since === text('since')) ?? '',
    outcome: OUTCOMES.find((outcome) => outcome === text('outcome')) ?? '',
  };
}

/** The address of the library with this filter. */
export function resultsHref({ search, type, tag, since, outcome }: ResultFilter): string {
  const params = new URLSearchParams();
  const parts = { q: search, type, tag, since, outcome };
  for (const [name, value] of Object.entries(parts)) if (value !== '') params.set(name, value);
  const query = params.toString();
  return query === '' ? '/results' : `/results?${query}`;
}

/** Whether it narrows down; which of the two lists it is does not. */
export function isFiltered({ search, type, tag, since }: ResultFilter): boolean {
  return search.trim() !== '' || type !== '' || tag !== '' || since !== '';
}

const COMPLETED: readonly MissionStatus[] = ['completed'];
const STOPPED: readonly MissionStatus[] = ['failed', 'cancelled'];

export function statusesOf({ outcome }: Pick<ResultFilter, 'outcome'>): readonly MissionStatus[] {
  return outcome === 'stopped' ? STOPPED : COMPLETED;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The moment after which it was asked for; null: any. By the hour, so that a page and the next one have one beginning. */
export function beginOf({ since }: Pick<ResultFilter, 'since'>, now: number): number | null {
  return since === '' ? null : Math.floor(now / HOUR_MS) * HOUR_MS - DAYS[since] * DAY_MS;
}

/** The server's search takes so much. */
const LONGEST_SEARCH = 200;

/** Whether the server's search takes it. */
export function isSearchable({ search }: ResultFilter): boolean {
  return search.trim() === '' || (isText(search) && search.length <= LONGEST_SEARCH);
}

/** Whether a mission passes, for those that are on this device. */
export function passes(mission: Finished, filter: ResultFilter, now: number): boolean {
  const { search, type, tag } = filter;
  const begin = beginOf(filter, now);
  const isOfType = type === '' || mission.type === type;
  const isTagged = tag === '' || mission.tags.includes(tag);
  const isRecent = begin === null || toEpochMs(mission.created_at) > begin;
  return isOfType && isTagged && isRecent && (finderOf({ search })?.(mission.objective) ?? true);
}

/** What there is to choose from: what the missions have, and what is chosen already. */
export function choicesOf(values: readonly string[], chosen: string): string[] {
  const all = new Set(chosen === '' ? values : [...values, chosen]);
  return [...all].toSorted((a, b) => a.localeCompare(b));
}

/** The filter in words, for the sentence that nothing fits it. */
export function resultFilterText({ search, type, tag, since, outcome }: ResultFilter): string {
  return [
    search.trim() === '' ? '' : `“${search.trim()}”`,
    type,
    tag,
    since === '' ? '' : SINCE_WORDS[since],
    outcome === '' ? '' : OUTCOME_WORDS[outcome],
  ]
    .filter(Boolean)
    .join(', ');
}
