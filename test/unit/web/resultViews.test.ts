import { describe, expect, test } from 'vitest';
import { MISSION_STATUSES, type Mission } from '../../../functions/src/schema/mission.ts';
import { resultRow } from '../../../web/src/results/resultFacts.ts';
import {
  choicesOf,
  isSearchable,
  passes,
  readResultFilter,
  resultsHref,
} from '../../../web/src/results/resultFilter.ts';
import { askedAttempt, noResult, shownAttempt } from '../../../web/src/results/resultState.ts';
import { IN_STATUS } from '../../support/missions.ts';

const completed = IN_STATUS.completed();
const nowMs = Date.parse(completed.finished_at ?? '') + 120_000;

test('a row says what was asked, what came of it, when, and what it took', () => {
  const row = resultRow({ ...completed, usage: { pages: 12, cost_usd: 0.02, bytes: 9 }, tags: ['docs'] }, nowMs);
  expect(row).toMatchObject({ title: completed.objective, madeText: '2 min ago', tags: ['docs'], partial: null });
  expect(row.facts.slice(1)).toEqual(['12 pages read', 'US$0.02']);
  expect(row.facts[0]).toMatch(/^took /);
});

test('what a worker counted is named by it, and a ceiling means nothing there', () => {
  const external = { is_growing: false } as Mission['external'];
  const row = resultRow({ ...completed, external, usage: { tokens_used: 1_200, pages: 10_000 } }, nowMs);
  expect(row.facts).toContain('1,200 tokens used');
  expect(row.partial).toBeNull();
  // Whether there is a report, only its worker decides; of every other mission there is one.
  expect(row.reportText).toBe('a report if its worker sent one');
  expect(resultRow(completed, nowMs).reportText).toBe('');
});

test('what stopped early says where', () => {
  const { max_pages: most } = completed.budget;
  const partial = (mission: Mission) => resultRow(mission, nowMs).partial;
  expect(partial({ ...completed, usage: { pages: most } })).toBe(`Partial — stopped at its limit of ${most} pages`);
  expect(partial(IN_STATUS.failed())).toMatch(/^Partial — stopped at step \d+$/);
});

describe('whose result is shown', () => {
  test('the newest attempt’s, once the mission is over', () => {
    const shown = MISSION_STATUSES.filter((status) => shownAttempt({ ...IN_STATUS[status](), attempt: 2 }) === 2);
    expect(shown).toEqual(['completed', 'failed', 'cancelled']);
    expect(shownAttempt(IN_STATUS.in_progress())).toBeNull();
    expect(shownAttempt({ ...IN_STATUS.cancelled(), attempt: 0 })).toBeNull();
  });

  test.each([
    ['attempt=2', 2],
    ['attempt=0', null],
    ['attempt=1e3', null],
    ['attempt=../x', null],
    ['', null],
  ])('?%s asks for %j', (query, attempt) => {
    expect(askedAttempt(query)).toBe(attempt);
  });

  test('every status without a result says why, and what leads to one', () => {
    for (const status of MISSION_STATUSES) {
      const { title, text } = noResult(IN_STATUS[status](), null);
      expect(title.length + text.length, status).toBeGreaterThan(20);
    }
    expect(noResult({ ...completed, attempt: 3 }, 1)).toMatchObject({
      text: 'Attempt 1 left no result.',
      isElsewhere: true,
    });
    expect(noResult(completed, completed.attempt).isElsewhere).toBe(false);
    expect(noResult({ ...IN_STATUS.cancelled(), attempt: 0 }, null).text).toBe('It was cancelled before it ran.');
  });
});

describe('the filter', () => {
  const filter = { search: 'python & co', type: 'research', tag: 'team:docs' };
  test('lives in the address', () => {
    expect(readResultFilter(new URL(resultsHref(filter), 'http://x').search)).toEqual(filter);
    expect(resultsHref(readResultFilter(''))).toBe('/results');
  });
  test('the server is not asked for what it refuses', () => {
    expect(['python', '', '  ', '???', 'x'.repeat(201)].map((search) => isSearchable({ ...filter, search }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
  test('holds on this device as it does there', () => {
    const mission = { ...completed, objective: 'Find Python tutorials', tags: ['docs'] };
    const any = { search: '', type: '', tag: '' };
    const those = [any, { ...any, search: 'python tut' }, { ...any, tag: 'docs' }, { ...any, type: mission.type }];
    expect(those.map((one) => passes(mission, one))).toEqual([true, true, true, true]);
    const others = [
      { ...any, search: 'ruby' },
      { ...any, tag: 'other' },
      { ...any, type: 'other' },
    ];
    expect(others.map((one) => passes(mission, one))).toEqual([false, false, false]);
  });
  test('offers what is chosen, even where nothing has it', () => {
    expect(choicesOf(['b', 'a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(choicesOf([], '')).toEqual([]);
  });
});
