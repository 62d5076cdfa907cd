import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll } from 'vitest';
import { SEND_LIMIT_MS } from '../../functions/src/core/delivery.ts';
import type { Clock } from '../../functions/src/edge/clock.ts';
import { createLog } from '../../functions/src/edge/log.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { createTargets } from '../../functions/src/edge/targets.ts';
import type { DeliveryTask, RunTask } from '../../functions/src/edge/tasks.ts';
import { type Catalog, catalogOf, type MissionType } from '../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { type Instant, toInstant } from '../../functions/src/schema/time.ts';
import { NO_LIMITS } from './limits.ts';

/** A clock that runs with the machine's, and can be moved ahead. */
export class MovableClock implements Clock {
  #aheadMs = 0;

  move(durationMs: number): void {
    this.#aheadMs += durationMs;
  }

  epochMs(): number {
    return Date.now() + this.#aheadMs;
  }

  now(): Instant {
    return toInstant(this.epochMs());
  }
}

export interface TestDeps extends Deps {
  readonly projectId: string;
  readonly clock: MovableClock;
  /** What was enqueued, in order, instead of being delivered: the tests deliver. */
  readonly sent: RunTask[];
  /** The tasks of deliveries that were enqueued. */
  readonly sentDeliveries: DeliveryTask[];
  /** When those that are due later are due, by their ids. */
  readonly dueAt: Map<string, Instant>;
}

let projects = 0;

/** Real parts on the Firestore emulator, in a project of their own; the queue is the test's hand. */
export function testDeps(types: readonly MissionType[]): TestDeps {
  if (process.env.FIRESTORE_EMULATOR_HOST === undefined) {
    throw new Error('no Firestore emulator: run this through npm test -- --only emulator');
  }
  projects += 1;
  return open(`demo-unit-${process.pid}-${Date.now()}-${projects}`, catalogOf(types));
}

/** Another instance of the product on the same database: nothing in its memory is the first one's. */
export function otherInstance({ projectId, catalog, limits, clock }: TestDeps): TestDeps {
  return { ...open(projectId, catalog), limits, clock };
}

let clients = 0;

function open(projectId: string, catalog: Catalog): TestDeps {
  clients += 1;
  const app = initializeApp({ projectId }, `${projectId}-${clients}`);
  afterAll(async () => {
    await Promise.all([deleteApp(app), targets.close()]);
  });
  const targets = createTargets({
    allowHosts: ['localhost'],
    namesHosts: true,
    userAgent: 'test',
    limitMs: SEND_LIMIT_MS,
  });
  const sent: RunTask[] = [];
  const sentDeliveries: DeliveryTask[] = [];
  const dueAt = new Map<string, Instant>();
  const enqueue = async (task: RunTask, due: Instant | null): Promise<void> => {
    sent.push(task);
    if (due !== null) dueAt.set(task.task_id, due);
    await Promise.resolve();
  };
  const enqueueDelivery = async (task: DeliveryTask, due: Instant | null): Promise<void> => {
    sentDeliveries.push(task);
    if (due !== null) dueAt.set(task.task_id, due);
    await Promise.resolve();
  };
  return {
    projectId,
    db: getFirestore(app),
    tasks: { enqueue, enqueueDelivery },
    targets,
    sent,
    sentDeliveries,
    dueAt,
    catalog,
    limits: NO_LIMITS,
    retentionDays: 90,
    clock: new MovableClock(),
    random: (below) => Math.floor(Math.random() * below),
    log: createLog('silent'),
    sleep,
  };
}
