import type { ListSort } from '../listFilter.ts';
import type { ListSection } from '../missionGlance.ts';

/** What the order of the list goes by. */
export interface OrderedRow {
  readonly id: string;
  readonly section: ListSection;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly percent: number | null;
}

/** Where a row stands. Its section is the one that it stands in, which it may have left while the order is held. */
interface Place<R> {
  readonly row: R;
  readonly section: ListSection;
  /** It left the list, by its new status or because it was deleted, and only keeps its place. */
  readonly isGone: boolean;
}

export interface ListOrder<R extends OrderedRow> {
  readonly places: readonly Place<R>[];
  /** New ones that are not shown yet. */
  readonly waiting: readonly string[];
  /** Whether the server has been heard: from then on what is new is news. */
  readonly isSettled: boolean;
}

export interface OrderInput<R extends OrderedRow> {
  readonly rows: readonly R[];
  readonly sort: ListSort;
  /** Somebody points at the list or is in it: nothing moves. */
  readonly isHeld: boolean;
  /** What is new is shown at once: it was asked for, or nobody is there to be disturbed. */
  readonly isOpen: boolean;
  readonly isFromServer: boolean;
}

const SECTIONS: readonly ListSection[] = ['needs_you', 'active', 'resting', 'over'];

/**
 * The order to show next; the same object where nothing is new. Rows change in place. New ones wait to be asked for, but
 * for older ones, which join at the end. While the order is held rows neither move nor go.
 */
export function nextOrder<R extends OrderedRow>(before: ListOrder<R> | null, input: OrderInput<R>): ListOrder<R> {
  const sorted = sortedRows(input.rows, input.sort);
  const isSettled = input.isFromServer || before?.isSettled === true;
  if (before === null || !before.isSettled || input.isOpen) {
    return unlessSame(before, { places: sorted.map(placed), waiting: [], isSettled });
  }
  const shown = new Set(before.places.map(({ row }) => row.id));
  const oldest = Math.min(...before.places.map(({ row }) => row.createdAt));
  const isAdmitted = (row: R) => shown.has(row.id) || row.createdAt < oldest || before.places.length === 0;
  const admitted = sorted.filter(isAdmitted);
  const waiting = sorted.filter((row) => !isAdmitted(row)).map(({ id }) => id);
  if (!input.isHeld) return unlessSame(before, { places: admitted.map(placed), waiting, isSettled });
  const now = new Map(admitted.map((row) => [row.id, row]));
  const kept = before.places.map((place) => heldPlace(place, now.get(place.row.id)));
  const joining = admitted.filter((row) => !shown.has(row.id)).map(placed);
  return unlessSame(before, { places: [...kept, ...joining], waiting, isSettled });
}

/** The rows in the order that a reader who just came sees. */
function sortedRows<R extends OrderedRow>(rows: readonly R[], sort: ListSort): R[] {
  const bySection = (one: R, other: R) => SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section);
  const byAge = (one: R, other: R) => other.createdAt - one.createdAt;
  switch (sort) {
    case 'newest':
      return rows.toSorted((one, other) => bySection(one, other) || byAge(one, other));
    case 'oldest':
      return rows.toSorted((one, other) => byAge(other, one));
    case 'updated':
      return rows.toSorted((one, other) => other.updatedAt - one.updatedAt);
    case 'progress':
      return rows.toSorted((one, other) => (other.percent ?? -1) - (one.percent ?? -1) || byAge(one, other));
  }
}

function placed<R extends OrderedRow>(row: R): Place<R> {
  return { row, section: row.section, isGone: false };
}

function heldPlace<R extends OrderedRow>(place: Place<R>, row: R | undefined): Place<R> {
  if (row === undefined) return place.isGone ? place : { ...place, isGone: true };
  return row === place.row && !place.isGone ? place : { row, section: place.section, isGone: false };
}

function unlessSame<R extends OrderedRow>(before: ListOrder<R> | null, next: ListOrder<R>): ListOrder<R> {
  if (before === null || before.isSettled !== next.isSettled) return next;
  const isSame =
    before.places.length === next.places.length &&
    before.waiting.join() === next.waiting.join() &&
    before.places.every((place, index) => {
      const other = next.places[index];
      return place.row === other?.row && place.section === other.section && place.isGone === other.isGone;
    });
  return isSame ? before : next;
}

/** The sections that have rows, in their order; one without a name where another order than theirs was asked for. */
export function sectionsOf<R extends OrderedRow>(
  places: readonly Place<R>[],
  sort: ListSort,
): { readonly section: ListSection | null; readonly places: readonly Place<R>[] }[] {
  if (sort !== 'newest') return places.length === 0 ? [] : [{ section: null, places }];
  return SECTIONS.map((section) => ({ section, places: places.filter((place) => place.section === section) })).filter(
    (part) => part.places.length > 0,
  );
}
