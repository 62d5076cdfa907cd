import { onRequest } from 'firebase-functions/https';
import { setGlobalOptions } from 'firebase-functions/options';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { runTask, TASK_TIMEOUT_SECONDS } from './edge/tasks.ts';
import { createApi } from './http/app.ts';
import { API_TIMEOUT_SECONDS } from './http/sendEvents.ts';
import { runMission as run } from './runner/runMission.ts';
import { sweep as wake } from './runner/sweep.ts';
import { config, deps, holder, shutdown } from './wiring.ts';

setGlobalOptions({ region: config.region, maxInstances: 100 });

const corsOrigins = [...config.corsOrigins];

/** The functions emulator runs a process of 150 MB for each mission; more at once would only make all of them slow. */
const LOCAL_MISSIONS = 10;

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

/** Looks after missions whose moment has come, or whose task, runner or worker was lost. */
export const sweep = onSchedule({ schedule: 'every 1 minutes', timeoutSeconds: 300, memory: '512MiB' }, async () => {
  // The health is looked at also when the sweep fails: all the more then.
  await shutdown.track(async (signal) => {
    try {
      await wake(deps, signal);
    } finally {
      await deps.health.check();
    }
  });
});
