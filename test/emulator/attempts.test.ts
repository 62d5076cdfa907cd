import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../functions/src/core/errors.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { findSteps } from '../../functions/src/missions/reports.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { testDeps } from '../support/deps.ts';
import {
  currentStep,
  execute,
  historyOf,
  lastTask,
  ledgerOf,
  missionOf,
  OWNER,
  queuedSteps,
  REQUEST,
} from '../support/runs.ts';
import { gate, lastStep, missionType, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

/** Four steps, of which the third fails until the test says otherwise; each notes what it was given. */
function flaky() {
  const ran: string[] = [];
  let isBroken = true;
  const named = (name: string) => ({
    ...step(name, async (context) => {
      ran.push(`${context.attempt}${name}`);
      if (name === 'c' && isBroken) throw new AppError('over_budget', 'Too dear.');
      const before = name === 'a' ? '' : await context.outputOf(previous(name));
      return { output: `${String(before)}${name}${context.attempt}`, message: `${name}, ${context.objective}` };
    }),
    output: z.string(),
  });
  const previous = (name: string) => ({
    name: String.fromCharCode(name.charCodeAt(0) - 1),
    output: z.string(),
  });
  const mend = (): void => {
    isBroken = false;
  };
  return { ran, mend, steps: [named('a'), named('b'), named('c'), lastStep('d')] };
}

describe('retrying a failed mission', () => {
  it('goes on with the step that failed, on what the earlier ones left', async () => {
    const { ran, mend, steps } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await runMission(deps, task, 'runner-1');
    expect((await missionOf(deps, id)).status).toBe('failed');
    mend();
    expect(await retryMission(deps, OWNER, id, {})).toMatchObject({ status: 'queued', attempt: 2, error: null });
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(ran).toEqual(['1a', '1b', '1c', '2c']);
    expect(await ledgerOf(deps, id)).toEqual([
      '1-0 completed by 1',
      '1-1 completed by 1',
      '1-2 failed by 1',
      '2-2 completed by 2',
      '2-3 completed by 2',
    ]);
    const last = await findSteps(deps, OWNER, id, { limit: 50 });
    expect(last.steps.map(({ step_name: name, output }) => [name, output])).toEqual([
      ['c', 'a1b1c2'],
      ['d', null],
    ]);
    expect((await findSteps(deps, OWNER, id, { attempt: 1, limit: 2 })).next_after).toBe(1);
    expect(await readResult(deps.db, id, 2)).toMatchObject({ attempt: 2 });
    expect((await missionOf(deps, id)).execution_record.progress_tracker.progress_percent).toBe(100);
  });

  it('begins the bar where the chosen step does, and it never falls from there', async () => {
    const { mend, steps } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await runMission(deps, task, 'runner-1');
    mend();
    const retried = await retryMission(deps, OWNER, id, { from_step: 'b' });
    const tracker = retried.execution_record.progress_tracker;
    expect(tracker).toMatchObject({ progress_percent: 25, completed_count: 1, start_time: null });
    expect(tracker.completed_steps.map(({ step_name: name }) => name)).toEqual(['a']);
  });

  it('from an earlier step with another objective runs that step and all after it again', async () => {
    const { ran, mend, steps } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await runMission(deps, task, 'runner-1');
    mend();
    await retryMission(deps, OWNER, id, { from_step: 1, objective: 'Find courses' });
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(ran).toEqual(['1a', '1b', '1c', '2b', '2c']);
    const done = (await missionOf(deps, id)).execution_record.progress_tracker.completed_steps;
    expect(done.map(({ message }) => message)).toEqual([
      'a, Find tutorials',
      'b, Find courses',
      'c, Find courses',
      'done',
    ]);
    expect((await historyOf(deps, id)).join('\n')).toContain('Retrying from b with another objective');
  });

  it('twice, from a later step and then an earlier one, reads each step where it was last finished', async () => {
    const { steps, mend } = flaky();
    let fails = 2;
    const last = step('d', async () => {
      fails -= 1;
      if (fails >= 0) throw new AppError('over_budget', 'Too dear.');
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(...steps.slice(0, 3), last);
    await runMission(deps, task, 'runner-1');
    mend();
    await retryMission(deps, OWNER, id, {});
    await runMission(deps, lastTask(deps), 'runner-2');
    await retryMission(deps, OWNER, id, { from_step: 1 });
    await runMission(deps, lastTask(deps), 'runner-3');
    await retryMission(deps, OWNER, id, { from_step: 'c' });
    expect(await runMission(deps, lastTask(deps), 'runner-4')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission.ledger_parts).toEqual([
      { attempt: 1, from_step: 0 },
      { attempt: 3, from_step: 1 },
      { attempt: 4, from_step: 2 },
    ]);
    const fourth = await findSteps(deps, OWNER, id, { attempt: 4, limit: 50 });
    expect(fourth.steps[0]?.output).toBe('a1b3c4');
  });

  it('refuses a step that is not finished before it, one that there is not, and a mission that goes on', async () => {
    const { steps } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await expect(retryMission(deps, OWNER, id, {})).rejects.toMatchObject({ code: 'status_forbids' });
    await runMission(deps, task, 'runner-1');
    for (const from of [3, 'd', 'x', 99]) {
      await expect(retryMission(deps, OWNER, id, { from_step: from })).rejects.toMatchObject({
        code: 'invalid_request',
        fields: [{ field: 'from_step' }],
      });
    }
    await expect(retryMission(deps, 'boris', id, {})).rejects.toMatchObject({ code: 'mission_not_found' });
  });

  it('many times at once begins one attempt', async () => {
    const { steps, mend } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await runMission(deps, task, 'runner-1');
    mend();
    const ends = await Promise.allSettled([1, 2, 3, 4].map(() => retryMission(deps, OWNER, id, {})));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await missionOf(deps, id)).attempt).toBe(2);
    expect(deps.sent).toHaveLength(2);
  });

  it('leaves a task of the earlier attempt nothing to do', async () => {
    const { steps, mend } = flaky();
    const { deps, id, task } = await queuedSteps(...steps);
    await runMission(deps, task, 'runner-1');
    mend();
    await retryMission(deps, OWNER, id, {});
    expect(await runMission(deps, task, 'late')).toBe('not_mine');
    expect((await missionOf(deps, id)).status).toBe('queued');
  });
});

describe('retrying a cancelled mission', () => {
  it('goes on where it was stopped', async () => {
    const ran: string[] = [];
    const stuck = gate();
    const first = step('a', async () => {
      ran.push('a');
      return { output: null, message: 'done' };
    });
    const second = step('b', async (context) => {
      ran.push('b');
      if (context.attempt === 1) await stuck.opened;
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(first, second, lastStep('c'));
    const running = runMission(deps, task, 'runner-1');
    await until('step b', async () => (await currentStep(deps, id).catch(() => null))?.step_name === 'b');
    await command(deps, OWNER, id, 'cancel');
    stuck.open();
    expect(await running).toBe('over');
    const { status } = await missionOf(deps, id);
    if (status === 'completed') throw new Error('the step was done before it could be cancelled');
    await retryMission(deps, OWNER, id, {});
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(ran.filter((name) => name === 'a')).toHaveLength(1);
  });

  it('that nobody had approved is not possible', async () => {
    const deps = testDeps([missionType([lastStep('a')])]);
    const { mission } = await createMission(deps, OWNER, REQUEST);
    await command(deps, OWNER, mission.mission_id, 'cancel');
    await expect(retryMission(deps, OWNER, mission.mission_id, {})).rejects.toMatchObject({ code: 'status_forbids' });
  });
});

describe('a deployment with a newer version of the type', () => {
  it('finishes a mission that is under way on the version that it started with', async () => {
    const old = missionType([step('a'), step('b'), lastStep('c')], 1);
    const { deps, id, task } = await queuedSteps(...old.steps);
    const both = { ...deps, catalog: catalogOf([missionType([lastStep('z')], 2), old]) };
    expect(await runMission(both, task, 'runner-1')).toBe('over');
    expect((await missionOf(deps, id)).execution_record.progress_tracker.completed_count).toBe(3);
    const newer = await execute(both);
    expect(await missionOf(deps, newer)).toMatchObject({ type_version: 2, plan: [{ step_name: 'z' }] });
  });

  it('that changed the steps without raising the version fails the mission and names both', async () => {
    const { deps, id, task } = await queuedSteps(step('a'), step('b'), lastStep('c'));
    const changed = { ...deps, catalog: catalogOf([missionType([step('a'), step('x'), lastStep('c')], 1)]) };
    await runMission(changed, task, 'runner-1');
    const { error } = await missionOf(deps, id);
    expect(error?.code).toBe('type_version_gone');
    expect(error?.message).toMatch(/it has a, b, c, this deployment a, x, c/);
  });
});
