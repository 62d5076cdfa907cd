import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepo } from '../../../scripts/paths.ts';
import { ceilingsOf, lookersOf } from '../../bench/scale/capacity.ts';
import { carriedADay } from '../../bench/scale/carried.ts';
import { simulateDay } from '../../bench/scale/day.ts';
import { deployedIndexes, indexLoads } from '../../bench/scale/indexes.ts';
import { statesOf } from '../../bench/scale/life.ts';
import { ASSUMPTIONS, RAISED, type Setup, SHARDED, SHIPPED } from '../../bench/scale/limits.ts';
import { poissonOf, randomOf } from '../../bench/scale/random.ts';

const LIFE = { runSeconds: 30, reportSeconds: 20 };
const states = statesOf(LIFE);
const loads = indexLoads(states, deployedIndexes());
const loadOf = (name: string) => loads.find((load) => load.name === name);

describe('a life', () => {
  it('is as many commits as are counted on the emulator: 10, one for each report, and no heartbeat', () => {
    expect(statesOf({ runSeconds: 5, reportSeconds: 0 })).toHaveLength(10);
    expect(states).toHaveLength(10 + LIFE.reportSeconds);
    expect(states.at(-1)).toMatchObject({ status: 'completed', wake_at: null });
  });

  it('renews its lease while a step is silent', () => {
    const ends = new Set(statesOf({ runSeconds: 120, reportSeconds: 0 }).map(({ lease }) => lease?.expires_at));
    expect(ends.size).toBeGreaterThan(120 / 12);
  });
});

describe('the load of an index', () => {
  it('is sequential where a time stands behind nothing that spreads', () => {
    // When its task is sent, when it is claimed, and with a write each seven seconds while it runs: never at the end.
    expect(loadOf('wake_at')).toMatchObject({ sequential: 5 });
    expect(loadOf('status, wake_at')).toMatchObject({ sequential: 5 });
    expect(loadOf('finished_at')).toMatchObject({ sequential: 1 });
    for (const { name, sequential } of loads)
      if (name.startsWith('owner')) expect([name, sequential]).toEqual([name, 0]);
  });

  it('is none for what is exempt', () => {
    const exempt = deployedIndexes().exempt;
    expect(exempt.has('execution_record')).toBe(true);
    expect(loads.filter(({ name }) => exempt.has(name))).toEqual([]);
  });
});

describe('the numbers as shipped', () => {
  const source = readFileSync(inRepo('functions/src/index.ts'), 'utf8');
  const runner = /export const runMission[\s\S]*?\n\);/.exec(source)?.[0] ?? '';

  it.each([
    ['concurrency', runner, /concurrency: (\d+)/, SHIPPED.concurrency],
    ['maxConcurrentDispatches', runner, /null \? (\d+) :/, SHIPPED.maxConcurrentDispatches],
    ['maxDispatchesPerSecond', runner, /maxDispatchesPerSecond: (\d+)/, SHIPPED.maxDispatchesPerSecond],
    ['maxInstances', source, /maxInstances: (\d+)/, SHIPPED.maxInstances],
    ['the API’s', source, /maxInstances: (\d+)/, ASSUMPTIONS.apiInstances.value],
  ])('are those of index.ts: %s', (_name, text, pattern, value) => {
    expect(Number(pattern.exec(text)?.[1])).toBe(value);
  });

  it('raised stay below what the platform takes', () => {
    for (const { queues, maxConcurrentDispatches, maxDispatchesPerSecond, maxInstances } of [RAISED, SHARDED]) {
      expect(queues).toBeGreaterThanOrEqual(1);
      expect(maxConcurrentDispatches).toBeLessThanOrEqual(ASSUMPTIONS.queueConcurrency.value);
      expect(maxDispatchesPerSecond).toBeLessThanOrEqual(ASSUMPTIONS.queueDispatches.value);
      expect(maxInstances).toBeLessThanOrEqual(ASSUMPTIONS.instances.value);
    }
  });
});

describe('ceilings', () => {
  it('begin with the lowest, and name the index that is hottest before the others', () => {
    const ceilings = ceilingsOf(SHIPPED, LIFE, loads);
    const rates = ceilings.map(({ missionsPerSecond }) => missionsPerSecond);
    expect(rates).toEqual(rates.toSorted((one, other) => one - other));
    expect(ceilings[0]).toMatchObject({ what: 'concurrent dispatches of the queue', missionsPerSecond: 200 / 30 });
    expect(ceilings.find(({ what }) => what.startsWith('index'))?.missionsPerSecond).toBeCloseTo(500 / 5);
  });

  it('of who looks are calls and streams of all instances', () => {
    expect(lookersOf(2)).toEqual({ pollers: 40_000, streams: 6_000 });
  });
});

describe('a day', () => {
  const day = (missions: number, setup: Setup, seed = 1) => simulateDay({ missions, seed, setup, life: LIFE, loads });

  it('is the same for the same seed, and another for another', () => {
    expect(day(50_000, SHIPPED)).toEqual(day(50_000, SHIPPED));
    expect(day(50_000, SHIPPED, 2)).not.toEqual(day(50_000, SHIPPED));
  });

  it('loses no mission, and runs none beyond the places', () => {
    const full = day(2_000_000, SHIPPED);
    expect(full.mostRunning).toBe(SHIPPED.maxConcurrentDispatches);
    expect(full.created - full.ended - full.queued).toBeGreaterThanOrEqual(0);
    expect(full.created - full.ended - full.queued).toBeLessThanOrEqual(SHIPPED.maxConcurrentDispatches);
    expect(full.sentAgain).toBeGreaterThan(0);
  });

  it('of few missions lets nobody wait', () => {
    expect(day(10_000, SHIPPED)).toMatchObject({
      queued: 0,
      sentAgain: 0,
      secondsTooHot: 0,
      waitSeconds: { longest: 0 },
    });
  });

  it('is held up by a hot index, and not by one in enough shards', () => {
    const hot = { ...RAISED, queues: 4, maxInstances: 1_000 };
    expect(day(10_000_000, hot).waitSeconds.p99).toBeGreaterThan(60);
    expect(day(10_000_000, { ...hot, indexShards: 8 }).waitSeconds.p99).toBe(0);
  });

  it('that is carried is near what the lowest ceiling lets through at the busiest hour', () => {
    const carried = carriedADay({ setup: SHIPPED, life: LIFE, loads, seed: 1 });
    expect(carried).toBeGreaterThan(250_000);
    expect(carried).toBeLessThan((200 / 30) * 86_400);
  });
});

describe('chance', () => {
  it('has the mean that it was asked for, small and large', () => {
    const random = randomOf(7);
    for (const mean of [0.1, 5, 200]) {
      const sum = Array.from({ length: 20_000 }, () => poissonOf(random, mean)).reduce((one, more) => one + more, 0);
      expect(sum / 20_000 / mean).toBeCloseTo(1, 1);
    }
  });
});
