import { describe, expect, it } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { endedRun, runSoFar } from '../../../functions/src/core/runs.ts';
import { after, at, CLAIM, completed, failedAt, IN_STATUS, progressed, waits } from '../../support/missions.ts';

/** The three steps, of which the second asks its owner for an hour in between. */
function withWait() {
  const second = after(IN_STATUS.in_progress(), completed(0), at(13));
  const asked = after(second, waits(1), at(20));
  const answer: MissionEvent = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' };
  const again = after(after(asked, answer, at(3620)), { ...CLAIM, taskId: 'task-2' }, at(3620));
  return after(again, completed(1, again.fence), at(3630));
}

/** A mission whose second step failed and which was retried from there. */
function retried() {
  const failed = after(after(IN_STATUS.in_progress(), completed(0), at(13)), failedAt(1), at(20));
  const window = { plan: failed.plan, plan_start: 0, plan_start_percent: 0 };
  const event = { type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false, window } as const;
  return after(after(failed, event, at(1000)), { ...CLAIM, attempt: 2 }, at(1000));
}

describe('a run, as an estimate sees it', () => {
  it('is what was done, when, and what is to come', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(13));
    expect(runSoFar(after(second, progressed(1, 0.5), at(20)), at(23))).toEqual({
      done: [{ step_name: 'first', end_seconds: 10 }],
      done_count: 1,
      total_steps: 3,
      percent: 50,
      elapsed_seconds: 20,
      is_partial: false,
      current: { step_name: 'second', seconds: 10, fraction: 0.5, since_report: 3 },
      next: ['third'],
    });
  });

  it('takes no time before it has begun', () => {
    const run = runSoFar(IN_STATUS.queued(), at(1000));
    expect(run).toMatchObject({ done: [], elapsed_seconds: 0, current: null });
  });

  it('leaves out the time in which somebody was waited for, also behind it', () => {
    const mission = withWait();
    expect(runSoFar(mission, at(3640))).toMatchObject({
      elapsed_seconds: 37,
      done: [
        { step_name: 'first', end_seconds: 10 },
        { step_name: 'second', end_seconds: 27 },
      ],
    });
  });

  it('does not grow while it waits, in no part of it', () => {
    const running = retried();
    const waiting = after(running, waits(1, running.fence), at(1010));
    const [soon, late] = [runSoFar(waiting, at(1011)), runSoFar(waiting, at(9000))];
    expect(late).toEqual(soon);
    expect(late).toMatchObject({ elapsed_seconds: 10, current: { seconds: 10 } });
  });

  it('of a retry is what this attempt has done: 60 of the 80 percent that it has to do', () => {
    const running = retried();
    const third = after(running, completed(1, running.fence), at(1030));
    expect(runSoFar(third, at(1030))).toMatchObject({
      done: [{ step_name: 'second', end_seconds: 30 }],
      done_count: 2,
      percent: 75,
      elapsed_seconds: 30,
      is_partial: true,
    });
  });
});

describe('a run that has ended, as it is learned', () => {
  it('is its steps and its whole length, without waits', () => {
    const waited = withWait();
    expect(endedRun(after(waited, completed(2, waited.fence), at(3650)))).toEqual({
      outcome: 'completed',
      isPartial: false,
      steps: [
        { step_name: 'first', end_seconds: 10 },
        { step_name: 'second', end_seconds: 27 },
        { step_name: 'third', end_seconds: 47 },
      ],
      total_seconds: 47,
      total_steps: 3,
    });
  });

  it('of a retry is a part', () => {
    const running = retried();
    const third = after(running, completed(1, running.fence), at(1030));
    const ended = endedRun(after(third, completed(2, running.fence), at(1040)));
    expect(ended).toMatchObject({ isPartial: true, steps: [{ end_seconds: 30 }, { end_seconds: 40 }] });
  });

  it('is none before it ends, and none if it never ran', () => {
    expect(endedRun(IN_STATUS.in_progress())).toBeNull();
    expect(endedRun(IN_STATUS.cancelled())).toBeNull();
    expect(endedRun(IN_STATUS.failed())?.outcome).toBe('failed');
  });
});
