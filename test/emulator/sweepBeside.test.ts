import { expect, it } from 'vitest';
import type { RunTask } from '../../functions/src/edge/tasks.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { testDeps } from '../support/deps.ts';
import { enqueueDelivery } from '../support/noWebhooks.ts';
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
