import { AsyncLocalStorage } from 'node:async_hooks';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { createLog } from '../../functions/src/edge/log.ts';
import { createShutdown } from '../../functions/src/edge/shutdown.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { NO_LIMITS } from '../support/limits.ts';
import { enqueueDelivery, noTargets } from '../support/noWebhooks.ts';
import type { Outside } from './actOut.ts';
import { chanceOf } from './chance.ts';
import { ChaosClock } from './clock.ts';
import { chaosTypes } from './missionTypes.ts';
import type { Call, FromRunner, RunnerPlan, ToRunner } from './wire.ts';

/**
 * A process that runs missions, as an instance of the function would: its own Firestore client, its own clock. What
 * reaches beyond it goes through the parent, which may kill it at any moment.
 */
const plan = JSON.parse(process.argv[2] ?? '') as RunnerPlan;
const clock = new ChaosClock(plan.aheadMs);
const shutdown = createShutdown();
const delivery = new AsyncLocalStorage<string>();
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let calls = 0;

function send(message: FromRunner): void {
  // A parent that is gone has no use for what is said here.
  if (process.connected) process.send?.(message);
}

function ask(call: Call): Promise<unknown> {
  calls += 1;
  const callId = calls;
  return new Promise((resolve, reject) => {
    waiting.set(callId, { resolve, reject });
    send({ kind: 'call', callId, call });
  });
}

const outside: Outside = {
  begin: async (asked) => {
    const deliveryId = delivery.getStore() ?? 'none';
    return (await ask({ name: 'begin', asked: { ...asked, deliveryId } })) as { runId: string; failures: number };
  },
  effect: async (runId) => void (await ask({ name: 'effect', runId })),
  end: async (runId, how) => void (await ask({ name: 'end', runId, how })),
};

const chance = chanceOf(plan.seed, 'runner', plan.name);
const deps: Deps = {
  db: getFirestore(initializeApp({ projectId: plan.projectId })),
  tasks: { enqueue: async (task, dueAt) => void (await ask({ name: 'enqueue', task, dueAt })), enqueueDelivery },
  targets: noTargets,
  catalog: catalogOf(chaosTypes(plan.seed, outside)),
  limits: { ...NO_LIMITS, perOwner: plan.limits.perOwner, perType: new Map(plan.limits.perType) },
  retentionDays: 90,
  clock,
  random: (below) => chance.below(below),
  log: createLog('info'),
  sleep,
};

async function run(message: Extract<ToRunner, { kind: 'deliver' }>): Promise<void> {
  const { deliveryId, task, limitMs } = message;
  const holder = `${plan.name}:${process.pid}:${deliveryId}`;
  const limit = limitMs === null ? {} : { limitMs };
  try {
    await shutdown.track((signal) =>
      delivery.run(deliveryId, () => runMission(deps, task, holder, { ...limit, shutdown: signal })),
    );
    send({ kind: 'delivered', deliveryId, error: null });
  } catch (error) {
    deps.log.error({ task, err: error }, 'delivery failed');
    send({ kind: 'delivered', deliveryId, error: String(error) });
  }
}

process.on('message', (message: ToRunner) => {
  if (message.kind === 'clock') clock.aheadMs = message.aheadMs;
  else if (message.kind === 'deliver') void run(message);
  else {
    const call = waiting.get(message.callId);
    waiting.delete(message.callId);
    if (message.error === null) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  }
});
// Nobody is left to run missions for.
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
