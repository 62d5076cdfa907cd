import { describe, expect, test } from 'vitest';
import { MISSION_STATUSES, type Mission } from '../../../functions/src/schema/mission.ts';
import { amongText, foundText, isNoneAtAll } from '../../../web/src/results/foundText.ts';
import { fileHead, resultRow } from '../../../web/src/results/resultFacts.ts';
import {
  ANY_RESULT,
  beginOf,
  choicesOf,
  isFiltered,
  isSearchable,
  passes,
  type ResultFilter,
  readResultFilter,
  resultFilterText,
  resultsHref,
  statusesOf,
} from '../../../web/src/results/resultFilter.ts';
import { pickHint, pickLines, withPick } from '../../../web/src/results/resultPicks.ts';
import { askedAttempt, leftBehind, noResult, shownAttempt } from '../../../web/src/results/resultState.ts';
import { IN_STATUS } from '../../support/missions.ts';
import { RESULT } from '../../support/results.ts';

const completed = IN_STATUS.completed();
const nowMs = Date.parse(completed.finished_at ?? '') + 120_000;

test('a row says what was asked, what came of it, when, and what it took', () => {
  const row = resultRow({ ...completed, usage: { pages: 12, cost_usd: 0.02, bytes: 9 }, tags: ['docs'] }, nowMs);
  expect(row).toMatchObject({
    title: completed.objective,
    madeText: 'finished 2 min ago',
    tags: ['docs'],
    partial: null,
  });
  expect(row.facts.slice(1)).toEqual(['12 pages read', 'US$0.02']);
  expect(row.facts[0]).toMatch(/^took /);
});

