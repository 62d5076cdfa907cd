import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import { entryView, mergeHistory, SHOWN_ENTRIES } from '../../../web/src/missions/missionHistory.ts';
import { at } from '../../support/missions.ts';

function entries(...numbers: number[]): HistoryEntry[] {
  return numbers.map((seq) => ({
    ...{ mission_id: 'm', owner: 'anna', seq, kind: 'app', event_type: 'progressed', message: `line ${seq}` },
    ...{ timestamp: at(seq), attempt: 1, status: 'in_progress', step_index: null },
  }));
}

test('newest first from the server, oldest first on screen, each once', () => {
  const first = mergeHistory([], entries(5, 4, 3));
  expect(mergeHistory(first, entries(6, 5, 4)).map((entry) => entry.seq)).toEqual([3, 4, 5, 6]);
  expect(mergeHistory(first, entries(2, 1)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5]);
});

test('nothing new is no change, so that nothing is drawn', () => {
  const known = mergeHistory([], entries(2, 1));
  expect(mergeHistory(known, entries(1, 2))).toBe(known);
});

test('a very long history keeps its newest part', () => {
  const long = mergeHistory([], entries(...Array.from({ length: SHOWN_ENTRIES + 50 }, (_, index) => index + 1)));
  expect(long).toHaveLength(SHOWN_ENTRIES);
  expect(long.at(-1)?.seq).toBe(SHOWN_ENTRIES + 50);
});

test('a step that a worker ended without a word is not an empty line', () => {
  const [entry] = entries(1) as [HistoryEntry];
  expect(entryView(entry).message).toBe('line 1');
  expect(entryView({ ...entry, kind: 'step', message: '', step_index: 2 }).message).toBe('Step 3 done');
});
