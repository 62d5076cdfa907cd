import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import { CHIP_WORDS, FILTER_PARTS, SORT_WORDS } from '../words/list.ts';
import { STATUS_WORDS } from '../words/shared.ts';
import type { ListSection } from './missionGlance.ts';

export type ListSort = keyof typeof SORT_WORDS;

/** What the list shows. It lives in the address, so that it can be linked, reloaded and gone back to. */
export interface ListFilter {
  readonly statuses: readonly MissionStatus[];
  readonly search: string;
  /** Empty: any. */
  readonly type: string;
  readonly tag: string;
  readonly sort: ListSort;
  /** What the address names and there is not, such as "status=bogus". */
  readonly unknown: readonly string[];
}

export const NO_FILTER: ListFilter = { statuses: [], search: '', type: '', tag: '', sort: 'newest', unknown: [] };

interface OfferedFilter {
  readonly id: keyof typeof CHIP_WORDS;
  readonly statuses: readonly MissionStatus[];
  /** The part of the list that it is: of these statuses, some missions stand in another part. Null: all of them. */
  readonly section: ListSection | null;
}

/** The filters on offer; the address may name any other set of statuses, as the API's own query does. */
export const FILTERS: readonly OfferedFilter[] = [
  { id: 'all', statuses: [], section: null },
  { id: 'needs_you', statuses: ['proposed', 'approved', 'waiting'], section: 'needs_you' },
  { id: 'running', statuses: ['queued', 'in_progress'], section: 'active' },
  { id: 'on_hold', statuses: ['queued', 'waiting', 'paused'], section: 'resting' },
  { id: 'completed', statuses: ['completed'], section: null },
  { id: 'failed', statuses: ['failed'], section: null },
  { id: 'cancelled', statuses: ['cancelled'], section: null },
];

/** As the API takes them. */
const TYPE = /^[^\s@#]{1,64}$/;
const TAG = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/;

export function readFilter(query: string): ListFilter {
  const params = new URLSearchParams(query);
  const unknown: string[] = [];
  const known = <T extends string>(name: string, value: string, isKnown: (text: string) => text is T): T[] => {
    if (value === '') return [];
    if (isKnown(value)) return [value];
    unknown.push(`${name}=${value}`);
    return [];
  };
  const of = (name: string) => params.get(name) ?? '';
  return {
    statuses: [...new Set(of('status').split(','))].flatMap((each) => known('status', each, isStatus)),
    search: of('q').slice(0, 200),
    type: known('type', of('type'), isType)[0] ?? '',
    tag: known('tag', of('tag'), isTag)[0] ?? '',
    sort: known('sort', of('sort'), isSort)[0] ?? 'newest',
    unknown,
  };
}

/** The address of the list with this filter. */
export function filterHref(filter: Partial<ListFilter>): string {
  const { statuses, search, type, tag, sort } = { ...NO_FILTER, ...filter };
  const params = new URLSearchParams();
  if (statuses.length > 0) params.set('status', statuses.join(','));
  if (search !== '') params.set('q', search);
  if (type !== '') params.set('type', type);
  if (tag !== '') params.set('tag', tag);
  if (sort !== 'newest') params.set('sort', sort);
  // A comma and a colon need no escape in a query, and are easier to read and to type.
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return query === '' ? '/' : `/?${query}`;
}

export function isSameSet(a: readonly MissionStatus[], b: readonly MissionStatus[]): boolean {
  return a.length === b.length && a.every((status) => b.includes(status));
}

/** Whether some missions are left out. */
export function isFiltering({ statuses, search, type, tag }: ListFilter): boolean {
  return statuses.length > 0 || search.trim() !== '' || type !== '' || tag !== '';
}

/** The filter in words, for the sentence that nothing fits it. */
export function filterText({ statuses, search, type, tag }: ListFilter): string {
  const chip = FILTERS.find((each) => each.statuses.length > 0 && isSameSet(each.statuses, statuses));
  const named = statuses.map((status) => STATUS_WORDS[status]).join(FILTER_PARTS.or);
  const parts = [
    chip === undefined ? named : CHIP_WORDS[chip.id],
    search.trim() === '' ? '' : FILTER_PARTS.search(search.trim()),
    type === '' ? '' : FILTER_PARTS.type(type),
    tag === '' ? '' : FILTER_PARTS.tag(tag),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Whether the filter means this part of the list: of the waiting missions, only those that ask need their owner. */
export function hasSection({ statuses }: Pick<ListFilter, 'statuses'>, section: ListSection): boolean {
  const offered = FILTERS.find((each) => isSameSet(each.statuses, statuses))?.section ?? null;
  return offered === null || offered === section;
}

function isStatus(text: string): text is MissionStatus {
  return Object.hasOwn(STATUS_WORDS, text);
}

function isSort(text: string): text is ListSort {
  return Object.hasOwn(SORT_WORDS, text);
}

function isType(text: string): text is string {
  return TYPE.test(text);
}

function isTag(text: string): text is string {
  return TAG.test(text);
}
