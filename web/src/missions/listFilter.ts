import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import { STATUS_WORDS } from '../words.ts';
import type { ListSection } from './missionGlance.ts';

/** What the list shows. It lives in the address, so that it can be linked, reloaded and gone back to. */
export interface ListFilter {
  readonly statuses: readonly MissionStatus[];
  readonly search: string;
}

const NEEDS_YOU: readonly MissionStatus[] = ['proposed', 'approved', 'waiting'];

/** The filters on offer; the address may name any other set of statuses, as the API's own query does. */
export const FILTERS: readonly { readonly label: string; readonly statuses: readonly MissionStatus[] }[] = [
  { label: 'All', statuses: [] },
  { label: 'Needs you', statuses: NEEDS_YOU },
  { label: 'Running', statuses: ['queued', 'in_progress'] },
  { label: 'On hold', statuses: ['waiting', 'paused'] },
  { label: 'Completed', statuses: ['completed'] },
  { label: 'Failed', statuses: ['failed'] },
  { label: 'Cancelled', statuses: ['cancelled'] },
];

export function readFilter(query: string): ListFilter {
  const params = new URLSearchParams(query);
  const named = (params.get('status') ?? '').split(',');
  return { statuses: named.filter(isStatus), search: params.get('q') ?? '' };
}

/** The address of the list with this filter. */
export function filterHref(filter: ListFilter): string {
  const params = new URLSearchParams();
  if (filter.statuses.length > 0) params.set('status', filter.statuses.join(','));
  if (filter.search !== '') params.set('q', filter.search);
  // A comma needs no escape in a query, and is easier to read and to type.
  const query = params.toString().replaceAll('%2C', ',');
  return query === '' ? '/' : `/?${query}`;
}

export function isSameSet(a: readonly MissionStatus[], b: readonly MissionStatus[]): boolean {
  return a.length === b.length && a.every((status) => b.includes(status));
}

/** The filter in words, for the sentence that nothing fits it. */
export function filterText(filter: ListFilter): string {
  const words = filter.statuses.map((status) => STATUS_WORDS[status]).join(' or ');
  const search = filter.search === '' ? '' : `“${filter.search}”`;
  return [words, search].filter(Boolean).join(', ');
}

/** Whether the filter means this part of the list: of the waiting missions, only those that ask need their owner. */
export function hasSection(filter: ListFilter, section: ListSection): boolean {
  return !isSameSet(filter.statuses, NEEDS_YOU) || section === 'needs_you';
}

/** Whether a mission's objective has every word of the search in it. */
export function isFound(objective: string, search: string): boolean {
  const text = objective.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function isStatus(text: string): text is MissionStatus {
  return Object.hasOwn(STATUS_WORDS, text);
}
