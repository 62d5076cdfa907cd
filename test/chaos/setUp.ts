import { setTimeout } from 'node:timers/promises';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { createLog } from '../../functions/src/edge/log.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { NO_LIMITS } from '../support/limits.ts';
import { enqueueDelivery, noTargets } from '../support/noWebhooks.ts';
import type { Outside } from './actOut.ts';
import { chanceOf } from './chance.ts';
import { ChaosClock } from './clock.ts';
import { OWNERS } from './deeds.ts';
import { Emulator } from './emulator.ts';
import { Fleet } from './fleet.ts';
import { Gate } from './gate.ts';
import { LimitWatcher } from './limitWatcher.ts';
import { chaosTypes } from './missionTypes.ts';
import { Queue, type QueueFaults } from './queue.ts';
import { Recoveries } from './recoveries.ts';
import { Roster } from './roster.ts';
import type { Stage, Watchers } from './stage.ts';
import { Watcher } from './watcher.ts';
import type { Call, ChaosLimits } from './wire.ts';
import { World } from './world.ts';

const QUEUE_FAULTS: QueueFaults = {
  drops: 0.04,
  duplicates: 0.12,
  delays: 0.15,
  refusals: 0.03,
  hurries: 0.1,
  patienceMs: 15_000,
};

/** Everybody sees the newest missions most: the older ones are over. */
const POLLED = 120;

export interface SetUp {
  readonly seed: number;
  readonly missions: number;
  readonly runners: number;
  readonly folder: string;
}

/** Starts an emulator, runners, a queue and watchers; `end` ends them all. */
export async function setUp({
  seed,
  missions,
  runners,
  folder,
}: SetUp): Promise<{ stage: Stage; end(): Promise<void> }> {
  const emulator = await Emulator.start(folder);
  const projectId = `demo-chaos-${seed}`;
  const ours = { FIRESTORE_EMULATOR_HOST: emulator.host, METADATA_SERVER_DETECTION: 'none' };
  // The client looks for the emulator when it is made.
  Object.assign(process.env, ours);
  const app = initializeApp({ projectId }, projectId);
  const db = getFirestore(app);
  const limits = limitsOf(seed, missions);
  const [world, clock, roster, gate] = [new World(), new ChaosClock(), new Roster(), new Gate()];
  const onCall = async (runner: string, call: Call): Promise<unknown> => {
    await setTimeout(0);
    return answer(call, runner, world, queue);
  };
  const env = { ...process.env, ...ours };
  const fleet = new Fleet({ size: runners, projectId, seed, limits, env, logFolder: folder, onCall }, world);
  const queue = new Queue({ fleet, world, clock, chance: chanceOf(seed, 'queue'), faults: QUEUE_FAULTS });
  const chance = chanceOf(seed, 'parent');
  const deps: Deps = {
    db,
    tasks: {
      enqueue: async (task, dueAt) => void (await onCall('parent', { name: 'enqueue', task, dueAt })),
      enqueueDelivery,
    },
    targets: noTargets,
    catalog: catalogOf(chaosTypes(seed, parentsOutside(world))),
    limits: { ...NO_LIMITS, perOwner: limits.perOwner, perType: new Map(limits.perType) },
    retentionDays: 90,
    clock,
    random: (below) => chance.below(below),
    log: createLog('silent'),
    sleep,
  };
  const shared = { seed, projectId, db, deps, clock, world, fleet, queue, emulator, gate, roster, limits };
  const watchers = await watch(shared);
  const stage = { ...shared, watchers, recoveries: new Recoveries(world, clock), troubles: new Map<string, number>() };
  await fleet.start();
  const end = async (): Promise<void> => {
    for (const watcher of [...watchers.all, watchers.limits]) watcher.end();
    queue.end();
    await fleet.end();
    await deleteApp(app);
    await emulator.end();
  };
  return { stage, end };
}

/** Two types are always limited; in half of the campaigns owners are too, and every mission stands in line. */
function limitsOf(seed: number, missions: number): ChaosLimits {
  // A lost task keeps its slot until the sweep: limits that are tighter still only make a campaign long.
  const share = (divisor: number): number => Math.ceil(missions / divisor);
  const perOwner = chanceOf(seed, 'limits').happens(0.5) ? share(25) : null;
  const perType = [
    ['slow', share(50)],
    ['fan', share(40)],
  ] as const;
  return { perOwner, perType };
}

async function watch({
  db,
  seed,
  world,
  roster,
  limits,
}: Pick<Stage, 'db' | 'seed' | 'world' | 'roster' | 'limits'>): Promise<Watchers> {
  const named = (name: string): Watcher => new Watcher(name, world, (mission) => roster.see(mission));
  const listener = named('a listener');
  const pollers = [named('a poller'), named('another poller')];
  await listener.listen(db);
  for (const poller of pollers) poller.poll(db, chanceOf(seed, poller.name), () => roster.all.slice(-POLLED));
  return { listener, all: [listener, ...pollers], limits: new LimitWatcher(db, limits, OWNERS) };
}

function answer(call: Call, runner: string, world: World, queue: Queue): unknown {
  switch (call.name) {
    case 'enqueue':
      return queue.enqueue(call.task, call.dueAt);
    case 'begin':
      return world.begin({ ...call.asked, runner });
    case 'effect':
      return world.effect(call.runId);
    case 'end':
      return world.end(call.runId, call.how);
  }
}

/** For missions that the parent itself runs, as a sweep may. */
function parentsOutside(world: World): Outside {
  return {
    begin: async (asked) => {
      await setTimeout(0);
      const begun = world.begin({ ...asked, runner: 'parent', deliveryId: 'parent' });
      world.fault('swept', { missionId: asked.missionId });
      return begun;
    },
    effect: async (runId) => {
      await setTimeout(0);
      world.effect(runId);
    },
    end: async (runId, how) => {
      await setTimeout(0);
      world.end(runId, how);
    },
  };
}
