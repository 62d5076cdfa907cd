import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CalmEta, calmEta } from '../../../../functions/src/core/calmEta.ts';
import { type Forecast, forecast } from '../../../../functions/src/core/forecast.ts';
import { emptyStats, learnRun } from '../../../../functions/src/core/learnRun.ts';
import { missionStats } from '../../../../functions/src/schema/missionStats.ts';
import { toInstant } from '../../../../functions/src/schema/time.ts';

/** Any number at all: NaN, infinite, negative, tiny, huge. */
const anything = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.constantFrom(0, -1, 1e308, NaN),
);
const name = fc.oneof(fc.constantFrom('a', 'b', '__proto__', ''), fc.string());
const step = fc.record({ step_name: name, end_seconds: anything });

const ended = fc.record({
  outcome: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
  isPartial: fc.boolean(),
  steps: fc.array(step, { maxLength: 12 }),
  total_seconds: anything,
  total_steps: anything,
});

const running = fc.record({
  done: fc.array(step, { maxLength: 8 }),
  done_count: anything,
  total_steps: fc.option(anything),
  percent: fc.option(anything),
  elapsed_seconds: anything,
  is_partial: fc.boolean(),
  current: fc.option(
    fc.record({ step_name: name, seconds: anything, fraction: fc.option(anything), since_report: anything }),
  ),
  next: fc.array(name, { maxLength: 5 }),
});

function expectSane({ p10, p50, p90 }: { p10: number; p50: number; p90: number }): void {
  for (const value of [p10, p50, p90]) expect(Number.isFinite(value)).toBe(true);
  expect(p10).toBeGreaterThanOrEqual(0);
  expect(p50).toBeGreaterThanOrEqual(p10);
  expect(p90).toBeGreaterThanOrEqual(p50);
}

it('no input whatever makes an estimate of no number, a negative or a reversed one', () => {
  fc.assert(
    fc.property(fc.array(ended, { maxLength: 8 }), running, (runs, run) => {
      const stats = runs.reduce(learnRun, emptyStats());
      missionStats.parse(stats);
      const said = forecast(run, stats);
      if (said !== null) expectSane(said);
      const bare = forecast(run, null);
      if (bare !== null) expectSane(bare);
    }),
    { numRuns: 500 },
  );
});

const estimate: fc.Arbitrary<Forecast> = fc
  .tuple(...[0, 1, 2].map(() => fc.double({ min: 0, max: 1e10, noNaN: true })), fc.boolean())
  .map((drawn) => {
    const [p10 = 0, p50 = 0, p90 = 0] = drawn.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
    return { p10, p50, p90, basis: 'history', samples: 1, is_overdue: drawn.at(-1) === true, usual_seconds: null };
  });

it('what is shown is sane, never 0, and its finishing time moves at most every 5 s', () => {
  const polls = fc.array(fc.tuple(estimate, fc.integer({ min: 0, max: 20_000 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(polls, (asked) => {
      let now = Date.UTC(2026, 0, 1);
      let shown: CalmEta | null = null;
      let movedAt = 0;
      for (const [newest, later] of asked) {
        now += later;
        const next: CalmEta = calmEta(shown, newest, toInstant(now));
        expectSane(next);
        expect(next.p50).toBeGreaterThanOrEqual(1);
        if (shown !== null && next.finish_at !== shown.finish_at) expect(now - movedAt).toBeGreaterThanOrEqual(5_000);
        if (shown === null || next.finish_at !== shown.finish_at) movedAt = now;
        shown = next;
      }
    }),
    { numRuns: 300 },
  );
});
