import { describe, expect, it } from 'vitest';
import { AppError } from '../../functions/src/core/errors.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { progressTracker } from '../../functions/src/schema/tracker.ts';
import { events, missionDoc, steps } from '../../functions/src/store/collections.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { testDeps } from '../support/deps.ts';
import { ledgerOf, missionOf, OWNER, queued, REQUEST } from '../support/runs.ts';
import { aborted, gate, lastStep, missionType, step, stuckStep } from '../support/steps.ts';
import { until } from '../support/until.ts';

const SIX = ['a', 'b', 'c', 'd', 'e'].map((name) => step(name));

describe('a quiet mission of six steps', () => {
  it('writes the tracker once to claim and once a step, and leaves it in the documented shape', async () => {
    const { deps, id, task } = await queued(missionType([...SIX, lastStep('f')]));
    const seen: unknown[] = [];
    const stop = missionDoc(deps.db, id).onSnapshot((snapshot) => seen.push(snapshot.data()));
    await until('the first snapshot', () => seen.length === 1);

    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    await until('the last snapshot', () => JSON.stringify(seen.at(-1)).includes('"completed"'));
    stop();
    expect(seen.length - 1).toBe(1 + 6);

    const mission = await missionOf(deps, id);
    const tracker = progressTracker.parse(mission.execution_record.progress_tracker);
    expect(Object.keys(tracker)).toEqual(
      expect.arrayContaining([
        ...['mission_id', 'start_time', 'current_step', 'completed_steps', 'progress_percent', 'elapsed_seconds'],
      ]),
    );
    expect(Object.keys(mission.execution_record)).toEqual(
      expect.arrayContaining([
        ...['event_type', 'status', 'tool_used', 'tool_confidence', 'timestamp', 'updated_at', 'progress_tracker'],
      ]),
    );
    expect(tracker.completed_steps.map((done) => [done.step_name, done.step_index, done.total_steps])).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => [name, index, 6]),
    );
    expect(tracker.progress_percent).toBe(100);
    expect(await ledgerOf(deps, id)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `1-${index} completed by 1`));
    expect(await readResult(deps.db, id, 1)).toMatchObject({ summary: 'Found 1', mission_id: id, owner: OWNER });
  });

  it('has a history without gaps, ids in its order', async () => {
    const { deps, id, task } = await queued(missionType([...SIX, lastStep('f')]));
    await runMission(deps, task, 'runner-1');
    const found = await events(deps.db, id).get();
    expect(found.docs.map((doc) => Number(doc.id))).toEqual(found.docs.map((_, index) => index + 1));
    expect(found.docs.map((doc) => doc.get('seq'))).toEqual(found.docs.map((_, index) => index + 1));
    expect((await missionOf(deps, id)).seq).toBe(found.size);
  });
});

describe('a task that is delivered', () => {
  it('after the end changes nothing', async () => {
    const { deps, id, task } = await queued(missionType([step('a'), lastStep('b')]));
    await runMission(deps, task, 'runner-1');
    const before = await missionOf(deps, id);
    expect(await runMission(deps, task, 'runner-2')).toBe('not_mine');
    expect(await missionOf(deps, id)).toEqual(before);
  });

  it('twice at once runs every step once, whoever wins', async () => {
    const { deps, id, task } = await queued(missionType([...SIX, lastStep('f')]));
    const ends = await Promise.all([1, 2, 3, 4].map((n) => runMission(deps, task, `runner-${n}`)));
    expect(ends).toContain('over');
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect((await ledgerOf(deps, id)).map((entry) => entry.split(' by ')[0])).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => `1-${index} completed`),
    );
  });

  it('again after a crash goes on with the first unfinished step, at once', async () => {
    const ran: string[] = [];
    const stuck = gate();
    let isFirst = true;
    const middle = step('middle', async (context) => {
      ran.push('middle');
      if (isFirst) {
        isFirst = false;
        await stuck.opened;
      }
      return { output: await context.outputOf(first), message: 'middle done' };
    });
    const first = step('first', async () => {
      ran.push('first');
      return { output: { found: 42 }, message: 'first done' };
    });
    const { deps, id, task } = await queued(missionType([first, middle, lastStep('last')]));

    const zombie = runMission(deps, task, 'runner-1');
    await until('the middle step', () => ran.includes('middle'));
    expect(await runMission(deps, task, 'runner-2')).toBe('over');
    expect(ran).toEqual(['first', 'middle', 'middle']);
    const finished = await missionOf(deps, id);
    expect(finished.status).toBe('completed');
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 2', '1-2 completed by 2']);
    const middleEntry = await steps(deps.db, id).doc('1-1').get();
    expect(middleEntry.get('output')).toEqual({ found: 42 });

    stuck.open();
    expect(await zombie).toBe('over');
    expect(await missionOf(deps, id)).toEqual(finished);
  });

  it('as a stranger leaves a mission alone that somebody runs', async () => {
    const stuck = stuckStep('a');
    const { deps, id, task } = await queued(missionType([stuck.step, lastStep('b')]));
    const running = runMission(deps, task, 'runner-1');
    await until('the claim', async () => (await missionOf(deps, id)).status === 'in_progress');
    expect(await runMission(deps, { ...task, task_id: 'another' }, 'runner-2')).toBe('not_mine');
    stuck.open();
    expect(await running).toBe('over');
  });

  it('for a version of the type that is gone fails the mission and names both', async () => {
    const { deps, id, task } = await queued(missionType([step('a'), lastStep('b')]));
    const newer = { ...deps, catalog: catalogOf([missionType([lastStep('z')], 2)]) };
    expect(await runMission(newer, task, 'runner-1')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission).toMatchObject({ status: 'failed', error: { code: 'type_version_gone' } });
    expect(mission.error?.message).toMatch(/version 1 .* version 2/);
  });
});

