import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../functions/src/core/eta.ts';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { emptyStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import { planSteps } from '../../../functions/src/core/plan.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { after, at, CLAIM, completed, failedAt, IN_STATUS, progressed, waits } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';

describe('the estimate', () => {
  it('is unknown, with the reason, before anything has run and after the end', () => {
    const reasons = MISSION_STATUSES.map((status) => [status, estimate(IN_STATUS[status](), null, at(3.5)).note]);
    expect(Object.fromEntries(reasons)).toEqual({
      proposed: 'not_started',
      approved: 'not_started',
      queued: 'not_started',
      in_progress: 'too_early',
      waiting: 'waiting',
      paused: 'paused',
      completed: 'over',
      failed: 'over',
      cancelled: 'over',
    });
  });

  it('is unknown for the first two seconds, however fast the first steps were', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(3.1));
    const third = after(second, completed(1), at(3.2));
    expect(estimate(third, null, at(4.9)).note).toBe('too_early');
    expect(estimate(third, null, at(5)).note).toBe('first_run');
  });

  it('goes by the whole run while a small step reports nothing: 80 % in 40 s leave 10 s', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const third = after(second, completed(1), at(43));
    expect(estimate(third, null, at(43))).toMatchObject({ p50: 10, basis: 'rate', samples: 0, note: 'first_run' });
  });

  it('leaves out the time in which nobody worked on purpose', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const third = after(second, completed(1), at(43));
    const asked = after(third, waits(2), at(43));
    const answer: MissionEvent = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' };
    const answered = after(asked, answer, at(3643));
    const again = after(answered, { ...CLAIM, taskId: 'task-2' }, at(3650));
    expect(again.execution_record.progress_tracker.idle_seconds).toBe(3607);
    expect(estimate(again, null, at(3650))).toMatchObject({ p50: 10, basis: 'rate', samples: 0, note: 'first_run' });
  });

  it('of a retry goes by what this attempt has done', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const failed = after(second, failedAt(1), at(20));
    const window = { plan: failed.plan, plan_start: 0, plan_start_percent: 0 };
    const retried = after(
      failed,
      { type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false, window },
      at(1000),
    );
    const running = after(retried, { ...CLAIM, attempt: 2 }, at(1000));
    const third = after(running, completed(1, running.fence), at(1030));
    // 60 percent in 30 seconds; the 20 percent of the first attempt took none of them.
    expect(estimate(third, null, at(1030))).toMatchObject({ p50: 10, basis: 'rate', samples: 0, note: 'first_run' });
  });

  it.each([
    ['retrying', STATES.retrying],
    ['pausing', STATES.pausing],
    ['cancelling', STATES.cancelling],
  ] as const)('is unknown while it is %s', (note, make) => {
    expect(estimate(make(), null, at(6))).toEqual({ ...UNKNOWN, note });
  });

  it('does not promise the pace of small quick steps for a long one that has said nothing', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    expect(estimate(second, null, at(20))).toEqual({ ...UNKNOWN, note: 'too_early' });
  });

  it('takes the second of three equal steps for no more work than the first', () => {
    const plan = planSteps(['first', 'second', 'third'].map((name) => ({ name, weight: 1 })));
    const second = after({ ...IN_STATUS.in_progress(), plan }, completed(0), at(13));
    expect(estimate(second, null, at(13)).p50).toBeCloseTo(20, 0);
  });

  it('goes by the running step where it reports: half of 60 % in 15 s, so 50 % take 25 s', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    const half = after(second, progressed(1, 0.5), at(19));
    expect(estimate(half, null, at(19)).p50).toBe(25);
  });

  it('counts down from one report to the next, and grows when it has run out and nothing has come', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    const half = after(second, progressed(1, 0.5), at(14));
    const told = [14, 15, 24, 31, 33.5].map((seconds) => estimate(half, null, at(seconds)).p50 ?? 0);
    const [first = 0, next = 0, later = 0, out = 0, grown = 0] = told;
    expect(first - next).toBeCloseTo(1, 1);
    expect(next - later).toBeCloseTo(9, 1);
    expect(out).toBeGreaterThan(1);
    expect(grown).toBeGreaterThan(out);
  });

  it('is unknown when nobody runs the mission', () => {
    const mission = after(IN_STATUS.in_progress(), completed(0), at(13));
    expect(estimate(mission, null, at(3600)).note).toBe('stalled');
  });

  it('is unknown while the mission is being cancelled', () => {
    const mission = after(IN_STATUS.in_progress(), { type: 'cancel_requested', by: 'anna' }, at(13));
    expect(estimate(mission, null, at(14)).note).toBe('cancelling');
  });

  it('is positive and in order, whatever was reported and whenever it is asked for', () => {
    const fractions = fc.double({ min: 0, max: 1, noNaN: true });
    const moments = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fractions, moments, fc.boolean(), (fraction, seconds, hasHistory) => {
        const second = after(IN_STATUS.in_progress(), completed(0), at(4));
        const mission = after(second, progressed(1, fraction), at(5));
        expectInOrder(estimate(mission, hasHistory ? HISTORY : null, at(5 + seconds)));
      }),
    );
  });
});

