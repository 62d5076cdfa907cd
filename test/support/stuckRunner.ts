import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { systemClock } from '../../functions/src/edge/clock.ts';
import { createLog } from '../../functions/src/edge/log.ts';
import { createShutdown } from '../../functions/src/edge/shutdown.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { runTask } from '../../functions/src/edge/tasks.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { NO_LIMITS } from './limits.ts';
import { enqueueDelivery, noTargets } from './noWebhooks.ts';
import { aborted, lastStep, missionType, step } from './steps.ts';

/**
 * A process that runs one mission whose first step never ends, as an instance of the function would: the project and
 * the task are its arguments, what it enqueues is a line of its output.
 */
const [, , projectId = '', task = ''] = process.argv;
const shutdown = createShutdown();
// Another's listener, as the functions framework has one: it ends the process at once.
process.on('SIGTERM', () => process.exit(0));

const endless = step('a', async (context) => {
  await aborted(context.signal);
  return { output: null, message: 'never' };
});
const deps = {
  db: getFirestore(initializeApp({ projectId })),
  tasks: {
    enqueueDelivery,
    enqueue: async (sent: unknown): Promise<void> => {
      process.stdout.write(`${JSON.stringify(sent)}\n`);
      await Promise.resolve();
    },
  },
  targets: noTargets,
  catalog: catalogOf([missionType([endless, lastStep('b')])]),
  limits: NO_LIMITS,
  retentionDays: 90,
  clock: systemClock,
  random: (below: number) => Math.floor(Math.random() * below),
  log: createLog('silent'),
  sleep,
};
await shutdown.track((signal) => runMission(deps, runTask.parse(JSON.parse(task)), 'child', { shutdown: signal }));