describe('a step', () => {
  it('that fails ends the mission with its reason and keeps what was finished', async () => {
    const broken = step('b', () => Promise.reject(new AppError('no_page_read', 'Nothing there.', { next: 'Look.' })));
    const { deps, id, task } = await queued(missionType([step('a'), broken, lastStep('c')]));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission).toMatchObject({
      status: 'failed',
      error: { code: 'no_page_read', message: 'Nothing there.', next: 'Look.', step_name: 'b' },
    });
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 failed by 1']);
  });

  it('that throws something unexpected is recorded as a crash, not delivered again', async () => {
    const broken = step('a', () => Promise.reject(new TypeError('x is not a function')));
    const { deps, id, task } = await queued(missionType([broken, lastStep('b')]));
    await runMission(deps, task, 'runner-1');
    expect((await missionOf(deps, id)).error).toMatchObject({ code: 'step_crashed', step_name: 'a' });
  });

  it('whose output is too large fails instead of losing it', async () => {
    const huge = step('a', async () => ({ output: 'x'.repeat(200_001), message: 'done' }));
    const { deps, id, task } = await queued(missionType([huge, lastStep('b')]));
    await runMission(deps, task, 'runner-1');
    expect((await missionOf(deps, id)).error).toMatchObject({ code: 'output_too_large' });
  });

  it('reports a thousand times and is written about once a second, the remarks with it', async () => {
    const { deps, id, task } = await queued(
      missionType([
        step('a', async (context) => {
          context.note({ kind: 'app', message: 'one page was slow' });
          for (let done = 0; done < 1000; done += 1) {
            context.report({ done, total: 1000, unit: 'pages', message: `${done} of 1000 pages` });
            await new Promise((resolve) => setTimeout(resolve, 2));
          }
          return { output: null, message: 'done' };
        }),
        lastStep('b'),
      ]),
    );
    const percents: number[] = [];
    const stop = missionDoc(deps.db, id).onSnapshot((snapshot) => {
      percents.push(Number(snapshot.get('execution_record.progress_tracker.progress_percent')));
    });
    await until('the first snapshot', () => percents.length === 1);
    const startedMs = Date.now();
    await runMission(deps, task, 'runner-1');
    const seconds = (Date.now() - startedMs) / 1000;
    await until('100 %', () => percents.at(-1) === 100);
    stop();
    // One snapshot to begin with, the claim and the two steps; the rest is sub-progress.
    expect(percents.length - 4).toBeGreaterThanOrEqual(1);
    expect(percents.length - 4).toBeLessThanOrEqual(Math.ceil(seconds));
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    const notes = await events(deps.db, id).where('kind', '==', 'app').get();
    expect(notes.docs.map((doc) => doc.get('message'))).toEqual(['one page was slow']);
  });
});

