import { PALETTE_GROUPS } from '../words/palette.ts';
import { type Match, matchOf } from './paletteMatch.ts';

export type PaletteGroup = keyof typeof PALETTE_GROUPS;

/** Something that the palette can lead to or do. */
export interface PaletteEntry {
  /** Stable over visits: what was taken lately is remembered by it. */
  readonly id: string;
  readonly group: Exclude<PaletteGroup, 'recent'>;
  readonly label: string;
  /** Found by these words as well. */
  readonly more?: string;
  /** Beside the label, such as a mission's status. */
  readonly hint?: string;
  /** The combination of the key map that does the same. */
  readonly keys?: string;
  /** Whether it stands in the list before anything is typed. */
  readonly isOffered: boolean;
  /** It fits by somebody else's word, such as the server's own search. */
  readonly isFound?: boolean;
}

export interface FoundEntry<E extends PaletteEntry> {
  readonly entry: E;
  readonly ranges: Match['ranges'];
}

/** A part of the list as it is shown. */
export interface FoundGroup<E extends PaletteEntry> {
  readonly group: PaletteGroup;
  readonly title: string;
  readonly found: readonly FoundEntry<E>[];
}

/** More of one kind would push the other kinds out of sight. */
const MOST_OF_A_GROUP = 8;
const MOST_RECENT = 5;
const MISSIONS_OFFERED = 5;
const FOUND_ELSEWHERE: Match = { score: 0.5, ranges: [] };

/** What is shown for what was typed: nothing typed shows what is on offer, what was taken lately first. */
export function foundIn<E extends PaletteEntry>(
  entries: readonly E[],
  typed: string,
  recent: readonly string[],
): FoundGroup<E>[] {
  return typed.trim() === '' ? offered(entries, recent) : matched(entries, typed);
}

function offered<E extends PaletteEntry>(entries: readonly E[], recent: readonly string[]): FoundGroup<E>[] {
  const lately = recent
    .map((id) => entries.find((entry) => entry.id === id && entry.group !== 'here'))
    .filter((entry) => entry !== undefined)
    .slice(0, MOST_RECENT);
  const rest = entries.filter((entry) => entry.isOffered && !lately.includes(entry));
  const groups: PaletteGroup[] = ['here', 'recent', 'missions', 'go', 'filters', 'settings', 'device', 'guide'];
  return groups.flatMap((group) => {
    const own = group === 'recent' ? lately : rest.filter((entry) => entry.group === group);
    const most = group === 'missions' ? MISSIONS_OFFERED : own.length;
    return groupOf(
      group,
      own.slice(0, most).map((entry) => ({ entry, ranges: [] })),
    );
  });
}

/** The part with the best fit stands first, and in it the best fit. */
function matched<E extends PaletteEntry>(entries: readonly E[], typed: string): FoundGroup<E>[] {
  const fits = entries.flatMap((entry) => {
    const match = matchOf(typed, entry.label, entry.more) ?? (entry.isFound === true ? FOUND_ELSEWHERE : null);
    return match === null ? [] : [{ entry, ...match }];
  });
  const sorted = fits.toSorted((a, b) => b.score - a.score);
  const groups = [...new Set(sorted.map(({ entry }) => entry.group))];
  return groups.flatMap((group) =>
    groupOf(group, sorted.filter(({ entry }) => entry.group === group).slice(0, MOST_OF_A_GROUP)),
  );
}

function groupOf<E extends PaletteEntry>(group: PaletteGroup, found: readonly FoundEntry<E>[]): FoundGroup<E>[] {
  if (found.length === 0) return [];
  return [{ group, title: PALETTE_GROUPS[group], found: found.map(({ entry, ranges }) => ({ entry, ranges })) }];
}

/** `label` in pieces, those that fit marked. */
export function piecesOf(
  label: string,
  ranges: Match['ranges'],
): { readonly text: string; readonly isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) pieces.push({ text: label.slice(at, from), isMarked: false });
    pieces.push({ text: label.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < label.length) pieces.push({ text: label.slice(at), isMarked: false });
  return pieces;
}

/**
 * Where in the list the entry stands that Enter takes: the first until another was `chosen`. What this device knows and
 * what the server finds come later and push the list about; the choice goes with its entry.
 */
export function placeIn(shown: readonly Pick<PaletteEntry, 'id'>[], chosen: string | null): number {
  return Math.max(
    0,
    shown.findIndex(({ id }) => id === chosen),
  );
}

/** The ids of what was taken lately, the newest first, after `id` was taken. */
export function withRecent(recent: readonly string[], id: string): string[] {
  return [id, ...recent.filter((one) => one !== id)].slice(0, MOST_RECENT);
}
