import { finderOf, isSearchable as isText } from '../missions/list/listSearch.ts';
import type { Finished } from './resultFacts.ts';

/** What the library shows. It lives in the address. */
export interface ResultFilter {
  readonly search: string;
  /** Empty: any. */
  readonly type: string;
  readonly tag: string;
}

export function readResultFilter(query: string): ResultFilter {
  const params = new URLSearchParams(query);
  return { search: params.get('q') ?? '', type: params.get('type') ?? '', tag: params.get('tag') ?? '' };
}

/** The address of the library with this filter. */
export function resultsHref({ search, type, tag }: ResultFilter): string {
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (type !== '') params.set('type', type);
  if (tag !== '') params.set('tag', tag);
  const query = params.toString();
  return query === '' ? '/results' : `/results?${query}`;
}

export function isFiltered({ search, type, tag }: ResultFilter): boolean {
  return search.trim() !== '' || type !== '' || tag !== '';
}

/** The server's search takes so much. */
const LONGEST_SEARCH = 200;

/** Whether the server's search takes it. */
export function isSearchable({ search }: ResultFilter): boolean {
  return search.trim() === '' || (isText(search) && search.length <= LONGEST_SEARCH);
}

/** Whether a mission passes, for those that are on this device. */
export function passes(mission: Finished, { search, type, tag }: ResultFilter): boolean {
  const isOfType = type === '' || mission.type === type;
  const isTagged = tag === '' || mission.tags.includes(tag);
  return isOfType && isTagged && (finderOf({ search })?.(mission.objective) ?? true);
}

/** What there is to choose from: what the missions have, and what is chosen already. */
export function choicesOf(values: readonly string[], chosen: string): string[] {
  const all = new Set(chosen === '' ? values : [...values, chosen]);
  return [...all].toSorted((a, b) => a.localeCompare(b));
}

/** The filter in words, for the sentence that nothing fits it. */
export function resultFilterText({ search, type, tag }: ResultFilter): string {
  return [search.trim() === '' ? '' : `“${search.trim()}”`, type, tag].filter(Boolean).join(', ');
}
