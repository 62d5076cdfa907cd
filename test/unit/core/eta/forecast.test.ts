import { describe, expect, it } from 'vitest';
import { forecast } from '../../../../functions/src/core/forecast.ts';
import { emptyStats, learnRun } from '../../../../functions/src/core/learnRun.ts';
import { type Asked, type Kind, kinds, meanOf, replay, runOf, soFar } from './missions.ts';

const LEARNT = 100;

function errorOf(asked: readonly Asked[]): number {
  return meanOf(asked.map(({ said, truth }) => Math.abs(said.p50 - truth)));
}

function coverageOf(asked: readonly Asked[]): number {
  return meanOf(asked.map(({ said, truth }) => (truth >= said.p10 && truth <= said.p90 ? 1 : 0)));
}

describe('after a hundred runs', () => {
  // Mean error as a share of a mean run: what the noise of each kind leaves to foresee, and a margin.
  const rows: readonly [keyof typeof kinds, number][] = [
    ['steady', 0.06],
    ['bimodal', 0.2],
    ['heavyTail', 0.32],
    ['coldAndWarm', 0.12],
  ];
  it.each(rows)('%s missions: the error is at most a share of %d of a run, and far below the rate’s', (name, most) => {
    const kind: Kind = kinds[name];
    const { asked } = replay(kind, 400);
    const warm = asked.filter(({ index }) => index >= LEARNT);
    expect(errorOf(warm) / meanOf(warm.map(({ total }) => total))).toBeLessThan(most);
    expect(errorOf(warm)).toBeLessThan(0.8 * meanOf(warm.map(({ byRate, truth }) => Math.abs(byRate - truth))));
  });

  it.each(rows)('%s missions: the range holds in about 8 of 10 cases', (name) => {
    const { asked } = replay(kinds[name], 600);
    const covered = coverageOf(asked.filter(({ index }) => index >= LEARNT));
    expect(covered).toBeGreaterThan(0.74);
    expect(covered).toBeLessThan(0.92);
  });
});

describe('a type that changes', () => {
  it('is followed within 40 runs', () => {
    const { asked } = replay(kinds.drifting, 160);
    const after = asked.filter(({ index }) => index >= 140);
    const byOldTimes = meanOf(after.map(({ truth }) => (truth * 2) / 3));
    expect(errorOf(after)).toBeLessThan(byOldTimes / 2);
  });
});

describe('the first runs', () => {
  const run = runOf([10, 10, 10, 10]);

  it('nothing done, nothing known: no estimate', () => {
    expect(forecast({ ...soFar(run, 0), elapsed_seconds: 3 }, null)).toBeNull();
    expect(forecast({ ...soFar(run, 0), elapsed_seconds: 3 }, emptyStats())).toBeNull();
  });

  it('without history it is the rate, in a wide range', () => {
    expect(forecast(soFar(run, 1), null)).toMatchObject({ basis: 'rate', samples: 0, p50: 30, usual_seconds: null });
    expect(forecast(soFar(run, 1), null)).toMatchObject({ p10: 10, p90: 90 });
  });

  it('has no cap: a mission of hours is told in hours', () => {
    expect(forecast(soFar(runOf([7200, 7200, 7200]), 1), null)?.p50).toBeCloseTo(14_400);
  });

  it('after one run it knows the way before anything is done', () => {
    const said = forecast(soFar(run, 0), learnRun(emptyStats(), run));
    expect(said).toMatchObject({ basis: 'history', samples: 1, usual_seconds: 40 });
    expect(said?.p50).toBeCloseTo(40, 0);
    // One run, or two that are alike, do not show how far runs differ.
    expect(said?.p90).toBeGreaterThan(50);
    const twice = forecast(soFar(run, 0), learnRun(learnRun(emptyStats(), run), run));
    expect(twice?.p90).toBeGreaterThan(46);
  });
});

describe('while a step runs', () => {
  const { stats } = replay(kinds.steady, 50);
  const run = runOf([5, 20, 60, 10, 5]);

  it('counts down', () => {
    const left = [0, 10, 20, 40].map((seconds) => forecast(soFar(run, 2, seconds), stats)?.p50 ?? 0);
    expect(left).toEqual(left.toSorted((one, other) => other - one));
    expect(left[3]).toBeLessThan((left[0] ?? 0) - 25);
  });

  it('beyond what history knows the upper end goes up, nothing falls to 0, and it says so', () => {
    const [usual, long, longer] = [30, 300, 3000].map((seconds) => forecast(soFar(run, 2, seconds), stats));
    expect(usual?.is_overdue).toBe(false);
    expect(long?.is_overdue).toBe(true);
    expect(long?.p50).toBeGreaterThan(10);
    expect(longer?.p90).toBeGreaterThan((long?.p90 ?? 0) * 2);
  });

  it('between two reports of a step it counts down, too', () => {
    const told = [0, 5, 10].map((since_report) => {
      const current = { step_name: 'step 2', seconds: 30 + since_report, fraction: 0.5, since_report };
      return forecast({ ...soFar(run, 2, 30 + since_report), current }, stats)?.p50 ?? 0;
    });
    const [first = 0, next = 0, last = 0] = told;
    expect(first - next).toBeGreaterThan(3);
    expect(next - last).toBeGreaterThan(3);
  });

  it('a step that is far beyond what it usually takes has an upper end that says so, whatever share it reports', () => {
    for (const fraction of [null, 0.1, 0.5]) {
      const current = { step_name: 'step 2', seconds: 600, fraction, since_report: 0 };
      const said = forecast({ ...soFar(run, 2, 600), current }, stats);
      expect((said?.p90 ?? 0) - (said?.p50 ?? 0)).toBeGreaterThan(500);
    }
  });

  it('what the step says of itself counts', () => {
    const slow = {
      ...soFar(run, 2, 120),
      current: { step_name: 'step 2', seconds: 120, fraction: 0.5, since_report: 0 },
    };
    expect(forecast(slow, stats)?.p50).toBeGreaterThan(60);
  });
});
