import { describe, expect, test } from 'vitest';
import type { HistoryEntry, HistoryKind } from '../../../functions/src/schema/history.ts';
import {
  filterLog,
  isSameBlock,
  jsonLines,
  lineText,
  linkParts,
  logBlocks,
  stepsIn,
  toggled,
} from '../../../web/src/missions/events/logFilter.ts';
import { at } from '../../support/missions.ts';

function entry(seq: number, kind: HistoryKind, message: string, step: number | null = null): HistoryEntry {
  return {
    ...{ mission_id: 'm', owner: 'anna', seq, kind, event_type: 'progressed', message, timestamp: at(seq) },
    ...{ attempt: 1, status: 'in_progress', step_index: step },
  };
}
const LOG = [
  entry(1, 'status', 'Running'),
  entry(2, 'step', 'Fetched 3 pages', 0),
  entry(3, 'error', 'Page 4 is gone', 1),
];
const ALL = { kinds: [], step: null, text: '' } as const;
const numbers = (entries: readonly HistoryEntry[]) => entries.map(({ seq }) => seq);

describe('what is shown', () => {
  test('without a filter it is the very list, so that nothing is drawn anew', () => {
    expect(filterLog(LOG, { ...ALL, text: '  ' })).toBe(LOG);
  });

  test('by kind, by step, by a part of the text in any case, and by all of them', () => {
    expect(numbers(filterLog(LOG, { ...ALL, kinds: ['step', 'error'] }))).toEqual([2, 3]);
    expect(numbers(filterLog(LOG, { ...ALL, step: 1 }))).toEqual([3]);
    expect(numbers(filterLog(LOG, { ...ALL, text: 'PAGE' }))).toEqual([2, 3]);
    expect(numbers(filterLog(LOG, { kinds: ['error'], step: 0, text: 'page' }))).toEqual([]);
    expect(stepsIn(LOG)).toEqual([0, 1]);
    expect(toggled(toggled([], 'app'), 'error')).toEqual(['app', 'error']);
    expect(toggled(['app'], 'app')).toEqual([]);
  });
});

describe('taken along', () => {
  test('as lines of text, and as JSON lines without whose it is', () => {
    expect(lineText(entry(2, 'step', 'Fetched'))).toBe(`${at(2)}  Step    Fetched`);
    const lines = jsonLines(LOG).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ seq: 2, kind: 'step', step_index: 0 });
    expect(lines[1]).not.toContain('anna');
  });
});

describe('links', () => {
  test('an address is told from what ends its sentence', () => {
    expect(linkParts('See https://a.example/x?y=1, or (http://b.example).')).toEqual([
      { text: 'See ', href: null },
      { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { text: ', or (', href: null },
      { text: 'http://b.example', href: 'http://b.example' },
      { text: ').', href: null },
    ]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'mailto:a@b.example', ''])(
    'nothing else is one: %j',
    (message) => {
      expect(linkParts(message)).toEqual([{ text: message, href: null }]);
    },
  );
});

describe('blocks', () => {
  const many = Array.from({ length: 350 }, (_, index) => entry(index + 50, 'app', 'line'));

  test('hold all entries in their order, and keep their borders when more come at either end', () => {
    const blocks = logBlocks(many);
    expect(blocks.flatMap(({ entries }) => numbers(entries))).toEqual(numbers(many));
    const more = logBlocks([entry(49, 'app', 'older'), ...many, entry(400, 'app', 'newer')]);
    const same = more.filter((block) => blocks.some((known) => isSameBlock(known, block)));
    expect(same.map(({ key }) => key)).toEqual([1, 2, 3]);
  });
});
