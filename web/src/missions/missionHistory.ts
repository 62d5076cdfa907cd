import { momentText, secondText } from '../../../client/src/words/duration.ts';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { Tone } from '../ui/tone.ts';
import { LOG_WORDS } from '../words/missionViews.ts';
import { HISTORY_KIND_WORDS } from '../words/shared.ts';

/** Beyond this a page of history costs more to lay out than anybody reads; older entries are asked for by page. */
export const SHOWN_ENTRIES = 5_000;

/** `known` with `fresh` added: one entry for each number, oldest first. Entries never change, so the order is all. */
export function mergeHistory(known: readonly HistoryEntry[], fresh: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const numbers = new Set(known.map((entry) => entry.seq));
  const missing = fresh.filter((entry) => !numbers.has(entry.seq));
  if (missing.length === 0) return known;
  return [...known, ...missing].toSorted((a, b) => a.seq - b.seq).slice(-SHOWN_ENTRIES);
}

/** An entry in words. */
export interface EntryView {
  readonly seq: number;
  readonly time: string;
  readonly moment: string;
  readonly kind: string;
  readonly tone: Tone;
  readonly message: string;
}

const TONES: Record<HistoryEntry['kind'], Tone> = {
  status: 'running',
  step: 'succeeded',
  chat: 'paused',
  app: 'queued',
  error: 'failed',
};

export function entryView(entry: HistoryEntry): EntryView {
  const at = toEpochMs(entry.timestamp);
  return {
    seq: entry.seq,
    time: secondText(at),
    moment: momentText(at),
    kind: HISTORY_KIND_WORDS[entry.kind],
    tone: TONES[entry.kind],
    message: entry.message === '' ? silentText(entry) : entry.message,
  };
}

/** A worker may end a step without a word. */
function silentText({ kind, step_index: index }: HistoryEntry): string {
  return kind === 'step' && index !== null ? LOG_WORDS.stepDone(index) : '';
}