describe('with earlier runs', () => {
  it('knows before the first step how much work there is, and no moment at which it is done', () => {
    for (const status of ['proposed', 'approved', 'queued'] as const) {
      const eta = estimate(IN_STATUS[status](), HISTORY, at(5));
      expect(eta).toMatchObject({ basis: 'history', samples: 20, finish_at: null, note: 'not_started' });
      expect(eta.p50).toBeGreaterThan(95);
      expect(eta.p50).toBeLessThan(105);
      expectInOrder(eta);
    }
  });

  it('says at once when it will be done: it need not wait for a rate', () => {
    const eta = estimate(IN_STATUS.in_progress(), HISTORY, at(3));
    expect(eta.note).toBeNull();
    expect(eta.p50).toBeGreaterThan(95);
    expect(eta.finish_at).toBe(at(3 + (eta.p50 ?? 0)));
  });

  it.each(['waiting', 'paused'] as const)('a mission that is %s has work left, and no moment', (status) => {
    const eta = estimate(IN_STATUS[status](), HISTORY, at(3600));
    expect(eta).toMatchObject({ basis: 'history', finish_at: null, note: status });
    // The hour in which nobody worked on it is not taken for work.
    expect(eta.p50).toBeGreaterThan(90);
    expect(eta.p50).toBeLessThan(105);
  });

  it('adds what a failed step waits for before it is tried again', () => {
    const mission = STATES.retrying();
    const at6 = estimate(mission, HISTORY, at(6));
    const due = mission.execution_record.progress_tracker.current_step?.next_try_at ?? at(6);
    expect(at6.note).toBe('retrying');
    const late = estimate(mission, HISTORY, due);
    expect((at6.p50 ?? 0) - (late.p50 ?? 0)).toBeGreaterThan(0);
  });

  it('says that a mission takes longer than usual, and goes on telling a range', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const beaten = after(second, progressed(1, null), at(500));
    const eta = estimate(beaten, HISTORY, at(505));
    expect(eta.note).toBe('longer_than_usual');
    expect(eta.usual_seconds).toBe(100);
    expectInOrder(eta);
  });
});

/** Twenty runs of the three steps, of 10, 70 and 20 seconds. */
const HISTORY = Array.from({ length: 20 }, () => undefined).reduce(
  (stats) =>
    learnRun(stats, {
      outcome: 'completed',
      isPartial: false,
      total_seconds: 100,
      total_steps: 3,
      steps: [
        { step_name: 'first', end_seconds: 10 },
        { step_name: 'second', end_seconds: 80 },
        { step_name: 'third', end_seconds: 100 },
      ],
    }),
  emptyStats(),
);

const UNKNOWN = { p10: null, p50: null, p90: null, finish_at: null, usual_seconds: null, basis: 'none', samples: 0 };

function expectInOrder({ p10, p50, p90, note }: Eta): void {
  if (p10 === null || p50 === null || p90 === null) expect(note).not.toBeNull();
  else expect(p10 >= 1 && p10 <= p50 && p50 <= p90 && Number.isFinite(p90)).toBe(true);
}
