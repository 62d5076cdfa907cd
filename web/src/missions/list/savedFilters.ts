import { isRecord, readStored, writeStored } from '../../storage.ts';
import { createStore } from '../../store.ts';
import { filterHref, readFilter } from '../listFilter.ts';

/** More chips than this are a menu of their own. */
export const MAX_SAVED = 12;
export const MAX_NAME = 40;

/** A filter that was given a name on this device. */
export interface SavedFilter {
  readonly name: string;
  /** Its address: `/?status=failed`. */
  readonly href: string;
}

export const savedFilters = createStore<readonly SavedFilter[]>([]);

/** Ends in the user's id, so that signing out forgets it (storage.ts). */
const keyOf = (uid: string) => `ui.filters.v1:${uid}`;

/** Takes up what this user saved on earlier visits. */
export function loadSaved(uid: string): void {
  savedFilters.set(parseSaved(readStored(keyOf(uid))));
}

export function keepSaved(uid: string, next: readonly SavedFilter[]): void {
  savedFilters.set(next);
  writeStored(keyOf(uid), next);
}

/** What was stored, without what is none: another version of the page may have written it. */
export function parseSaved(stored: unknown): SavedFilter[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    if (!isRecord(one) || typeof one.name !== 'string' || typeof one.href !== 'string') return [];
    // A filter leads to the list and nowhere else.
    return one.name !== '' && one.href.startsWith('/?') ? [{ name: one.name.slice(0, MAX_NAME), href: one.href }] : [];
  });
}

/** The saved filter that shows what `href` does, whatever the order and the spaces in its address. */
export function savedAs(saved: readonly SavedFilter[], href: string): SavedFilter | undefined {
  const wanted = plainHref(href);
  return saved.find((one) => plainHref(one.href) === wanted);
}

function plainHref(href: string): string {
  const filter = readFilter(href.replace(/^\/\??/, ''));
  return filterHref({ ...filter, statuses: filter.statuses.toSorted(), search: filter.search.trim().toLowerCase() });
}

/** `saved` with `filter` under its name: the same filter is there once, and is renamed where it was there. */
export function withSaved(saved: readonly SavedFilter[], filter: SavedFilter): readonly SavedFilter[] {
  const before = savedAs(saved, filter.href);
  return before === undefined ? [...saved, filter] : saved.map((one) => (one === before ? filter : one));
}

/** What is wrong with a name; null if it can be given. `present` is the name that it replaces. */
export function nameProblem(
  name: string,
  saved: readonly SavedFilter[],
  present: string | null,
): 'empty' | 'taken' | 'too_many' | null {
  const wanted = name.trim();
  if (wanted === '') return 'empty';
  const isTaken = ({ name: other }: SavedFilter) => other !== present && other.toLowerCase() === wanted.toLowerCase();
  if (saved.some(isTaken)) return 'taken';
  return present === null && saved.length >= MAX_SAVED ? 'too_many' : null;
}
