import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { createLog } from '../../functions/src/edge/log.ts';
import { sleep } from '../../functions/src/edge/sleep.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { clockmaker, killer, pauser, restartEmulator, sweeper } from './actors.ts';
import { chanceOf } from './chance.ts';
import { checkCampaign } from './checkCampaign.ts';
import { ChaosClock } from './clock.ts';
import { comeHome } from './comeHome.ts';
import { Emulator } from './emulator.ts';
import { Fleet } from './fleet.ts';
import { Gate } from './gate.ts';
import { dumpMission } from './missionRecord.ts';
import { chaosTypes } from './missionTypes.ts';
import { createMissions } from './owners.ts';
import { Queue, type QueueFaults } from './queue.ts';
import type { Violation } from './record.ts';
import { Recoveries } from './recoveries.ts';
import { Roster } from './roster.ts';
import { type Actor, pause, perform, type Stage, type Watchers } from './stage.ts';
import { type Summary, summarize } from './summary.ts';
import { Watcher } from './watcher.ts';
import type { Call } from './wire.ts';
import { World } from './world.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly missions: number;
  readonly runners: number;
  /** How long the storm goes on after the last mission was created. */
  readonly lingerMs: number;
  /** Takes logs and, for missions that broke a promise, what is known of them. */
  readonly folder: string;
}

export interface CampaignReport {
  readonly summary: Summary;
  readonly violations: readonly Violation[];
}

const QUEUE_FAULTS: QueueFaults = { drops: 0.04, duplicates: 0.12, delays: 0.15, refusals: 0.03, patienceMs: 15_000 };

const ACTORS: readonly Actor[] = [sweeper, killer, clockmaker, pauser];

/** Runs missions through a storm of faults, lets them come home, and says which promises were broken. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, folder } = options;
  await mkdir(folder, { recursive: true });
  const startedMs = Date.now();
  const emulator = await Emulator.start(folder);
  const { stage, end } = await setUp(options, emulator);
  try {
    await storm(stage, options);
    const sweeps = await comeHome(stage);
    const violations = await checkCampaign(stage);
    await dump(stage, folder, violations);
    const seconds = (Date.now() - startedMs) / 1000;
    return { summary: await summarize(stage, { seed, sweeps, seconds, violations: violations.length }), violations };
  } finally {
    await end();
    await emulator.end();
  }
}

async function storm(stage: Stage, options: CampaignOptions): Promise<void> {
  const over = new AbortController();
  const failed = new AbortController();
  const signal = AbortSignal.any([over.signal, failed.signal]);
  const acting = [...ACTORS.map((actor) => perform(stage, actor, signal)), restartOnce(stage, options, signal)];
  // An actor that fails has met a bug, of the harness or of the product: the campaign ends with it.
  const watched = Promise.all(acting).catch((error: unknown) => {
    failed.abort();
    throw error;
  });
  try {
    await createMissions(stage, options.missions, failed.signal);
    const endMs = Date.now() + options.lingerMs;
    while (Date.now() < endMs && stage.roster.open.length > 0) await pause(100, failed.signal);
  } finally {
    over.abort();
    await watched;
  }
}

/** The emulator is exchanged once, when half of the missions are there. */
async function restartOnce(stage: Stage, { missions }: CampaignOptions, over: AbortSignal): Promise<void> {
  while (!over.aborted && stage.roster.all.length < missions / 2) await pause(50, over);
  if (!over.aborted) await restartEmulator(stage);
}

async function setUp({ seed, runners, folder }: CampaignOptions, emulator: Emulator) {
  const projectId = `demo-chaos-${seed}`;
  const env = { ...process.env, FIRESTORE_EMULATOR_HOST: emulator.host, METADATA_SERVER_DETECTION: 'none' };
  // The client looks for the emulator when it is made.
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  process.env.METADATA_SERVER_DETECTION = 'none';
  const app = initializeApp({ projectId }, projectId);
  const db = getFirestore(app);
  const [world, clock, roster, gate] = [new World(), new ChaosClock(), new Roster(), new Gate()];
  const onCall = async (runner: string, call: Call): Promise<unknown> => {
    await setTimeout(0);
    return answer(call, runner, world, queue);
  };
  const fleet = new Fleet({ size: runners, projectId, seed, env, logFolder: folder, onCall }, world);
  const queue = new Queue({ fleet, world, clock, chance: chanceOf(seed, 'queue'), faults: QUEUE_FAULTS });
  const chance = chanceOf(seed, 'parent');
  const deps: Deps = {
    db,
    tasks: {
      enqueue: async (task) => await onCall('parent', { name: 'enqueue', task, dueAt: null }).then(() => undefined),
    },
    catalog: catalogOf(chaosTypes(seed, parentsOutside(world))),
    clock,
    random: (below) => chance.below(below),
    log: createLog('silent'),
    sleep,
  };
  const recoveries = new Recoveries(world, clock);
  const troubles = new Map<string, number>();
  const parts = { seed, projectId, db, deps, clock, world, fleet, queue, emulator, gate, roster, recoveries, troubles };
  const watchers = await watch(parts);
  await fleet.start();
  const end = async (): Promise<void> => {
    for (const watcher of watchers.all) watcher.end();
    queue.end();
    await fleet.end();
    await deleteApp(app);
  };
  return { stage: { ...parts, watchers }, end };
}

async function watch(stage: Omit<Stage, 'watchers'>): Promise<Watchers> {
  const named = (name: string): Watcher => new Watcher(name, stage.world, (sighting) => stage.roster.see(sighting));
  const listener = named('a listener');
  const pollers = [named('a poller'), named('another poller')];
  await listener.listen(stage.db);
  for (const poller of pollers) {
    poller.poll(stage.db, chanceOf(stage.seed, poller.name), () => stage.roster.all.slice(-120));
  }
  return { listener, all: [listener, ...pollers] };
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
function parentsOutside(world: World) {
  return {
    begin: async (asked: Omit<Parameters<World['begin']>[0], 'runner' | 'deliveryId'>) => {
      await setTimeout(0);
      return world.begin({ ...asked, runner: 'parent', deliveryId: 'parent' });
    },
    effect: async (runId: string) => {
      await setTimeout(0);
      world.effect(runId);
    },
    end: async (runId: string, how: Parameters<World['end']>[1]) => {
      await setTimeout(0);
      world.end(runId, how);
    },
  };
}

/** For whoever looks into a violation: the documents, and what the world outside noted. Without one, nothing stays. */
async function dump(stage: Stage, folder: string, violations: readonly Violation[]): Promise<void> {
  if (violations.length === 0) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  for (const missionId of new Set(violations.map((violation) => violation.missionId))) {
    const { runs, deliveries, faults } = stage.world;
    const known = {
      violations: violations.filter((violation) => violation.missionId === missionId),
      stored: await dumpMission(missionDoc(stage.db, missionId)),
      runs: runs.filter((run) => run.missionId === missionId),
      deliveries: [...deliveries.values()].filter((delivery) => delivery.missionId === missionId),
      faults: faults.filter((fault) => fault.missionId === missionId || fault.missionId === undefined),
      sightings: stage.watchers.all.map(({ name, sightings }) => [
        name,
        sightings.filter((sighting) => sighting.missionId === missionId),
      ]),
    };
    await writeFile(join(folder, `${missionId}.json`), JSON.stringify(known, null, 1));
  }
}
