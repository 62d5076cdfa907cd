import type { IndexLoad } from './indexes.ts';
import type { Life } from './life.ts';
import { ASSUMPTIONS, type Setup } from './limits.ts';
import { poissonOf, randomOf } from './random.ts';

const DAY_SECONDS = 86_400;

/** What a day came to. */
export interface Day {
  readonly created: number;
  readonly ended: number;
  /** Still in the queue at its end. */
  readonly queued: number;
  /** Seconds from `execute` to a runner: of half of those that were taken, of 99 in 100, and the longest. */
  readonly waitSeconds: { readonly p50: number; readonly p99: number; readonly longest: number };
  /** Waited so long that the sweep sent them another task. */
  readonly sentAgain: number;
  readonly mostRunning: number;
  readonly mostInstances: number;
  /** The hottest index, in its busiest second, and in how many seconds it was past its limit. */
  readonly hottestWrites: number;
  readonly secondsTooHot: number;
  /** Ended missions that are not learned at its end, and expired ones that are not deleted. */
  readonly unlearned: number;
  readonly undeleted: number;
}

interface DayOf {
  readonly missions: number;
  readonly seed: number;
  readonly setup: Setup;
  readonly life: Life;
  readonly loads: readonly IndexLoad[];
}

/**
 * A day second by second: missions come at random around a sine, stand in a queue, and are taken as far as the limits
 * let them. Past the limit of an index Firestore slows writers down; here it lets through what the limit says. As many
 * missions expire as are made. The same seed gives the same day.
 */
export function simulateDay({ missions, seed, setup, life, loads }: DayOf): Day {
  const random = randomOf(seed);
  const hottest = Math.max(0, ...loads.map(({ sequential }) => sequential));
  const indexLimit = setup.indexShards * ASSUMPTIONS.sequentialWrites.value;
  const perSecond = Math.min(
    setup.queues * setup.maxDispatchesPerSecond,
    hottest === 0 ? Number.POSITIVE_INFINITY : Math.floor(indexLimit / hottest),
  );
  const perInstance = setup.concurrency * ASSUMPTIONS.filling.value;
  const places = Math.min(
    setup.queues * setup.maxConcurrentDispatches,
    Math.floor(Math.min(setup.maxInstances, ASSUMPTIONS.instances.value) * perInstance),
  );
  const line = createLine();
  const ends: number[] = [];
  const at = { running: 0, created: 0, ended: 0, unlearned: 0, undeleted: 0 };
  const most = { running: 0, hottest: 0, tooHot: 0 };
  for (let second = 0; second < DAY_SECONDS; second += 1) {
    const ended = ends[second] ?? 0;
    at.running -= ended;
    at.ended += ended;
    const arrived = poissonOf(random, (missions / DAY_SECONDS) * shareOf(second));
    at.created += arrived;
    line.join(second, arrived);
    const taken = line.take(second, Math.min(perSecond, places - at.running));
    at.running += taken;
    const endsAt = second + Math.max(1, Math.round(life.runSeconds));
    ends[endsAt] = (ends[endsAt] ?? 0) + taken;
    // What the arrivals would ask for, if nothing held them up.
    const asked = arrived * hottest;
    most.running = Math.max(most.running, at.running);
    most.hottest = Math.max(most.hottest, asked);
    if (asked > indexLimit) most.tooHot += 1;
    at.unlearned += ended;
    at.undeleted += arrived;
    if (second % 60 === 0) {
      at.unlearned = Math.max(0, at.unlearned - setup.sweeps * ASSUMPTIONS.learned.value);
      at.undeleted = Math.max(0, at.undeleted - setup.sweeps * ASSUMPTIONS.deleted.value);
    }
  }
  return {
    ...{ created: at.created, ended: at.ended, queued: line.length(), ...line.waits() },
    ...{ mostRunning: most.running, mostInstances: Math.ceil(most.running / perInstance) },
    ...{ hottestWrites: most.hottest, secondsTooHot: most.tooHot },
    ...{ unlearned: at.unlearned, undeleted: at.undeleted },
  };
}

/** Of the mean: the day begins and ends with its quietest hour, so that what is left over then is left for good. */
function shareOf(second: number): number {
  const swing = ASSUMPTIONS.peak.value - 1;
  return 1 - swing * Math.cos((2 * Math.PI * second) / DAY_SECONDS);
}

/** Those who wait, the longest first; by the second in which they came. */
function createLine() {
  const waiting: { second: number; count: number }[] = [];
  const taken: number[] = [];
  let first = 0;
  return {
    join: (second: number, count: number): void => {
      if (count > 0) waiting.push({ second, count });
    },
    take: (now: number, most: number): number => {
      let left = Math.max(0, most);
      for (let next = waiting[first]; left > 0 && next !== undefined; next = waiting[first]) {
        const count = Math.min(left, next.count);
        const waited = now - next.second;
        taken[waited] = (taken[waited] ?? 0) + count;
        left -= count;
        next.count -= count;
        if (next.count === 0) first += 1;
      }
      return Math.max(0, most) - left;
    },
    length: (): number => waiting.slice(first).reduce((sum, { count }) => sum + count, 0),
    waits: () => waitsOf(taken),
  };
}

/** `taken[n]`: how many waited n seconds. */
function waitsOf(taken: readonly (number | undefined)[]): Pick<Day, 'waitSeconds' | 'sentAgain'> {
  const counts = Array.from(taken, (count) => count ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const below = (share: number): number => {
    let sum = 0;
    return Math.max(
      0,
      counts.findIndex((count) => {
        sum += count;
        return sum >= share * all;
      }),
    );
  };
  return {
    waitSeconds: { p50: below(0.5), p99: below(0.99), longest: Math.max(0, counts.length - 1) },
    sentAgain: counts.slice(ASSUMPTIONS.redispatch.value + 1).reduce((sum, count) => sum + count, 0),
  };
}
