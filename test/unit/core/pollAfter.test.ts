import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../functions/src/core/eta.ts';
import { pollAfterMs } from '../../../functions/src/core/pollAfter.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { after, at, completed, IN_STATUS } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';

const pollAfter = (mission: ReturnType<(typeof IN_STATUS)['queued']>, seconds: number) =>
  pollAfterMs(mission, estimate(mission, null, at(seconds)), at(seconds));

describe('when to ask again', () => {
  it('never, once a mission is over', () => {
    for (const status of ['completed', 'failed', 'cancelled'] as const)
      expect(pollAfter(IN_STATUS[status](), 9)).toBeNull();
  });

  it('a twentieth of the time that is left', () => {
    const second = after(IN_STATUS.in_progress(), completed(0), at(403));
    const third = after(second, completed(1), at(1603));
    // 80 percent in 1,600 s: 400 s are left.
    expect(pollAfter(third, 1603)).toBe(20_000);
  });

  it('soon, while nobody can say how long it takes or it is stopping', () => {
    expect(pollAfter(IN_STATUS.in_progress(), 3.5)).toBe(2_000);
    expect(pollAfter(STATES.cancelling(), 6)).toBe(2_000);
  });

  it('the later, the longer nothing has changed', () => {
    expect(pollAfter(IN_STATUS.proposed(), 10)).toBe(5_000);
    expect(pollAfter(IN_STATUS.proposed(), 600)).toBe(60_000);
    expect(pollAfter(IN_STATUS.proposed(), 86_400)).toBe(300_000);
  });

  it('is a whole number of milliseconds between a second and five minutes, whatever the status and the time', () => {
    const statuses = fc.constantFrom(...MISSION_STATUSES);
    const moments = fc.double({ min: 4, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(statuses, moments, (status, seconds) => {
        const ms = pollAfter(IN_STATUS[status](), seconds);
        expect(ms === null || (Number.isInteger(ms) && ms >= 1_000 && ms <= 300_000)).toBe(true);
      }),
    );
  });
});
