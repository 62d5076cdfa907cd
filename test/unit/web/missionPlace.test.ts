import { describe, expect, test } from 'vitest';
import { addressOf, placeOf, shownView, VIEWS } from '../../../web/src/missions/missionPlace.ts';
import { nextGrowth } from '../../../web/src/missions/planGrowth.ts';
import { IN_STATUS } from '../../support/missions.ts';
import { external } from '../../support/states.ts';

const NOWHERE = { view: null, step: null, attempt: null };

describe('the address', () => {
  test.each(VIEWS)('leads back to %s, with its step counted from 1', (view) => {
    const address = addressOf('a-mission', { view, step: 2, attempt: 1 });
    expect(address).toBe(`/m/a-mission?view=${view}&step=3&attempt=1`);
    expect(placeOf(address.split('?')[1] ?? '')).toEqual({ view, step: 2, attempt: 1 });
  });

  test.each(['', 'view=nothing', 'step=0', 'step=-1', 'step=1.5', 'step=x', 'step=99999999999', 'attempt=0'])(
    'what nobody wrote is nowhere: %j',
    (search) => {
      expect(placeOf(search)).toEqual(NOWHERE);
    },
  );

  test('nothing chosen is the page itself', () => {
    expect(addressOf('a-mission', NOWHERE)).toBe('/m/a-mission');
  });
});

test('where nothing is chosen: the result if the page was opened upon one, else what moves', () => {
  expect(shownView(NOWHERE, { hadResult: true, isWide: false })).toBe('result');
  expect(shownView(NOWHERE, { hadResult: false, isWide: true })).toBe('events');
  expect(shownView(NOWHERE, { hadResult: false, isWide: false })).toBe('steps');
  expect(shownView({ ...NOWHERE, view: 'timeline' }, { hadResult: true, isWide: true })).toBe('timeline');
});

describe('a plan that grows', () => {
  const withTotal = (total: number) => {
    const mission = IN_STATUS.in_progress();
    const record = mission.execution_record;
    const tracker = { ...record.progress_tracker, total_steps: total };
    return { ...mission, execution_record: { ...record, progress_tracker: tracker } };
  };

  test('is said, from what it was first seen with', () => {
    const first = nextGrowth(null, withTotal(9));
    const second = nextGrowth(first, withTotal(10));
    expect([first.text, second.text]).toEqual(['', 'Plan grew from 9 to 10 steps']);
    expect(nextGrowth(second, withTotal(11)).text).toBe('Plan grew from 9 to 11 steps');
    expect(nextGrowth(second, withTotal(10))).toBe(second);
  });

  test('but not in another attempt, and not where every step is new', () => {
    const first = nextGrowth(null, withTotal(9));
    expect(nextGrowth(first, { ...withTotal(11), attempt: 2 }).text).toBe('');
    const growing = (total: number) => ({ ...withTotal(total), external: external(true).external });
    expect(nextGrowth(nextGrowth(null, growing(1)), growing(2)).text).toBe('');
  });
});
