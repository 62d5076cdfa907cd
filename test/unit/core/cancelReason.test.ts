import { describe, expect, it } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import { missionPayloadOf } from '../../../functions/src/core/webhookPayload.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { cancelMissionRequest } from '../../../functions/src/schema/requests.ts';
import { after, at, IN_STATUS } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';

const WRONG: MissionEvent = { type: 'cancel_requested', by: 'anna', reason: 'The wrong site.' };
const KEPT = { requested_at: at(5), requested_by: 'anna', reason: 'The wrong site.' };

function messages(mission: Mission, event: MissionEvent, now = at(5)): string[] {
  const outcome = nextState(mission, event, now);
  return outcome.kind === 'applied' ? outcome.history.map((entry) => entry.message) : [outcome.kind];
}

describe('why a mission was cancelled', () => {
  it.each(['proposed', 'approved', 'queued', 'waiting', 'paused'] as const)('stays with one that was %s', (status) => {
    const mission = IN_STATUS[status]();
    expect(messages(mission, WRONG)).toEqual(['Cancelled: The wrong site.']);
    expect(after(mission, WRONG, at(5))).toMatchObject({ status: 'cancelled', cancellation: KEPT });
  });

  it.each([
    { type: 'stopped', fence: 1 },
    { type: 'released', fence: 1, cutsStep: true },
    {
      type: 'step_waited',
      fence: 1,
      stepIndex: 0,
      wait: { kind: 'time', key: 'nap', question: '', until: at(99) },
      seen: null,
      notes: [],
    },
  ] as const)('is met by a running one at $type, as it was said at first', (end) => {
    const running = IN_STATUS.in_progress();
    expect(messages(running, WRONG)).toEqual(['Cancelling: stopping the running step. Reason: The wrong site.']);
    const asked = after(running, WRONG, at(5));
    expect(messages(asked, { ...WRONG, reason: 'Another one.' }, at(6))).toEqual(['ignored']);
    expect(messages(asked, end, at(7)).at(-1)).toBe('Cancelled: The wrong site.');
    expect(after(asked, end, at(7))).toMatchObject({ status: 'cancelled', cancellation: KEPT });
  });

  it('is the first one also where its runner was lost before it obeyed', () => {
    const asked = after(IN_STATUS.in_progress(), WRONG, at(5));
    const lost = after(asked, { ...WRONG, reason: 'Another one.' }, at(900));
    expect(lost).toMatchObject({ status: 'cancelled', cancellation: KEPT });
  });

  it('is not changed by a repeat, and is gone with a retry', () => {
    const cancelled = after(IN_STATUS.approved(), WRONG, at(5));
    expect(messages(cancelled, { ...WRONG, reason: 'Another one.' })).toEqual(['ignored']);
    const { plan, plan_start, plan_start_percent } = cancelled;
    const window = { plan, plan_start, plan_start_percent };
    const retry = { type: 'retry_requested', fromStep: 0, changes: {}, isLimited: false, window } as const;
    expect(after(cancelled, retry, at(6))).toMatchObject({ status: 'queued', cancellation: null });
  });

  it('need not be given', () => {
    expect(messages(STATES.proposed(), { type: 'cancel_requested', by: 'anna' })).toEqual(['Cancelled']);
    expect(cancelMissionRequest.safeParse({}).success).toBe(true);
  });

  it('is told to webhooks', () => {
    const mission = after(IN_STATUS.proposed(), WRONG, at(5));
    const notice = { webhookId: 'w', event: 'mission.cancelled', key: '0-2', reached: null } as const;
    expect(missionPayloadOf(mission, notice).data.cancellation).toEqual(KEPT);
  });

  it.each(['', '   ', 'x'.repeat(501), 'a\u0000b'])(
    'is refused where it is no text of at most 500 characters: %j',
    (reason) => {
      expect(cancelMissionRequest.safeParse({ reason }).success).toBe(false);
    },
  );
});
