import { describe, expect, it } from 'vitest';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { historyOf, lastTask, ledgerOf, missionOf, queuedSteps } from '../support/runs.ts';
import { aborted, lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

const quick = (name: string, ms: number) =>
  step(name, async () => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { output: name, message: 'done' };
  });

describe('a runner whose time is up', () => {
  it('hands over between two steps, and the next goes on at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { deps, id, task } = await queuedSteps(...names.map((name) => quick(name, 150)), lastStep('f'));
    expect(await runMission(deps, task, 'runner-1', { limitMs: 500 })).toBe('left');
    expect(await missionOf(deps, id)).toMatchObject({ status: 'in_progress', lease: null });
    let runs = 1;
    while ((await missionOf(deps, id)).status === 'in_progress') {
      runs += 1;
      await runMission(deps, lastTask(deps), `runner-${runs}`, { limitMs: 500 });
    }
    expect(runs).toBeGreaterThan(1);
    const ledger = await ledgerOf(deps, id);
    expect(ledger.map((entry) => entry.split(' by ')[0])).toEqual([0, 1, 2, 3, 4, 5].map((n) => `1-${n} completed`));
    expect(await historyOf(deps, id)).toContain('The runner handed over');
    expect(
      (await missionOf(deps, id)).execution_record.progress_tracker.completed_steps.every((s) => s.losses === 0),
    ).toBe(true);
  });

  it('in the middle of a step stops it; that counts, so that a step which never fits ends', async () => {
    const endless = step('a', async (context) => {
      await aborted(context.signal);
      return { output: null, message: 'never' };
    });
    const { deps, id } = await queuedSteps(endless, lastStep('b'));
    for (let run = 0; run < 20 && (await missionOf(deps, id)).status !== 'failed'; run += 1) {
      await runMission(deps, lastTask(deps), `runner-${run}`, { limitMs: 60 });
    }
    expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', error: { code: 'runner_lost' } });
  });
});

describe('a runner whose machine goes down', () => {
  it('gives its lease back, and the next starts at once', async () => {
    let runs = 0;
    const long = step('a', async (context) => {
      runs += 1;
      if (runs === 1) await aborted(context.signal);
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(long, lastStep('b'));
    const shutdown = new AbortController();
    const running = runMission(deps, task, 'runner-1', { shutdown: shutdown.signal });
    await until('the step', () => runs === 1);
    shutdown.abort();
    expect(await running).toBe('left');
    const left = await missionOf(deps, id);
    expect(left).toMatchObject({ status: 'in_progress', lease: null });
    expect(left.next_task?.task_id).toBe(lastTask(deps).task_id);
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(runs).toBe(2);
    expect((await missionOf(deps, id)).execution_record.progress_tracker.completed_steps[0]?.losses).toBe(0);
  });
});

describe('a mission of many steps', () => {
  it('keeps its document small: a window of the plan and the newest steps, all of it in the ledger', async () => {
    const many = Array.from({ length: 249 }, (_, index) => step(`step-${index}`));
    const reads = step('last', async (context) => {
      const early = await context.outputOf({ name: 'step-3', output: many[3]?.output ?? step('').output });
      return { output: early, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(...many, reads);
    expect((await missionOf(deps, id)).plan).toHaveLength(100);
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission).toMatchObject({ status: 'completed', plan_start: 200 });
    expect(mission.plan).toHaveLength(50);
    expect(mission.execution_record.progress_tracker.completed_steps).toHaveLength(50);
    expect(JSON.stringify(mission).length).toBeLessThan(60_000);
    expect(await ledgerOf(deps, id)).toHaveLength(250);
    expect((await deps.db.doc(`missions/${id}/steps/1-249`).get()).get('output')).toBe('step-3');
  }, 60_000);
});

describe('a queue that delivers nothing', () => {
  it('does not keep missions from coming home: the sweep runs them itself', async () => {
    const { deps, id } = await queuedSteps(step('a'), lastStep('b'));
    for (let round = 0; round < 4; round += 1) {
      deps.clock.move(3_600_001);
      await sweep(deps);
    }
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(await sweep(deps)).toBe(0);
  });
});
