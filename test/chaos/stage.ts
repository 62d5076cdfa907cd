import type { Firestore } from 'firebase-admin/firestore';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { isTransient } from '../../functions/src/store/firestore.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { ChaosClock } from './clock.ts';
import type { Emulator } from './emulator.ts';
import type { Fleet } from './fleet.ts';
import type { Gate } from './gate.ts';
import type { LimitWatcher } from './limitWatcher.ts';
import type { Queue } from './queue.ts';
import type { Recoveries } from './recoveries.ts';
import type { Roster } from './roster.ts';
import type { Watcher } from './watcher.ts';
import type { ChaosLimits } from './wire.ts';
import type { World } from './world.ts';

/** What the actors of a campaign share. */
export interface Stage {
  readonly seed: number;
  readonly projectId: string;
  readonly db: Firestore;
  /** The parent's own, for what owners and the sweep do. */
  readonly deps: Deps;
  readonly clock: ChaosClock;
  readonly world: World;
  readonly fleet: Fleet;
  readonly queue: Queue;
  readonly emulator: Emulator;
  /** Everybody who writes to Firestore from the parent, or lets a runner do it, passes here. */
  readonly gate: Gate;
  readonly roster: Roster;
  readonly recoveries: Recoveries;
  readonly limits: ChaosLimits;
  readonly watchers: Watchers;
  /** What went wrong in the parent, by its words. */
  readonly troubles: Map<string, number>;
}

export interface Watchers {
  readonly listener: Watcher;
  readonly all: readonly Watcher[];
  readonly limits: LimitWatcher;
}

/** One that acts at random moments, until `storm` ends. */
export interface Actor {
  readonly name: string;
  readonly everyMs: readonly [number, number];
  /** It also waits until so many steps and items were begun: a slow machine is not killed more for each of its steps. */
  readonly everyRuns?: readonly [number, number];
  act(stage: Stage, chance: Chance): Promise<void>;
}

/** Lets `actor` act until `storm` aborts; resolves when its last act is over. */
export async function perform(stage: Stage, actor: Actor, storm: AbortSignal): Promise<void> {
  const chance = chanceOf(stage.seed, 'actor', actor.name);
  const [fromMs, toMs] = actor.everyMs;
  while (!storm.aborted) {
    await pause(chance.between(fromMs, toMs), storm);
    await runsPass(stage, actor.everyRuns === undefined ? 0 : chance.between(...actor.everyRuns), storm);
    if (!storm.aborted) await tolerating(stage, actor.name, () => actor.act(stage, chance));
  }
}

/** The storm does not wait for ever for a step to begin: perhaps it is what it has stopped. */
const MAX_LULL_MS = 4_000;

async function runsPass({ world }: Stage, count: number, storm: AbortSignal): Promise<void> {
  const [until, endMs] = [world.runs.length + count, Date.now() + MAX_LULL_MS];
  while (world.runs.length < until && Date.now() < endMs && !storm.aborted) await pause(50, storm);
}

/** Waits, but not longer than `signal` lets it. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end);
  });
}

/** Does `work`; that Firestore is away is part of the storm, and counted. Anything else rises. */
export async function tolerating(stage: Stage, who: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const faults: unknown[] = error instanceof AggregateError ? error.errors : [error];
    if (!faults.every(isTransient)) throw error;
    for (const fault of faults) note(stage, `${who}: ${String(fault).slice(0, 120)}`);
  }
}

export function note(stage: Stage, words: string): void {
  stage.troubles.set(words, (stage.troubles.get(words) ?? 0) + 1);
}
