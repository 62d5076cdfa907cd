import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import {
  type BulkRun,
  bulkRun,
  type DoOne,
  isOvertaken,
  runBulk,
  settledCount,
  stopBulk,
} from '../../../web/src/missions/list/bulk.ts';
import { bulkQuestion, canDo } from '../../../web/src/missions/list/bulkView.ts';
import {
  dropPicks,
  type Pickable,
  picked,
  pickShown,
  showPickable,
  togglePick,
} from '../../../web/src/missions/list/selection.ts';
import { NO_ANSWER, type Trouble } from '../../../web/src/trouble.ts';

function mission(id: string, status: MissionStatus = 'in_progress', commands: Pickable['commands'] = ['cancel']) {
  return { id, objective: `Mission ${id}`, status, commands };
}
const many = Array.from({ length: 30 }, (_, index) => mission(`m${index}`));
const done = { kind: 'ok', data: null } as const;
const forbidden = (allowed: NonNullable<Trouble['allowed']>): Trouble => ({
  ...{ code: 'status_forbids', title: '', detail: '', next: '' },
  allowed,
});

describe('a command to many', () => {
  test('goes to each once, four at a time', async () => {
    const sent: string[] = [];
    let now = 0;
    let most = 0;
    const doOne: DoOne = async (_, id) => {
      sent.push(id);
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return done;
    };
    const run = await runBulk('cancel', many, doOne);
    expect(sent).toEqual(many.map(({ id }) => id));
    expect(most).toBe(4);
    expect(run).toEqual({
      ...{ command: 'cancel', total: 30, done: 30, overtaken: 0, failures: [], isRunning: false, isWaiting: false },
    });
    expect(bulkRun.get()).toBe(run);
  });

  test('what ended meanwhile is no failure, what failed keeps its reason and hinders no other', async () => {
    const answers: Record<string, Trouble> = { m3: forbidden(['retry']), m7: NO_ANSWER, m9: forbidden(['edit']) };
    const doOne: DoOne = (_, id) => {
      if (id === 'm11') return Promise.reject(new Error('a chunk is missing'));
      const problem = answers[id];
      return Promise.resolve(problem === undefined ? done : { kind: 'problem', problem });
    };
    const run = await runBulk('cancel', many, doOne);
    expect([run.done, run.overtaken, settledCount(run)]).toEqual([26, 1, 30]);
    expect(run.failures.map(({ mission: { id }, problem }) => [id, problem.code])).toEqual([
      ['m7', 'no_answer'],
      ['m9', 'status_forbids'],
      ['m11', 'page_incomplete'],
    ]);
  });

  test('can be stopped: what is on its way is finished, nothing else begins', async () => {
    const sent: string[] = [];
    const doOne: DoOne = async (_, id) => {
      sent.push(id);
      if (sent.length === 6) stopBulk();
      return await Promise.resolve(done);
    };
    const run: BulkRun = await runBulk('retry', many, doOne);
    expect(sent.length).toBeLessThan(10);
    expect([run.done, run.isRunning]).toEqual([sent.length, false]);
  });

  describe('that meets a limit of calls', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());
    const limited: Trouble = { ...NO_ANSWER, code: 'rate_limited', retryAfterMs: 40_000 };

    test('waits as long as it is told, all together, and no mission is to blame', async () => {
      let allowed = 10;
      const doOne: DoOne = async () => {
        allowed -= 1;
        return await Promise.resolve(allowed < 0 ? { kind: 'problem', problem: limited } : done);
      };
      const ended = runBulk('cancel', many, doOne);
      await vi.advanceTimersByTimeAsync(39_000);
      expect(bulkRun.get()).toMatchObject({ done: 10, isWaiting: true, failures: [] });
      // Not more than were on their way when the first was refused.
      expect(allowed).toBeGreaterThanOrEqual(-4);
      allowed = 100;
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await ended).toMatchObject({ done: 30, failures: [], isRunning: false, isWaiting: false });
    });

    test('fails when the limit never ends', async () => {
      const ended = runBulk('cancel', many.slice(0, 1), () => Promise.resolve({ kind: 'problem', problem: limited }));
      await vi.advanceTimersByTimeAsync(400_000);
      expect((await ended).failures.map(({ problem }) => problem)).toEqual([limited]);
    });

    test('can be stopped while it waits', async () => {
      const ended = runBulk('cancel', many, () => Promise.resolve({ kind: 'problem', problem: limited }));
      await vi.advanceTimersByTimeAsync(1_000);
      stopBulk();
      expect(await ended).toMatchObject({ done: 0, failures: [], isRunning: false, isWaiting: false });
    });
  });

  test.each([
    ['cancel', forbidden([]), true],
    ['cancel', forbidden(['cancel', 'pause']), false],
    ['retry', forbidden(['pause', 'cancel']), true],
    ['retry', forbidden([]), false],
    ['delete', { ...NO_ANSWER, code: 'mission_not_found' }, true],
    ['delete', forbidden(['cancel']), false],
    ['cancel', { ...NO_ANSWER, code: 'mission_not_found' }, false],
  ] as const)('%s, answered %j: overtaken is %s', (command, problem, expected) => {
    expect(isOvertaken(command, problem)).toBe(expected);
  });
});

describe('what is asked before', () => {
  const failed = mission('f', 'failed', ['retry']);
  const picks = new Map([...many.slice(0, 7), failed].map((each) => [each.id, each]));

  test('the exact number, the first five by name, and what is left out', () => {
    const asked = bulkQuestion('cancel', picks);
    expect(asked.title).toBe('Cancel 7 missions?');
    expect(asked.names).toEqual(['Mission m0', 'Mission m1', 'Mission m2', 'Mission m3', 'Mission m4']);
    expect([asked.more, asked.blocked]).toEqual(['and 2 more', null]);
    expect(asked.leftOut).toBe('1 mission is over or stopping already, so there is nothing to cancel.');
  });

  test('it can’t begin with none', () => {
    expect(bulkQuestion('delete', new Map([['m0', mission('m0')]])).blocked).not.toBeNull();
    expect(bulkQuestion('delete', picks).blocked).toBeNull();
  });

  test('only what is over can be deleted', () => {
    const all: MissionStatus[] = ['proposed', 'waiting', 'completed', 'failed', 'cancelled'];
    expect(all.filter((status) => canDo('delete', mission('x', status, [])))).toEqual([
      'completed',
      'failed',
      'cancelled',
    ]);
  });
});

describe('the selection', () => {
  afterEach(() => dropPicks());
  const ids = () => [...picked.get().keys()];

  test('one by one, and a range from the last one', () => {
    showPickable(many);
    togglePick('m2', false);
    togglePick('m5', true);
    expect(ids()).toEqual(['m2', 'm3', 'm4', 'm5']);
    togglePick('m3', false);
    expect(ids()).toEqual(['m2', 'm4', 'm5']);
    togglePick('m1', true);
    expect(ids()).toEqual(['m2', 'm4', 'm5', 'm1', 'm3']);
    dropPicks();
    pickShown();
    expect(ids()).toHaveLength(30);
  });

  test('follows what is known of each', () => {
    showPickable(many);
    togglePick('m2', false);
    showPickable([mission('m2', 'completed', [])]);
    expect(picked.get().get('m2')?.status).toBe('completed');
    const before = picked.get();
    showPickable([]);
    expect(picked.get()).toBe(before);
  });
});
