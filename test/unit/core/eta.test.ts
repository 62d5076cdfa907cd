import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../functions/src/core/eta.ts';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { after, at, CLAIM, completed, failedAt, IN_STATUS, progressed, waits } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';

describe('the estimate', () => {
  it('is unknown, with the reason, before anything has run and after the end', () => {
    const reasons = MISSION_STATUSES.map((status) => [status, estimate(IN_STATUS[status](), at(3.5)).reason]);
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
    expect(estimate(third, at(4.9)).reason).toBe('too_early');
    expect(estimate(third, at(5)).reason).toBeNull();
  });

  it('goes by the whole run while a small step reports nothing: 80 % in 40 s leave 10 s', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const third = after(second, completed(1), at(43));
    expect(estimate(third, at(43))).toEqual({ seconds: 10, basis: 'rate', reason: null });
  });

  it('leaves out the time in which nobody worked on purpose', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    const third = after(second, completed(1), at(43));
    const asked = after(third, waits(2), at(43));
    const answer: MissionEvent = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' };
    const answered = after(asked, answer, at(3643));
    const again = after(answered, { ...CLAIM, taskId: 'task-2' }, at(3650));
    expect(again.execution_record.progress_tracker.idle_seconds).toBe(3607);
    expect(estimate(again, at(3650))).toEqual({ seconds: 10, basis: 'rate', reason: null });
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
    expect(estimate(third, at(1030))).toEqual({ seconds: 10, basis: 'rate', reason: null });
  });

  it.each([
    ['retrying', STATES.retrying],
    ['pausing', STATES.pausing],
    ['cancelling', STATES.cancelling],
  ] as const)('is unknown while it is %s', (reason, make) => {
    expect(estimate(make(), at(6))).toEqual({ seconds: null, basis: 'none', reason });
  });

  it('does not promise the pace of small quick steps for a long one that has said nothing', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    expect(estimate(second, at(20))).toEqual({ seconds: null, basis: 'none', reason: 'too_early' });
  });

  it('goes by the running step where it reports: half of 60 % in 15 s, so 50 % take 25 s', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    const half = after(second, progressed(1, 0.5), at(19));
    expect(estimate(half, at(19)).seconds).toBe(25);
  });

  it('grows while nothing moves, and never stands at zero', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(4));
    const half = after(second, progressed(1, 0.5), at(14));
    const early = estimate(half, at(15)).seconds ?? 0;
    const late = estimate(half, at(24)).seconds ?? 0;
    expect(early).toBeGreaterThan(0);
    expect(late).toBeGreaterThan(early);
  });

  it('is unknown when nobody runs the mission', () => {
    const mission = after(IN_STATUS.in_progress(), completed(0), at(13));
    expect(estimate(mission, at(3600)).reason).toBe('stalled');
  });

  it('is unknown while the mission is being cancelled', () => {
    const mission = after(IN_STATUS.in_progress(), { type: 'cancel_requested', by: 'anna' }, at(13));
    expect(estimate(mission, at(14)).reason).toBe('cancelling');
  });

  it('is a whole, positive, finite number of seconds whatever was reported', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (fraction, seconds) => {
          const second = after(IN_STATUS.in_progress(), completed(0), at(4));
          const mission = after(second, progressed(1, fraction), at(5));
          const eta = estimate(mission, at(5 + seconds));
          if (eta.seconds === null) expect(eta.reason).not.toBeNull();
          else expect(Number.isInteger(eta.seconds) && eta.seconds > 0).toBe(true);
        },
      ),
    );
  });
});
