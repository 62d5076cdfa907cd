import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimings, WINDOW_MS } from '../../../functions/src/core/timings.ts';

const START_MS = 1_790_000_000_000;
/** The window moves on by slices of this. */
const SLICE_MS = 10_000;

describe('the times of the last minutes', () => {
  it('are none at first', () => {
    expect(createTimings().summary(START_MS)).toEqual({ count: 0, failed: 0, meanMs: null, p50Ms: null, p95Ms: null });
  });

  it('have an exact mean and count, whatever came', () => {
    const timings = createTimings();
    for (const [durationMs, hasFailed] of [
      [10, false],
      [20, true],
      [60, false],
    ] as const) {
      timings.add(START_MS, durationMs, hasFailed);
    }
    expect(timings.summary(START_MS)).toMatchObject({ count: 3, failed: 1, meanMs: 30 });
  });

  it('know their quantiles within 5 %', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.05, max: 400_000, noNaN: true }), { minLength: 1 }), (durations) => {
        const timings = createTimings();
        for (const durationMs of durations) timings.add(START_MS, durationMs, false);
        const { p50Ms, p95Ms } = timings.summary(START_MS);
        const sorted = durations.toSorted((one, other) => one - other);
        for (const [share, found] of [
          [0.5, p50Ms],
          [0.95, p95Ms],
        ] as const) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
          expect(Math.abs((found ?? Number.NaN) / exact - 1)).toBeLessThanOrEqual(0.051);
        }
      }),
    );
  });

  it('take what is shorter or longer than any bucket for the outermost', () => {
    const timings = createTimings();
    timings.add(START_MS, 0, false);
    timings.add(START_MS, 86_400_000, false);
    const { p50Ms, p95Ms } = timings.summary(START_MS);
    expect(p50Ms).toBeLessThan(0.1);
    expect(p95Ms).toBeGreaterThan(400_000);
  });

  it('forget what is older than the window', () => {
    const timings = createTimings();
    timings.add(START_MS, 10, false);
    timings.add(START_MS + WINDOW_MS - 2 * SLICE_MS, 30, true);
    expect(timings.summary(START_MS + WINDOW_MS - 2 * SLICE_MS).count).toBe(2);
    expect(timings.summary(START_MS + WINDOW_MS)).toMatchObject({ count: 1, failed: 1, meanMs: 30 });
    expect(timings.summary(START_MS + 3 * WINDOW_MS).count).toBe(0);
  });

  it('are the same when they came in the place of others, a window later', () => {
    const timings = createTimings();
    for (let second = 0; second < 900; second += 1) timings.add(START_MS + second * 1000, 100, second < 300);
    const { count, failed } = timings.summary(START_MS + 899_000);
    expect(count).toBeGreaterThanOrEqual((WINDOW_MS - SLICE_MS) / 1000);
    expect(count).toBeLessThanOrEqual(WINDOW_MS / 1000);
    expect(failed).toBe(0);
  });

  it('do not count what ended before all that is kept: a clock that was set back', () => {
    const timings = createTimings();
    timings.add(START_MS + 2 * WINDOW_MS, 10, false);
    timings.add(START_MS, 10, true);
    expect(timings.summary(START_MS + 2 * WINDOW_MS)).toMatchObject({ count: 1, failed: 0 });
  });
});
