import { isFound } from '../missions/listFilter.ts';
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

/** Whether the server's search takes it: it wants a letter or a digit, and no more than so much. */
export function isSearchable({ search }: ResultFilter): boolean {
  return search.trim() === '' || (/[\p{L}\p{N}]/u.test(search) && search.length <= 200);
}

/** The filter as the API's query; `cursor` null for the first page. */
export function resultsQuery({ search, type, tag }: ResultFilter, cursor: string | null, limit: number): string {
  const params = new URLSearchParams({ status: 'completed', limit: String(limit) });
  if (search.trim() !== '') params.set('text', search.trim());
  if (type !== '') params.set('type', type);
  if (tag !== '') params.set('tag', tag);
  if (cursor !== null) params.set('cursor', cursor);
  return params.toString();
}

/** Whether a mission passes, for those that are on this device. */
export function passes(mission: Finished, { search, type, tag }: ResultFilter): boolean {
  const isOfType = type === '' || mission.type === type;
  const isTagged = tag === '' || mission.tags.includes(tag);
  return isOfType && isTagged && isFound(mission.objective, search.trim());
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
