import type { IndexLoad } from './indexes.ts';
import type { Life } from './life.ts';
import { ASSUMPTIONS, type Setup } from './limits.ts';

/** A limit, and how many missions a second it lets through on average. */
export interface Ceiling {
  readonly what: string;
  readonly missionsPerSecond: number;
  /** What to turn to go past it. */
  readonly past: string;
}

/** The least of them that holds for running; deletion and learning only lag behind. */
export function ceilingsOf(setup: Setup, life: Life, loads: readonly IndexLoad[]): Ceiling[] {
  const { queues, sweeps } = setup;
  const running = queues * setup.maxConcurrentDispatches;
  const room =
    Math.min(setup.maxInstances, ASSUMPTIONS.instances.value) * setup.concurrency * ASSUMPTIONS.filling.value;
  const ceilings: Ceiling[] = [
    {
      what: 'concurrent dispatches of the queue',
      missionsPerSecond: running / life.runSeconds,
      past: 'maxConcurrentDispatches, up to 5,000; then a second queue',
    },
    {
      what: 'dispatches a second of the queue',
      missionsPerSecond: queues * setup.maxDispatchesPerSecond,
      past: 'maxDispatchesPerSecond, up to 500; then a second queue',
    },
    {
      what: 'places in instances of runMission',
      missionsPerSecond: room / life.runSeconds,
      past: 'maxInstances, concurrency; then a larger quota',
    },
    {
      what: 'deletion by the sweep, once the retention has passed',
      missionsPerSecond: (sweeps * ASSUMPTIONS.deleted.value) / 60,
      past: 'more in a sweep, then sweeps by shard',
    },
    {
      what: 'learning by the sweep',
      missionsPerSecond: (sweeps * ASSUMPTIONS.learned.value) / 60,
      past: 'sweeps by shard; else the estimate learns from a part',
    },
    ...loads
      .filter(({ sequential }) => sequential > 0)
      .map(({ name, sequential }) => ({
        what: `index ${name}`,
        missionsPerSecond: (setup.indexShards * ASSUMPTIONS.sequentialWrites.value) / sequential,
        past: 'a shard number before the time',
      })),
  ];
  return ceilings.toSorted((one, other) => one.missionsPerSecond - other.missionsPerSecond);
}

/** How many look at one project at once. */
export function lookersOf(pollSeconds: number): { readonly pollers: number; readonly streams: number } {
  const calls = ASSUMPTIONS.apiInstances.value * ASSUMPTIONS.callsAnswered.value;
  return { pollers: calls * pollSeconds, streams: ASSUMPTIONS.apiInstances.value * ASSUMPTIONS.streams.value };
}
