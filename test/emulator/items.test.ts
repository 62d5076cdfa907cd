import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../functions/src/core/errors.ts';
import { command } from '../../functions/src/missions/commands.ts';
import type { ItemResult, StepContext } from '../../functions/src/missions/defineMission.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { items } from '../../functions/src/store/collections.ts';
import { currentStep, itemsOf, lastTask, ledgerOf, missionOf, OWNER, queuedSteps } from '../support/runs.ts';
import { gate, lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

const TEN = Array.from({ length: 10 }, (_, index) => index);
const OPTIONS = { concurrency: 3, unit: 'pages', output: z.number() };

/** A step that runs ten items with `each`, three at once. */
const listed = (each: (item: number, context: StepContext) => Promise<number>) =>
  step('list', async (context) => {
    const outputs = await context.runItems(TEN, OPTIONS, (item) => each(item, context));
    return { output: outputs, message: `${outputs.length} pages` };
  });

describe('a step that runs a list', () => {
  it('runs so many at once, records each, and returns the outputs in order', async () => {
    let atOnce = 0;
    let most = 0;
    const list = listed(async (item) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 30 - item));
      atOnce -= 1;
      return item * item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(most).toBe(3);
    expect(await itemsOf(deps, id)).toEqual(TEN.map((item) => `1-0-${item} completed`));
    const entry = await deps.db.doc(`missions/${id}/steps/1-0`).get();
    expect(entry.get('output')).toEqual(TEN.map((item) => item * item));
  });

  it('shows how many are done, and the percent follows', async () => {
    const stuck = gate();
    const list = listed(async (item) => {
      if (item > 4) await stuck.opened;
      return item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    await until('five items', async () => (await itemsOf(deps, id)).length === 5);
    const seen = await until('the count', async () => {
      const now = await currentStep(deps, id);
      return now.items_done === 5 ? now : null;
    });
    expect(seen.sub_progress).toEqual({ done: 5, total: 10, unit: 'pages', fraction: 0.5 });
    expect(seen.progress_percent).toBe(25);
    stuck.open();
    expect(await running).toBe('over');
  });

  it('after a crash repeats only what was not recorded', async () => {
    const ran: number[] = [];
    const stuck = gate();
    let isFirst = true;
    const list = listed(async (item) => {
      ran.push(item);
      if (isFirst && item > 5) await stuck.opened;
      return item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    const dead = runMission(deps, task, 'runner-1');
    // Their commit is seen here before the runner hears of it and begins the next three.
    await until('six items', async () => ran.length === 9 && (await itemsOf(deps, id)).length === 6);
    isFirst = false;
    expect(await runMission(deps, task, 'runner-2')).toBe('over');
    expect(ran.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9]);
    const entry = await deps.db.doc(`missions/${id}/steps/1-0`).get();
    expect(entry.get('output')).toEqual(TEN);
    stuck.open();
    await dead;
    const fences = (await items(deps.db, id).get()).docs.map((doc) => Number(doc.get('fence')));
    expect(fences.filter((fence) => fence === 1)).toHaveLength(6);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 2', '1-1 completed by 2']);
  });

  it('of which one fails fails the step; tried again, only the unfinished ones run', async () => {
    const ran: number[] = [];
    const list = listed(async (item) => {
      ran.push(item);
      if (item === 4 && ran.filter((other) => other === 4).length === 1) throw new Error('four broke');
      return item;
    });
    const { deps, id, task } = await queuedSteps({ ...list, policy: { attempts: 2, backoffMs: 10 } }, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(ran.filter((item) => item < 4)).toEqual([0, 1, 2, 3]);
    expect(ran.filter((item) => item === 4)).toHaveLength(2);
  });

  it('keeps what was done for a retry of the mission from that very step', async () => {
    const ran: string[] = [];
    const list = listed(async (item, context) => {
      ran.push(`${context.attempt}:${item}`);
      if (item === 7 && context.attempt === 1) throw new AppError('over_budget', 'Too dear.');
      return item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect((await missionOf(deps, id)).status).toBe('failed');
    await retryMission(deps, OWNER, id, {});
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    const again = ran.filter((one) => one.startsWith('2:'));
    expect(again.length).toBeLessThanOrEqual(3);
    expect(again).toContain('2:7');
    expect((await itemsOf(deps, id)).map((one) => one.split(' ')[0])).toEqual(TEN.map((item) => `1-0-${item}`));
  });

  it('runs them all again when the mission is retried with another objective', async () => {
    let ran = 0;
    const list = listed(async (item, context) => {
      ran += 1;
      if (item === 9 && context.attempt === 1) throw new AppError('over_budget', 'Too dear.');
      return item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    ran = 0;
    await retryMission(deps, OWNER, id, { objective: 'Something else' });
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(ran).toBe(10);
    expect((await itemsOf(deps, id)).filter((one) => one.startsWith('2-0-'))).toHaveLength(10);
  });

  it('collects failures where the step asks for that, and does not run those again either', async () => {
    let results: readonly ItemResult<number>[] = [];
    let ran = 0;
    const list = step('list', async (context) => {
      results = await context.tryItems(TEN, OPTIONS, async (item) => {
        ran += 1;
        if (item % 3 === 0) throw new AppError('no_page_read', `No page ${item}.`);
        return item;
      });
      if (context.try === 1) throw new Error('once more');
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps({ ...list, policy: { backoffMs: 10 } }, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(ran).toBe(10);
    expect(results.map(({ status }) => status)).toEqual(TEN.map((item) => (item % 3 === 0 ? 'failed' : 'completed')));
    expect(results[3]).toMatchObject({ error: { code: 'no_page_read', message: 'No page 3.' } });
    expect((await itemsOf(deps, id)).filter((one) => one.endsWith('failed'))).toHaveLength(4);
  });

  it('stops when the mission is cancelled, with what was done recorded', async () => {
    const stuck = gate();
    const list = listed(async (item) => {
      if (item > 2) await stuck.opened;
      return item;
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    await until('three items', async () => (await itemsOf(deps, id)).length === 3);
    await command(deps, OWNER, id, 'cancel');
    stuck.open();
    expect(await running).toBe('over');
    expect((await missionOf(deps, id)).status).toBe('cancelled');
    expect((await itemsOf(deps, id)).length).toBeLessThanOrEqual(6);
  });

  it('whose items leave too much says so', async () => {
    const list = step('list', async (context) => {
      const options = { ...OPTIONS, output: z.string() };
      await context.runItems([1], options, async () => 'x'.repeat(50_001));
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect((await missionOf(deps, id)).error).toMatchObject({ code: 'output_too_large' });
  });

  it('of nothing is done at once', async () => {
    const list = step('list', async (context) => {
      const outputs = await context.runItems([], OPTIONS, () => Promise.reject(new Error('there is nothing')));
      return { output: outputs, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(list, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect((await missionOf(deps, id)).status).toBe('completed');
  });
});
