import type { HistoryEntry, HistoryKind } from '../../../../functions/src/schema/history.ts';
import { HISTORY_KIND_WORDS } from '../../words/shared.ts';

/** Which events are shown; an empty list of kinds means all of them. */
export interface LogFilter {
  readonly kinds: readonly HistoryKind[];
  readonly step: number | null;
  readonly text: string;
}

/** In the order in which they are offered. */
export const LOG_KINDS = ['status', 'step', 'app', 'chat', 'error'] as const satisfies readonly HistoryKind[];

export function isFiltered({ kinds, step, text }: LogFilter): boolean {
  return kinds.length > 0 || step !== null || text.trim() !== '';
}

/** The entries that match; the same list where nothing is filtered, so that nothing is drawn anew. */
export function filterLog(entries: readonly HistoryEntry[], filter: LogFilter): readonly HistoryEntry[] {
  if (!isFiltered(filter)) return entries;
  const text = filter.text.trim().toLowerCase();
  return entries.filter(
    ({ kind, step_index: step, message }) =>
      (filter.kinds.length === 0 || filter.kinds.includes(kind)) &&
      (filter.step === null || step === filter.step) &&
      (text === '' || message.toLowerCase().includes(text)),
  );
}

/** `kinds` with `kind` in or out. */
export function toggled(kinds: readonly HistoryKind[], kind: HistoryKind): readonly HistoryKind[] {
  return kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind];
}

/** The steps that the entries are of, in order. */
export function stepsIn(entries: readonly HistoryEntry[]): number[] {
  const steps = new Set(entries.flatMap(({ step_index: step }) => (step === null ? [] : [step])));
  return [...steps].toSorted((a, b) => a - b);
}

/** An entry as a line of text, for the clipboard. */
export function lineText({ timestamp, kind, message }: HistoryEntry): string {
  return `${timestamp}  ${HISTORY_KIND_WORDS[kind].padEnd(6)}  ${message}`;
}

/** An entry a line, as the API tells them. */
export function jsonLines(entries: readonly HistoryEntry[]): string {
  return entries.map(({ owner: _owner, ...entry }) => `${JSON.stringify(entry)}\n`).join('');
}

interface Part {
  readonly text: string;
  readonly href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/gi;
/** Ends a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]}]+$/;

/** A message with its web addresses told apart. Whoever wrote it may have written anything: only http and https link. */
export function linkParts(message: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const found of message.matchAll(ADDRESS)) {
    const href = found[0].replace(TRAILING, '');
    if (!URL.canParse(href)) continue;
    if (found.index > at) parts.push({ text: message.slice(at, found.index), href: null });
    parts.push({ text: href, href });
    at = found.index + href.length;
  }
  if (at < message.length || parts.length === 0) parts.push({ text: message.slice(at), href: null });
  return parts;
}

/** So many entries are laid out together: enough that thousands are few blocks, few enough that one costs nothing. */
const BLOCK = 100;

export interface LogBlock {
  readonly key: number;
  readonly entries: readonly HistoryEntry[];
}

/** The entries in blocks whose borders stay where they are while entries come at either end. */
export function logBlocks(entries: readonly HistoryEntry[]): LogBlock[] {
  const blocks: { key: number; entries: HistoryEntry[] }[] = [];
  for (const entry of entries) {
    const key = Math.floor(entry.seq / BLOCK);
    const last = blocks.at(-1);
    if (last?.key === key) last.entries.push(entry);
    else blocks.push({ key, entries: [entry] });
  }
  return blocks;
}

/** Whether two blocks read the same. Entries never change, so that their ends and their number tell. */
export function isSameBlock(one: LogBlock, other: LogBlock): boolean {
  return (
    one.key === other.key &&
    one.entries.length === other.entries.length &&
    one.entries.every((entry, index) => entry.seq === other.entries[index]?.seq)
  );
}
