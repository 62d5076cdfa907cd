import { describe, expect, it } from 'vitest';
import { emptyStats, inheritStats, learnRun, spreadOf, stepWeights } from '../../../../functions/src/core/learnRun.ts';
import { missionStats } from '../../../../functions/src/schema/missionStats.ts';
import { largeStats, largestDocument, longRun } from '../../../bench/eta/cost.ts';
import { kinds, replay, runOf } from './missions.ts';

const ROOM_BYTES = 64_000;

describe('learning', () => {
  it('is deterministic', () => {
    expect(replay(kinds.heavyTail, 60).stats).toEqual(replay(kinds.heavyTail, 60).stats);
  });

  it('changes nothing it was given', () => {
    const { stats } = replay(kinds.steady, 20);
    const before = structuredClone(stats);
    learnRun(stats, runOf([1, 2, 3]));
    expect(stats).toEqual(before);
  });

  it.each(['failed', 'cancelled'] as const)('a %s run is counted and changes no duration', (outcome) => {
    const { stats } = replay(kinds.steady, 20);
    const after = learnRun(stats, { ...runOf([900, 900]), outcome });
    expect(after).toEqual({ ...stats, [outcome]: 1 });
  });

  it('of a partial run the totals are not known', () => {
    const { stats } = replay(kinds.steady, 20);
    const after = learnRun(stats, { ...runOf([1, 20]), isPartial: true, total_steps: 5 });
    expect(after.totals).toEqual(stats.totals);
    expect(after.stretch).toEqual(stats.stretch);
  });

  it('one outlier moves no weight of a step', () => {
    const { stats } = replay(kinds.steady, 20);
    const names = ['step 0', 'step 1'];
    const before = stepWeights(stats, names) ?? [];
    const after = stepWeights(learnRun(stats, runOf([5, 20_000, 60, 10, 5])), names) ?? [];
    expect(after[1]).toBeLessThan((before[1] ?? 0) * 1.2);
  });
});

describe('what is handed on', () => {
  const { stats } = replay(kinds.steady, 20);

  it('weights are the usual seconds of each step, also of one that comes twice', () => {
    const weights = stepWeights(stats, ['step 2', 'step 0', 'step 2']) ?? [];
    expect(weights[0]).toBe(weights[2]);
    expect(weights[0]).toBeGreaterThan(50);
  });

  it('there are none where a step is unknown', () => {
    expect(stepWeights(stats, ['step 2', 'new'])).toBeNull();
    expect(stepWeights(emptyStats(), [])).toBeNull();
  });

  it('a new version knows the steps, not the totals', () => {
    const inherited = inheritStats(stats);
    expect(stepWeights(inherited, ['step 2'])).toEqual(stepWeights(stats, ['step 2']));
    expect(spreadOf(inherited)).toEqual({ totals: [], completed: 0, failed: 0, cancelled: 0 });
  });
});

describe('the document', () => {
  it('stays small, whatever comes', () => {
    const wide = learnRun(largeStats(120), longRun(10_000, 10_000, 1));
    expect(largestDocument([wide])).toBeLessThan(ROOM_BYTES);
    expect(missionStats.parse(structuredClone(wide))).toEqual(wide);
  }, 30_000);

  it('has keys that Firestore takes', () => {
    const steps = ['__proto__', '__x__', '', 'a.b/c', '長'.repeat(2_000)].map((step_name) => ({
      step_name,
      end_seconds: 1,
    }));
    const { names } = learnRun(emptyStats(), { ...runOf([1]), steps, total_steps: 5 });
    expect(Object.keys(names)).toHaveLength(5);
    for (const key of Object.keys(names)) {
      expect(key).not.toMatch(/^__.*__$/);
      expect(Buffer.byteLength(key)).toBeLessThan(1_500);
    }
  });

  it('learning takes time in proportion to the steps', () => {
    const ms = (count: number) => {
      const begin = performance.now();
      learnRun(emptyStats(), longRun(count, 30, 1));
      return performance.now() - begin;
    };
    ms(10_000);
    expect(ms(40_000)).toBeLessThan(20 * Math.max(5, ms(10_000)));
  });
});
