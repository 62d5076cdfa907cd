import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import * as z from 'zod';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { systemClock } from '../../functions/src/edge/clock.ts';
import { guardedWeb } from '../../functions/src/edge/guardedFetch.ts';
import { createLog } from '../../functions/src/edge/log.ts';
import { createModel } from '../../functions/src/edge/model.ts';
import { modelConfigOf, modelSettings } from '../../functions/src/edge/modelConfig.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { runTask } from '../../functions/src/edge/tasks.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { NO_LIMITS } from './limits.ts';
import { enqueueDelivery, noTargets } from './noWebhooks.ts';

/**
 * A process that runs one report mission, as an instance of the function would: the project, the task, and where the
 * model's endpoint is, are its arguments.
 */
const [, , projectId = '', task = '', baseUrl = ''] = process.argv;
const log = createLog('silent');
const random = (below: number) => Math.floor(Math.random() * below);
const config = modelConfigOf(z.object(modelSettings).parse({ LLM_BASE_URL: baseUrl, LLM_MODEL: 'first' }));
const model = config === null ? null : createModel(config, { clock: systemClock, random, log, sleep });
const web = guardedWeb({ allowHosts: [], userAgent: 'Test/1.0' });
const deps = {
  db: getFirestore(initializeApp({ projectId })),
  tasks: { enqueueDelivery, enqueue: () => Promise.resolve() },
  targets: noTargets,
  catalog: catalogOf([reportMission({ web, model, resultOf: async () => null })]),
  limits: NO_LIMITS,
  retentionDays: 90,
  clock: systemClock,
  random,
  log,
  sleep,
};
await runMission(deps, runTask.parse(JSON.parse(task)), 'child');
