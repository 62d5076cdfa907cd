import { expect, it } from 'vitest';
import type { RunTask } from '../../functions/src/edge/tasks.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { enqueueDelivery } from '../support/noWebhooks.ts';
import { execute } from '../support/runs.ts';
import { gate, lastStep, missionType, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

it('the sweep leaves a mission alone whose task the queue has delivered after all', async () => {
  const stuck = gate();
  let runs = 0;
  const slow = step('slow', async () => {
    runs += 1;
    await stuck.opened;
    return { output: null, message: 'done' };
  });
  const deps = testDeps([missionType([slow, lastStep('last')])]);
  const request = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] }, type: 'research' };
  const { mission } = await createMission(deps, 'anna', request);
  const id = mission.mission_id;
  await command(deps, 'anna', id, 'approve');
  await command(deps, 'anna', id, 'execute');
  deps.clock.move(3_600_000);
  await sweep(deps);
  deps.clock.move(3_600_000);

  // The third task is delivered the moment that it is enqueued.
  const running: Promise<unknown>[] = [];
  const delivering: Deps = {
    ...deps,
    tasks: {
      enqueueDelivery,
      enqueue: async (task: RunTask) => {
        running.push(runMission(deps, task, 'runner-1'));
        await until('the step', () => runs === 1);
      },
    },
  };
  let hasSwept = false;
  const sweeping = sweep(delivering).finally(() => {
    hasSwept = true;
  });
  await until('the sweep, or another run', () => hasSwept || runs > 1);
  stuck.open();
  await Promise.all([sweeping, ...running]);

  expect(runs).toBe(1);
  const after = (await readMission(deps.db, id))?.mission;
  expect(after).toMatchObject({ status: 'completed', fence: 1 });
});

it('the sweep admits whoever else is in line beside a mission that it can not read, and says that it could not', async () => {
  const all = testDeps([missionType([lastStep('a')])]);
  const one: TestDeps = { ...all, limits: { ...all.limits, perOwner: 1 } };
  const inLine = async (owner: string): Promise<string> => {
    await execute(one, {}, owner);
    const id = await execute(one, {}, owner);
    expect((await readMission(all.db, id))?.mission.queue_place).toBe('in_line');
    return id;
  };
  const [broken, whole] = [await inLine('anna'), await inLine('ben')];
  await missionDoc(all.db, broken).update({ objective: 7 });

  // With a second slot for each owner both may go on.
  const two: Deps = { ...all, limits: { ...all.limits, perOwner: 2 } };
  await expect(sweep(two)).rejects.toThrow(/1 overdue missions or schedules failed/);
  expect((await readMission(all.db, whole))?.mission.queue_place).toBe('admitted');
});
