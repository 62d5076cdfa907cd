import { onRequest } from 'firebase-functions/https';
import { setGlobalOptions } from 'firebase-functions/options';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { DELIVERY_TIMEOUT_SECONDS, deliveryTask, runTask, TASK_TIMEOUT_SECONDS } from './edge/tasks.ts';
import { createApi } from './http/app.ts';
import { API_TIMEOUT_SECONDS } from './http/sendEvents.ts';
import { deliver } from './runner/deliver.ts';
import { runMission as run } from './runner/runMission.ts';
import { sweep as wake } from './runner/sweep.ts';
import { config, deps, holder, shutdown } from './wiring.ts';

setGlobalOptions({ region: config.region, maxInstances: 100 });

const corsOrigins = [...config.corsOrigins];

/** For those that run missions. What is named here must be in Secret Manager, or a deployment asks for it. */
const secrets = [...config.secrets];

/** The functions emulator runs a process of 150 MB for each mission; more at once would only make all of them slow. */
const LOCAL_MISSIONS = 10;
const LOCAL_DELIVERIES = 4;

/** The HTTP API. */
export const api = onRequest(
  {
    cors: corsOrigins.length > 0 ? corsOrigins : false,
    invoker: 'public',
    memory: '512MiB',
    timeoutSeconds: API_TIMEOUT_SECONDS,
  },
  createApi(deps),
);

/** Runs missions, one task each. The queue only delivers: what is tried again, and when, is the mission's own record. */
export const runMission = onTaskDispatched(
  {
    timeoutSeconds: TASK_TIMEOUT_SECONDS,
    memory: '1GiB',
    concurrency: 20,
    secrets,
    retryConfig: { maxAttempts: 100, minBackoffSeconds: 1, maxBackoffSeconds: 60 },
    rateLimits: {
      maxConcurrentDispatches: config.emulators === null ? 200 : LOCAL_MISSIONS,
      maxDispatchesPerSecond: 200,
    },
  },
  async (request) => {
    const task = runTask.parse(request.data);
    await shutdown.track((signal) => run(deps, task, holder(), { shutdown: signal }));
    deps.health.look();
  },
);

/**
 * Delivers to webhooks, one task a try. As with missions, what is tried again, and when, is in the delivery's own record.
 * 300 at once, of which those of one target that hangs are few: see runner/deliver.ts.
 */
export const deliverWebhook = onTaskDispatched(
  {
    timeoutSeconds: DELIVERY_TIMEOUT_SECONDS,
    memory: '512MiB',
    concurrency: 80,
    retryConfig: { maxAttempts: 10, minBackoffSeconds: 5, maxBackoffSeconds: 300 },
    rateLimits: {
      maxConcurrentDispatches: config.emulators === null ? 300 : LOCAL_DELIVERIES,
      maxDispatchesPerSecond: 300,
    },
  },
  async (request) => {
    await deliver(deps, deliveryTask.parse(request.data), holder());
  },
);

/** Looks after missions and deliveries whose moment has come, or whose task, runner or worker was lost. */
export const sweep = onSchedule(
  { schedule: 'every 1 minutes', timeoutSeconds: 300, memory: '512MiB', secrets },
  async () => {
    // The health is looked at also when the sweep fails: all the more then.
    await shutdown.track(async (signal) => {
      try {
        await wake(deps, signal);
      } finally {
        await deps.health.check();
      }
    });
  },
);
