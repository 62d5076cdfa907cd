import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyStats } from '../../../functions/src/core/learnRun.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import { type MissionStats, TOTALS_KEPT } from '../../../functions/src/schema/missionStats.ts';
import { etaExplanation } from '../../../web/src/missions/etaExplained.ts';
import { spreadView } from '../../../web/src/missions/etaSpread.ts';
import { isExplained } from '../../../web/src/missions/shownEta.ts';
import { after, at, CLAIM, completed, failedAt, IN_STATUS } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';
import { etaAt } from '../../support/views.ts';

const STATS: MissionStats = { ...emptyStats(), completed: 4, failed: 2, cancelled: 1, totals: [700, 600, 800, 720] };
const RANGE: Eta = {
  p10: 300,
  p50: 400,
  p90: 600,
  finish_at: at(400),
  basis: 'history',
  samples: 41,
  usual_seconds: 720,
  note: null,
};
const second = after(IN_STATUS.in_progress(), completed(0), at(203));

/** What is explained of `eta` in the second step. */
function explained(eta: Partial<Eta>, stats: MissionStats | null = STATS) {
  return etaExplanation({ ...etaAt(second, 204, { stats }), eta: { ...RANGE, ...eta } });
}

describe('what the estimate rests on', () => {
  test.each([
    [{ basis: 'history', samples: 41 }, 'From 41 earlier runs.'],
    [{ basis: 'history', samples: 1 }, 'From 1 earlier run.'],
    [{ basis: 'history', samples: 0 }, 'From how long its steps took in an earlier version.'],
    [{ basis: 'blend', samples: 3 }, 'From 3 earlier runs and this run’s pace.'],
    [{ basis: 'rate', samples: 3 }, 'From this run’s pace: 3 earlier runs can’t tell any more.'],
  ] as const)('%j reads %j', (eta, text) => {
    expect(explained(eta).basis).toBe(text);
  });

  test('a first run goes by its pace', () => {
    const first = { basis: 'rate', samples: 0, usual_seconds: null } as const;
    expect(explained(first, null)).toMatchObject({
      basis: 'From this run’s pace: no earlier run has ended.',
      spread: null,
    });
    const failed = { ...emptyStats(), failed: 2 };
    expect(explained(first, failed).basis).toBe('From this run’s pace: no earlier run was completed.');
  });

  test('what is usual, and what did not come to its end, apart', () => {
    expect(explained({}).remarks).toEqual([
      'Earlier runs usually took 12 min.',
      'Apart from these, 2 failed and 1 was cancelled.',
      'In 8 of 10 cases a run ends within its range. Time spent waiting or paused is not counted.',
    ]);
    expect(explained({}, { ...STATS, failed: 0, cancelled: 3 }).remarks[1]).toBe('Apart from these, 3 were cancelled.');
  });

  test('what is not known yet is explained, what is no estimate is not', () => {
    const unknown = etaAt(IN_STATUS.in_progress(), 4);
    const silent = etaAt(STATES.unheld(), 400, { stats: STATS });
    expect([unknown, silent].map(isExplained)).toEqual([true, true]);
    expect(etaExplanation(unknown).basis).toMatch(/not known yet/);
    expect(etaExplanation(silent).basis).toMatch(/Nobody works on it now/);
    for (const state of ['completed', 'cancelling', 'waiting for an answer', 'paused', 'queued'] as const) {
      expect(isExplained(etaAt(STATES[state](), 8)), state).toBe(false);
    }
  });

  test('an attempt that began at a later step is not held next to whole runs', () => {
    const failed = after(second, failedAt(1), at(210));
    const window = { plan: failed.plan, plan_start: 0, plan_start_percent: 0 };
    const event = { type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false, window } as const;
    const again = after(after(failed, event, at(220)), { ...CLAIM, attempt: 2 }, at(220));
    const explanation = etaExplanation({ ...etaAt(again, 230, { stats: STATS }), eta: RANGE });
    expect(explanation.spread).toMatchObject({ nowAt: null, end: null, nowText: '', endText: '' });
    expect(explanation.remarks).toContain(
      'This attempt began at a later step, so its length can’t be held next to theirs.',
    );
  });
});

describe('the picture', () => {
  test('says what it shows', () => {
    expect(spreadView(STATS, RANGE, 200)?.spoken).toBe(
      '4 earlier runs took 10 min to 13 min. This run is at 3 min 20 s. It is likely to end after about 8 to 15 min.',
    );
    expect(spreadView({ ...STATS, totals: [60] }, RANGE, null)?.spoken).toBe('The one earlier run took 1 min.');
  });

  test('one run that took far longer leaves the others room, and is told', () => {
    const spread = spreadView({ ...STATS, totals: [...STATS.totals, 86_400] }, RANGE, 200);
    expect(spread?.beyondText).toBe('1 took longer than the picture shows, up to 1 d.');
    expect(Math.max(...(spread?.bars ?? []).map(({ from }) => from))).toBeGreaterThan(0.4);
  });

  test('of many runs the newest are in it, and it says so', () => {
    const totals = Array.from({ length: TOTALS_KEPT }, () => 700);
    expect(spreadView({ ...STATS, completed: 120, totals }, RANGE, 200)?.runsText).toBe('the newest 40');
    expect(spreadView(STATS, RANGE, 200)?.runsText).toBe('4');
  });

  test('is not there without runs', () => {
    expect(spreadView(emptyStats(), RANGE, 200)).toBeNull();
    expect(spreadView({ ...STATS, totals: [0, 0] }, RANGE, 200)).toBeNull();
  });

  test('whatever runs there were, everything lies within it, and the end not before now', () => {
    const seconds = fc.double({ min: 0, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 40 }), seconds, seconds, seconds, (totals, elapsed, low, more) => {
        const spread = spreadView({ ...STATS, totals }, { ...RANGE, p10: low, p90: low + more }, elapsed);
        if (spread === null) return;
        const shares = [
          ...spread.bars.flatMap(({ from, width, height }) => [from, from + width, height]),
          spread.nowAt ?? 0,
          spread.end?.from ?? 0,
          spread.end?.to ?? 0,
        ];
        for (const share of shares) expect(share >= 0 && share <= 1 + 1e-9, String(share)).toBe(true);
        expect(spread.end?.from).toBeGreaterThanOrEqual(spread.nowAt ?? 0);
        expect(spread.end?.to).toBeGreaterThanOrEqual(spread.end?.from ?? 0);
      }),
    );
  });
});