test('what a worker counted is named by it, and a ceiling means nothing there', () => {
  const external = { is_growing: false } as Mission['external'];
  const row = resultRow({ ...completed, external, usage: { tokens_used: 1_200, pages: 10_000 } }, nowMs);
  expect(row.facts).toContain('1,200 tokens used');
  expect(row.partial).toBeNull();
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

describe('what is there of a mission that ended early', () => {
  test('one that failed: why, what to do, and the steps that were finished', () => {
    const failed = IN_STATUS.failed();
    const left = leftBehind(failed);
    expect(left?.failure).toEqual({ message: failed.error?.message, next: failed.error?.next });
    const { completed_steps: steps, completed_count: count } = failed.execution_record.progress_tracker;
    expect(left?.steps.map(({ index }) => index)).toEqual(steps.map((step) => step.step_index));
    expect(left?.before).toBe(count - steps.length);
    expect(left?.text).toMatch(/No part of a result is stored|no part of a result is stored/);
  });
  test('of a long one the steps that are no longer with it are counted', () => {
    const failed = IN_STATUS.failed();
    const tracker = { ...failed.execution_record.progress_tracker, completed_count: 70 };
    const long = { ...failed, execution_record: { ...failed.execution_record, progress_tracker: tracker } };
    expect(leftBehind(long)?.before).toBe(70 - tracker.completed_steps.length);
    expect(leftBehind(long)?.text).toMatch(/^These steps were finished/);
  });
  test('one that was cancelled failed at nothing, and the others may still leave one', () => {
    expect(leftBehind(IN_STATUS.cancelled())?.failure).toBeNull();
    const others = MISSION_STATUSES.filter((status) => leftBehind(IN_STATUS[status]()) !== null);
    expect(others).toEqual(['failed', 'cancelled']);
  });
  test('the library says how far it came', () => {
    expect(resultRow(IN_STATUS.failed(), nowMs).stopped).toMatch(/^Failed at step \d+ — \d+ steps? finished$/);
    expect(resultRow({ ...IN_STATUS.cancelled(), attempt: 1 }, nowMs).stopped).toMatch(/^Cancelled at step \d+ — /);
    expect(resultRow({ ...IN_STATUS.cancelled(), attempt: 0 }, nowMs).stopped).toBe('Cancelled before it ran');
    expect(resultRow(completed, nowMs).stopped).toBeNull();
    expect(resultRow(IN_STATUS.failed(), nowMs).madeFull).toMatch(/^ended \d+ Nov 2026, \d/);
    expect(resultRow(IN_STATUS.failed(), nowMs).summary).toBe(IN_STATUS.failed().error?.message);
  });
});

test('a file of it says when it was made, by which mission and how, for it does not know when it is read', () => {
  const head = fileHead({ ...completed, usage: { pages: 12 } }, { ...RESULT, summary: 'Found 2.' });
  expect(head).toMatchObject({ title: completed.objective, summary: 'Found 2.', partial: null });
  expect(head.facts[0]).toMatch(/^Made 21 Nov 2026/);
  expect(head.facts).toEqual(expect.arrayContaining(['12 pages read', `mission ${completed.mission_id}`]));
});

describe('the filter', () => {
  const filter: ResultFilter = {
    ...{ search: 'python & co', type: 'research', tag: 'team:docs', since: 'week', outcome: 'stopped' },
  };
  test('lives in the address', () => {
    expect(readResultFilter(new URL(resultsHref(filter), 'http://x').search)).toEqual(filter);
    expect(resultsHref(readResultFilter(''))).toBe('/results');
    expect(readResultFilter('?since=century&outcome=lost')).toEqual(ANY_RESULT);
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
    const asked = Date.parse(mission.created_at);
    const those = [
      ...[ANY_RESULT, { ...ANY_RESULT, search: 'python tut' }, { ...ANY_RESULT, tag: 'docs' }],
      ...[
        { ...ANY_RESULT, type: mission.type },
        { ...ANY_RESULT, since: 'day' as const },
      ],
    ];
    expect(those.map((one) => passes(mission, one, asked + 3_600_000))).toEqual([true, true, true, true, true]);
    const others = [
      ...[{ search: 'ruby' }, { tag: 'other' }, { type: 'other' }].map((one) => ({ ...ANY_RESULT, ...one })),
      { ...ANY_RESULT, since: 'day' as const },
    ];
    expect(others.map((one) => passes(mission, one, asked + 26 * 3_600_000))).toEqual([false, false, false, false]);
  });
  test('begins by the hour, so that the pages of one search have one beginning', () => {
    const at = (time: string) => beginOf({ since: 'day' }, Date.parse(`2026-11-22T${time}Z`));
    expect(at('10:00:00')).toBe(Date.parse('2026-11-21T10:00:00Z'));
    expect(at('10:59:59')).toBe(at('10:00:00'));
    expect(beginOf({ since: '' }, 0)).toBeNull();
  });
  test('says which of the two lists it is of, which narrows nothing down', () => {
    expect(statusesOf({ outcome: '' })).toEqual(['completed']);
    expect(statusesOf({ outcome: 'stopped' })).toEqual(['failed', 'cancelled']);
    expect(isFiltered({ ...ANY_RESULT, outcome: 'stopped' })).toBe(false);
    expect(isFiltered({ ...ANY_RESULT, since: 'year' })).toBe(true);
  });
  test('is said in words', () => {
    expect(resultFilterText(filter)).toBe('“python & co”, research, team:docs, The last week, Stopped early');
  });
  test('says among how many it searched', () => {
    const searched = { outcome: '' as const, count: 1, known: 25, isHere: false, isWhole: true };
    expect(foundText(searched)).toBe('1 result fits, of all that you have.');
    expect(foundText({ ...searched, count: 25, isWhole: false })).toBe('25 results fit so far, of all that you have.');
    expect(foundText({ ...searched, outcome: 'stopped' })).toBe('1 mission fits, of all that you have.');
    expect(foundText({ ...searched, isHere: true })).toMatch(/^1 result fits among the newest 25 on this device/);
  });
  test('says among which ones nothing fits, where that is not all', () => {
    expect(amongText({ known: 25, isHere: false, isWhole: true })).toBe('');
    expect(amongText({ known: 25, isHere: false, isWhole: false })).toBe('Older ones have not been searched yet.');
    expect(amongText({ known: 25, isHere: true, isWhole: true })).toBe(
      'Only the newest 25 on this device were searched.',
    );
    expect(amongText({ known: 0, isHere: true, isWhole: true })).toBe('');
  });
  test.each([
    ['nothing is there', 'ready', 0, 0, true],
    ['nothing is there, and the words are none that the server takes', 'idle', 0, 0, true],
    ['nothing fits', 'ready', 0, 25, false],
    ['something fits that this device does not have yet', 'ready', 1, 0, false],
    ['the answer is not there yet', 'asking', 0, 0, false],
    ['the server could not be asked', 'failed', 0, 0, false],
  ] as const)('knows whether there is anything to search: %s', (_, state, count, known, isNone) => {
    expect(isNoneAtAll({ state, count, known })).toBe(isNone);
  });
  test('offers what is chosen, even where nothing has it', () => {
    expect(choicesOf(['b', 'a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(choicesOf([], '')).toEqual([]);
  });
});

describe('choosing two', () => {
  const [one, other, third] = ['one', 'other', 'third'].map((id) => ({ ...completed, mission_id: `mission-${id}` }));
  if (one === undefined || other === undefined || third === undefined) throw new Error('three were made');
  const idsOf = (chosen: readonly Mission[]) => chosen.map(({ mission_id: id }) => id);
  const chosen = (before: readonly Mission[], mission: Mission) =>
    withPick(before, mission).map((each) => each.mission_id);
  test('a third one takes the place of the first', () => {
    expect(chosen([], one)).toEqual(idsOf([one]));
    expect(chosen([one], other)).toEqual(idsOf([one, other]));
    expect(chosen([one, other], third)).toEqual(idsOf([other, third]));
  });
  test('two of one name are told apart by the moment', () => {
    const [same, again] = pickLines([one, other], nowMs);
    expect(same?.when).toMatch(/^finished \d+ Nov 2026, \d/);
    expect(again?.when).toMatch(/^finished \d+ Nov 2026, \d/);
    const another = { ...other, objective: 'Another' };
    expect(pickLines([one, another], nowMs).map(({ when }) => when)).toEqual([
      ...['finished 2 min ago', 'finished 2 min ago'],
    ]);
  });
  test('the earlier one is the first, whichever was chosen first', () => {
    const later = { ...other, finished_at: new Date(nowMs).toISOString() };
    for (const both of [
      [one, later],
      [later, one],
    ]) {
      expect(pickLines(both, nowMs).map(({ id }) => id)).toEqual(['mission-one', 'mission-other']);
    }
  });
  test('what the boxes are for is said of one result too, and its room is there before', () => {
    const there = { stopped: null, report: 'there' } as const;
    const none = { stopped: null, report: 'none' } as const;
    const stopped = { stopped: 'Failed at step 2', report: 'none' } as const;
    expect([pickHint([]), pickHint([stopped])]).toEqual([null, null]);
    expect(pickHint([none])).toBe('');
    expect(pickHint([there, none])).toBe('A second one can be compared with it.');
    expect(pickHint([there, there])).toBe('Tick two results to compare them.');
  });
  test('one that is chosen is let go', () => {
    expect(chosen([one, other], one)).toEqual(idsOf([other]));
    expect(chosen([one], { ...one })).toEqual([]);
  });
});