describe('sub-progress that makes no sense', () => {
  it.each([
    ['more done than there is', { done: 7, total: 5 }, 1],
    ['nothing to do', { done: 0, total: 0 }, null],
    ['an unknown total', { done: 3, total: null }, null],
    ['a share that is no number', { done: 1, total: 2, fraction: Number.NaN }, null],
    ['a negative share', { done: 1, total: 2, fraction: -4 }, 0],
    ['a share that it cannot know', { done: 1, total: 2, fraction: null }, null],
  ])('%s is written as one that does', async (_name, progress, fraction) => {
    const stuck = gate();
    const reporting = step('a', async (context) => {
      context.report({ ...progress, unit: 'pages', message: 'working' });
      await stuck.opened;
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queued(missionType([reporting, lastStep('b')]));
    const running = runMission(deps, task, 'runner-1');
    const current = async () =>
      (await missionOf(deps, id)).execution_record.progress_tracker.current_step?.sub_progress;
    expect((await until('the report', current)).fraction).toBe(fraction);
    stuck.open();
    expect(await running).toBe('over');
  });
});

describe('cancelling', () => {
  it('reaches a running step as an abort within a second, and the step is not recorded', async () => {
    let stoppedMs = 0;
    const waiting = step('a', async (context) => {
      await aborted(context.signal).finally(() => {
        stoppedMs = Date.now();
      });
      return { output: null, message: 'never' };
    });
    const { deps, id, task } = await queued(missionType([waiting, lastStep('b')]));
    const running = runMission(deps, task, 'runner-1');
    await until('the claim', async () => (await missionOf(deps, id)).status === 'in_progress');
    const askedMs = Date.now();
    expect((await command(deps, OWNER, id, 'cancel')).status).toBe('in_progress');
    expect(await running).toBe('over');
    expect(stoppedMs - askedMs).toBeLessThan(1000);
    expect(await missionOf(deps, id)).toMatchObject({ status: 'cancelled', lease: null });
    expect(await ledgerOf(deps, id)).toEqual([]);
  });

  it('before the task arrives ends it at once, and the task finds nothing to do', async () => {
    const { deps, id, task } = await queued(missionType([step('a'), lastStep('b')]));
    expect((await command(deps, OWNER, id, 'cancel')).status).toBe('cancelled');
    expect(await runMission(deps, task, 'runner-1')).toBe('not_mine');
    expect(await ledgerOf(deps, id)).toEqual([]);
  });
});

describe('the sweep', () => {
  it('sends another task for a queued mission whose task was lost', async () => {
    const { deps, id, task } = await queued(missionType([step('a'), lastStep('b')]));
    expect(await sweep(deps)).toBe(0);
    deps.clock.move(31_000);
    expect(await sweep(deps)).toBe(1);
    expect(await sweep(deps)).toBe(0);
    const second = deps.sent[1];
    if (second === undefined) throw new Error('no second task');
    expect(second.task_id).not.toBe(task.task_id);
    expect(await runMission(deps, second, 'runner-1')).toBe('over');
    expect(await runMission(deps, task, 'runner-2')).toBe('not_mine');
    expect((await missionOf(deps, id)).status).toBe('completed');
  });

  it('brings a mission home whose runner was killed and whose task is gone', async () => {
    const stuck = gate();
    let isFirst = true;
    const { deps, id, task } = await queued(
      missionType([
        step('a'),
        step('b', async () => {
          if (isFirst) {
            isFirst = false;
            await stuck.opened;
          }
          return { output: null, message: 'done' };
        }),
        lastStep('c'),
      ]),
    );
    const dead = runMission(deps, task, 'runner-1');
    await until(
      'step b',
      async () => (await missionOf(deps, id)).execution_record.progress_tracker.completed_count === 1,
    );
    deps.clock.move(21_000);
    expect(await sweep(deps)).toBe(1);
    const second = deps.sent[1];
    if (second === undefined) throw new Error('no second task');
    expect(await runMission(deps, second, 'runner-2')).toBe('over');
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 2', '1-2 completed by 2']);
    stuck.open();
    await dead;
  });

  it('woken many times at once sends one task', async () => {
    const { deps } = await queued(missionType([step('a'), lastStep('b')]));
    deps.clock.move(31_000);
    const woken = await Promise.all([1, 2, 3, 4, 5].map(() => sweep(deps)));
    expect(woken.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(deps.sent).toHaveLength(2);
  });

  it('ends a mission that was cancelled while nobody ran it', async () => {
    const stuck = stuckStep('a');
    const { deps, id, task } = await queued(missionType([stuck.step, lastStep('b')]));
    const dead = runMission(deps, task, 'runner-1');
    await until('the claim', async () => (await missionOf(deps, id)).status === 'in_progress');
    deps.clock.move(21_000);
    expect((await command(deps, OWNER, id, 'cancel')).status).toBe('cancelled');
    expect(await sweep(deps)).toBe(0);
    stuck.open();
    expect(['over', 'lost']).toContain(await dead);
    expect((await missionOf(deps, id)).status).toBe('cancelled');
  });
});

describe('many commands at once', () => {
  it('leave one queued mission and one task', async () => {
    const deps = testDeps([missionType([step('a'), lastStep('b')])]);
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => createMission(deps, OWNER, { ...REQUEST, mission_id: 'the-one' })),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => command(deps, OWNER, 'the-one', 'approve')));
    await Promise.all([1, 2, 3, 4, 5].map(() => command(deps, OWNER, 'the-one', 'execute')));
    expect(deps.sent).toHaveLength(1);
    expect(await missionOf(deps, 'the-one')).toMatchObject({ status: 'queued', attempt: 1 });
  });
});
