import { describe, expect, test } from 'vitest';
import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import { missionAnswer } from '../../../functions/src/schema/api.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { choicesWith, knownLabels, learnLabels } from '../../../web/src/missions/list/labels.ts';
import { beginningOfOlder, rowOf, rowOfAnswer } from '../../../web/src/missions/list/listRows.ts';
import { stepsAround } from '../../../web/src/missions/list/peekView.ts';
import { MAX_SAVED, nameProblem, parseSaved, savedAs, withSaved } from '../../../web/src/missions/list/savedFilters.ts';
import { chipCount } from '../../../web/src/missions/list/statusCounts.ts';
import { FILTERS } from '../../../web/src/missions/listFilter.ts';
import type { StepView } from '../../../web/src/missions/stepViews.ts';
import { IN_STATUS } from '../../support/missions.ts';

describe('rows', () => {
  test.each(MISSION_STATUSES)('%s: the API’s answer makes the same row as the document', (status) => {
    const mission = IN_STATUS[status]();
    const answer = missionAnswer.parse({
      ...mission,
      cancel_requested_at: mission.control?.kind === 'cancel' ? mission.control.requested_at : null,
      pause_requested_at: mission.control?.kind === 'pause' ? mission.control.requested_at : null,
      allowed: allowedCommands(mission),
    });
    const { mission: document, ...row } = rowOf(mission);
    const { mission: none, ...fromApi } = rowOfAnswer(answer);
    expect([document, none]).toEqual([mission, null]);
    expect(fromApi).toEqual({ ...row, digest: { ...row.digest, seq: 0 } });
    expect(rowOf(mission)).toBe(rowOf(mission));
  });

  test('older ones begin after the oldest that is shown, without leaving out what was made in the same millisecond', () => {
    const mission = IN_STATUS.completed();
    expect(toEpochMs(beginningOfOlder([mission]))).toBe(toEpochMs(mission.created_at) + 1);
    expect(beginningOfOlder([])).toBe('');
  });
});

describe('saved filters', () => {
  const saved = [{ name: 'Broken', href: '/?status=failed' }];

  test('come back as they were stored, and nothing else does', () => {
    const others = [{ name: 'Away', href: 'https://example.org/' }, { name: '', href: '/?q=a' }, { name: 3 }, null];
    expect(parseSaved([...saved, ...others])).toEqual(saved);
    expect(parseSaved({ name: 'x' })).toEqual([]);
  });

  test('have a name of their own', () => {
    const full = Array.from({ length: MAX_SAVED }, (_, index) => ({ name: `${index}`, href: '/?q=a' }));
    expect(nameProblem('  ', saved, null)).toBe('empty');
    expect(nameProblem('Broken ', saved, null)).toBe('taken');
    expect(nameProblem('broken', saved, null)).toBe('taken');
    expect(nameProblem('broken', saved, 'Broken')).toBeNull();
    expect(nameProblem('Broken', saved, 'Broken')).toBeNull();
    expect(nameProblem('New', full, null)).toBe('too_many');
    expect(nameProblem('New', full, '3')).toBeNull();
  });
});

test('a filter that is saved again is renamed, in whatever order its address is written', () => {
  const saved = [
    { name: 'Asking', href: '/?status=proposed,waiting&q=py' },
    { name: 'Broken', href: '/?status=failed' },
  ];
  const again = '/?q=Py+&status=waiting,proposed';
  expect(savedAs(saved, again)?.name).toBe('Asking');
  expect(savedAs(saved, '/?status=waiting&q=py')).toBeUndefined();
  expect(withSaved(saved, { name: 'Mine', href: again })).toEqual([{ name: 'Mine', href: again }, saved[1]]);
  expect(withSaved(saved, { name: 'New', href: '/?tag=x' })).toHaveLength(3);
});

test('the menus offer what was seen once, whatever the list shows now', () => {
  learnLabels([{ type: 'research', tags: ['b', 'a'] }]);
  learnLabels([{ type: 'research', tags: ['c'] }]);
  learnLabels([]);
  const { types, tags } = knownLabels.get();
  expect([types, tags]).toEqual([['research'], ['a', 'b', 'c']]);
  expect(choicesWith(tags, 'b')).toEqual(['a', 'b', 'c']);
  expect(choicesWith(tags, 'bb')).toEqual(['a', 'b', 'bb', 'c']);
});

test('a chip counts what the part of its name shows: what waits for something else does not need its owner', () => {
  const byStatus = {
    ...{ proposed: 1, approved: 2, queued: 3, in_progress: 4, waiting: 5 },
    ...{ paused: 6, completed: 7, failed: 8, cancelled: 9 },
  };
  const counts = { of: '', byStatus, resting: { waiting: 4, queued: 2 } };
  const numbers = FILTERS.map(({ id, statuses }) => [id, chipCount(counts, statuses)]);
  expect(Object.fromEntries(numbers)).toEqual({
    ...{ all: 45, needs_you: 1 + 2 + 1, running: 1 + 4, on_hold: 2 + 4 + 6 },
    ...{ completed: 7, failed: 8, cancelled: 9 },
  });
  // A set of the address's own is all of it.
  expect(chipCount(counts, ['waiting', 'paused'])).toBe(11);
});

describe('the steps in brief', () => {
  const steps = (done: number, all: number) =>
    Array.from({ length: all }, (_, index) => {
      const state = index < done ? 'completed' : 'pending';
      return { index, state } as StepView;
    });
  const around = (done: number, all: number) => {
    const { before, shown, after } = stepsAround(steps(done, all));
    return [before, shown.map(({ index }) => index).join(), after];
  };

  test.each([
    [0, 3, [0, '0,1,2', 0]],
    [5, 20, [3, '3,4,5,6,7,8', 11]],
    [20, 20, [14, '14,15,16,17,18,19', 0]],
    [0, 0, [0, '', 0]],
  ])('%i of %i done', (done, all, expected) => {
    expect(around(done, all)).toEqual(expected);
  });
});
