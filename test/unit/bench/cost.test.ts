import { describe, expect, it } from 'vitest';
import { leversOf } from '../../bench/cost/levers.ts';
import { ASSUMED, billOf, type Footprint, instanceSeconds, meanBins, USUAL, usageOf } from '../../bench/cost/month.ts';
import { FREE, IOWA, MONTH_SECONDS, UNITED_STATES } from '../../bench/cost/prices.ts';

const PRINT: Footprint = {
  kind: 'test',
  ...{ read: 10, written: 30, deleted: 20, liveWrites: 5, pageReads: 25 },
  ...{ calls: 3, tasks: 1, runSeconds: 10, storedBytes: 2 ** 20 },
};
const SWEEPING = { idleReads: 10, roundReads: 0, roundWrites: 2, missionReads: 1 };
const SWEEPS = MONTH_SECONDS / 60;

const month = (missions: number, changes = {}) => usageOf(PRINT, { ...USUAL, missions, ...changes }, SWEEPING);

describe('a month', () => {
  it('of no missions is its sweeps, and free', () => {
    const usage = month(0);
    expect(usage).toMatchObject({ reads: SWEEPS * 10, writes: 0, requests: SWEEPS, vcpuSeconds: SWEEPS });
    expect(billOf(usage, IOWA).total).toBe(0);
  });

  it('reads for the mission, for who looks and for learning', () => {
    const reads = (changes: object) => month(1_000, changes).reads - SWEEPS * 10;
    expect(reads({ pages: 0 })).toBe(1_000 * (10 + 1));
    expect(reads({ pages: 2 })).toBe(1_000 * (10 + 1 + 2 * 25));
    expect(reads({ pages: 0, polls: 7 })).toBe(1_000 * (10 + 1 + 7));
  });

  it('learns each mission by itself while they are few, and fifty at a time when they are many', () => {
    expect(month(1_000).writes).toBe(1_000 * 30 + 1_000 * 2);
    expect(month(100 * SWEEPS).writes).toBe(100 * SWEEPS * 30 + 2 * SWEEPS * 2);
  });

  it('stores what is made while it is kept', () => {
    expect(month(1_024).storedGib).toBe(3);
    expect(month(1_024, { retentionDays: 30 }).storedGib).toBe(1);
  });
});

describe('instances', () => {
  it('are busy as long as their calls while these are rare', () => {
    expect(instanceSeconds(1_000, 1, 80) / 1_000).toBeCloseTo(1, 3);
  });

  it('are filled when calls are many', () => {
    const atOnce = 1_000;
    const seconds = instanceSeconds(atOnce * MONTH_SECONDS, 1, 20);
    // Twelve of twenty in each, and half a one that is not full.
    expect(seconds / MONTH_SECONDS).toBeCloseTo(atOnce / (20 * ASSUMED.filling) + 0.5, 0);
  });

  it('of one call each are as many as the calls', () => {
    for (const mean of [0.01, 1, 50, 3_000]) expect(meanBins(mean, 1)).toBeCloseTo(mean, 6);
    expect(meanBins(0, 5)).toBe(0);
  });
});

describe('a bill', () => {
  it('begins behind what is free', () => {
    const { reads, writes, deletes, storedGib, taskOperations, requests, vcpuSeconds, gibSeconds } = FREE;
    const free = { reads, writes, deletes, storedGib, taskOperations, requests, vcpuSeconds, gibSeconds };
    expect(billOf(free, IOWA)).toEqual({ firestore: 0, tasks: 0, functions: 0, total: 0 });
    expect(billOf({ ...free, writes: writes + 100_000 }, IOWA).firestore).toBeCloseTo(IOWA.writesPer100k);
    expect(billOf({ ...free, taskOperations: taskOperations + 1e6 }, IOWA).tasks).toBeCloseTo(0.4);
    expect(billOf({ ...free, vcpuSeconds: vcpuSeconds + 1e6 }, IOWA).functions).toBeCloseTo(24);
  });

  it('is twice as high in the multi-region, but for the functions and the storage', () => {
    const usage = { ...month(1e7), storedGib: 0 };
    expect(billOf(usage, UNITED_STATES).firestore).toBeCloseTo(2 * billOf(usage, IOWA).firestore);
    expect(billOf(usage, UNITED_STATES).functions).toBe(billOf(usage, IOWA).functions);
  });
});

it('levers are in order, and say by how much', () => {
  const levers = leversOf(PRINT, 1e6, SWEEPING, IOWA);
  expect(levers.map(({ total }) => total)).toEqual(levers.map(({ total }) => total).toSorted((a, b) => a - b));
  const ratioOf = (part: string) => levers.find(({ name }) => name.includes(part))?.ratio ?? Number.NaN;
  expect(ratioOf('nobody')).toBeLessThan(1);
  expect(ratioOf('two pages')).toBeGreaterThan(1);
  expect(ratioOf('concurrency 1)')).toBeGreaterThan(ratioOf('concurrency 80'));
});
