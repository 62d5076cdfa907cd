import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { clockmaker, killer, pauser, restartEmulator, sweeper } from './actors.ts';
import { checkCampaign } from './checkCampaign.ts';
import { comeHome } from './comeHome.ts';
import { dumpMission } from './missionRecord.ts';
import { Owners } from './owners.ts';
import type { Violation } from './record.ts';
import { type SetUp, setUp } from './setUp.ts';
import { type Actor, pause, perform, type Stage } from './stage.ts';
import { summarize } from './summary.ts';

export interface CampaignOptions extends SetUp {
  /** How long the storm goes on after the last mission was created. */
  readonly lingerMs: number;
  /** Told now and then how far it is. */
  onProgress?(words: string): void;
}

export interface CampaignReport {
  /** What happened, for people. */
  readonly summary: string;
  readonly violations: readonly Violation[];
}

const PROGRESS_EVERY_MS = 15_000;

const ACTORS: readonly Actor[] = [sweeper, killer, clockmaker, pauser];

/**
 * Runs missions through a storm of faults, lets them come home, and says which promises were broken. `folder` takes
 * logs and, for missions that broke a promise, what is known of them; without any it is removed.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, folder } = options;
  await mkdir(folder, { recursive: true });
  const startedMs = Date.now();
  const { stage, end } = await setUp(options);
  const progress = setInterval(() => {
    const { all, open } = stage.roster;
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    options.onProgress?.(`${seconds} s: ${all.length} created, ${open.length} under way`);
  }, PROGRESS_EVERY_MS);
  try {
    await storm(stage, options);
    const stormSeconds = (Date.now() - startedMs) / 1000;
    const sweeps = await comeHome(stage);
    const violations = await checkCampaign(stage);
    await dump(stage, folder, violations);
    const seconds = (Date.now() - startedMs) / 1000;
    return {
      summary: summarize(stage, { seed, sweeps, stormSeconds, seconds, violations: violations.length }),
      violations,
    };
  } catch (cause) {
    throw new Error(`the campaign of seed ${seed} broke off`, { cause });
  } finally {
    clearInterval(progress);
    await end();
  }
}

async function storm(stage: Stage, options: CampaignOptions): Promise<void> {
  const over = new AbortController();
  const failed = new AbortController();
  const signal = AbortSignal.any([over.signal, failed.signal]);
  const owners = new Owners(stage, signal);
  const acting = [...ACTORS.map((actor) => perform(stage, actor, signal)), restartOnce(stage, options, signal)];
  // An actor that fails has met a bug, of the harness or of the product: the campaign ends with it.
  const watched = Promise.all(acting).catch((error: unknown) => {
    failed.abort();
    throw error;
  });
  try {
    await owners.create(options.missions);
    const endMs = Date.now() + options.lingerMs;
    while (Date.now() < endMs && stage.roster.open.length > 0 && !signal.aborted) await pause(100, signal);
  } finally {
    over.abort();
    await watched;
    await owners.settled();
  }
}

/** The emulator is exchanged once, when half of the missions are there. */
async function restartOnce(stage: Stage, { missions }: CampaignOptions, over: AbortSignal): Promise<void> {
  while (!over.aborted && stage.roster.all.length < missions / 2) await pause(50, over);
  if (!over.aborted) await restartEmulator(stage);
}

/** For whoever looks into a violation: the documents, and what the world outside noted. Without one, nothing stays. */
async function dump(stage: Stage, folder: string, violations: readonly Violation[]): Promise<void> {
  if (violations.length === 0) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  for (const missionId of new Set(violations.map((violation) => violation.missionId))) {
    const { runs, deliveries, faults } = stage.world;
    const isIts = (one: { readonly missionId?: string | undefined }): boolean => one.missionId === missionId;
    const known = {
      violations: violations.filter(isIts),
      stored: await dumpMission(missionDoc(stage.db, missionId)),
      runs: runs.filter(isIts),
      deliveries: [...deliveries.values()].filter(isIts),
      faults: faults.filter((fault) => fault.missionId === undefined || isIts(fault)),
      sightings: stage.watchers.all.map(({ name, sightings }) => [name, sightings.filter(isIts)]),
    };
    await writeFile(join(folder, `${missionId}.json`), JSON.stringify(known, null, 1));
  }
}
