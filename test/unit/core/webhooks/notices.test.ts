import { describe, expect, it } from 'vitest';
import { nextState } from '../../../../functions/src/core/nextState.ts';
import { newsOf, noticesOf } from '../../../../functions/src/core/notices.ts';
import type { Mission, MissionStatus } from '../../../../functions/src/schema/mission.ts';
import type { Webhook } from '../../../../functions/src/schema/webhook.ts';
import { after, at, completed, failedAt, IN_STATUS, progressed } from '../../../support/missions.ts';
import { EVENTS, NOW, STATES } from '../../../support/states.ts';

/** The event that a webhook is told of when a mission gets into this status. */
const EVENT_OF: Readonly<Record<MissionStatus, string | null>> = {
  ...{ proposed: null, approved: null, queued: null, in_progress: null, paused: null },
  ...{ waiting: 'mission.waiting', completed: 'mission.completed' },
  ...{ failed: 'mission.failed', cancelled: 'mission.cancelled' },
};

describe('every event in every state', () => {
  for (const [state, make] of Object.entries(STATES)) {
    it(`is news when, and only when, the mission ends or begins to wait: ${state}`, () => {
      const before = make();
      for (const event of Object.values(EVENTS)) {
        const outcome = nextState(before, event, NOW);
        if (outcome.kind !== 'applied') continue;
        const isNew = outcome.mission.status !== before.status && before.wait === null;
        const expected = isNew ? EVENT_OF[outcome.mission.status] : null;
        const news = newsOf(before, outcome.mission);
        const told = news?.event === 'mission.progress' ? null : (news?.event ?? null);
        // A paused wait that is resumed asks nothing new; a wait that ends as cancelled or failed is an end.
        const isEnd = ['completed', 'failed', 'cancelled'].includes(outcome.mission.status);
        const wasOver = ['completed', 'failed', 'cancelled'].includes(before.status);
        expect(told, event.type).toBe(isEnd && !wasOver ? EVENT_OF[outcome.mission.status] : expected);
      }
    });
  }
});

const HOOK: Pick<Webhook, 'webhook_id' | 'events' | 'mission_id' | 'type' | 'progress_at'> = {
  webhook_id: 'hook',
  events: ['mission.waiting', 'mission.completed', 'mission.failed', 'mission.cancelled', 'mission.progress'],
  mission_id: null,
  type: null,
  progress_at: [10, 25, 50, 75],
};

/** The percents that a webhook is told of between two states of a mission. */
function reached(before: Mission, changed: Mission, hook = HOOK): (number | null)[] {
  const news = newsOf(before, changed);
  return news === null ? [] : noticesOf(news, changed, [hook]).map((notice) => notice.reached);
}

describe('percents', () => {
  const running = IN_STATUS.in_progress();
  const first = after(running, completed(0), at(10));
  const half = after(first, progressed(1, 0.5), at(11));

  it('are told with the commit that passes them, the highest alone', () => {
    expect(first.execution_record.progress_tracker.progress_percent).toBe(20);
    expect(reached(running, first)).toEqual([10]);
    expect(half.execution_record.progress_tracker.progress_percent).toBe(50);
    expect(reached(first, half)).toEqual([50]);
    const beyond = after(half, progressed(1, 0.6), at(12));
    expect(reached(half, beyond)).toEqual([]);
  });

  it('that pass in the first five seconds are told together with the first commit after', () => {
    const early = after(after(running, completed(0), at(5)), progressed(1, 0.2), at(6));
    expect(reached(running, early)).toEqual([]);
    const late = after(early, progressed(1, 0.21), at(9));
    expect(reached(early, late)).toEqual([25]);
    expect(reached(late, after(late, progressed(1, 0.22), at(10)))).toEqual([]);
  });

  it('are not news while no whole one is passed', () => {
    const a = after(first, progressed(1, 0.301), at(12));
    const b = after(a, progressed(1, 0.302), at(13));
    expect(newsOf(a, b)).toBeNull();
  });

  it('of a retry are told anew, from where it begins', () => {
    const failed = after(half, failedAt(1), at(20));
    const window = { plan: failed.plan, plan_start: 0, plan_start_percent: 0 };
    const asked = { type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false, window } as const;
    const again = after(failed, asked, at(30));
    expect(newsOf(failed, again)).toBeNull();
    const claim = { type: 'claimed', holder: 'r', taskId: 't', attempt: 2 } as const;
    const begun = after(again, claim, at(40));
    // 10 lies before the step that it begins with.
    const on = after(begun, progressed(1, 0.1, begun.fence), at(46));
    expect(reached(begun, on)).toEqual([25]);
    const notice = noticesOf(newsOf(begun, on) ?? never(), on, [HOOK]);
    const firstTime = noticesOf(newsOf(first, half) ?? never(), half, [{ ...HOOK, progress_at: [25] }]);
    expect(notice[0]?.key).not.toBe(firstTime[0]?.key);
  });

  it('on the way to the end are not told: the end is', () => {
    const last = [1, 2].reduce((mission, index) => after(mission, completed(index), at(20 + index)), first);
    expect(last.status).toBe('completed');
    expect(newsOf(after(first, completed(1), at(21)), last)).toMatchObject({ event: 'mission.completed' });
  });
});

function never(): never {
  throw new Error('no news');
}

describe('who is told', () => {
  const end = IN_STATUS.cancelled();
  const news = newsOf(IN_STATUS.approved(), end) ?? never();
  it.each<[string, Partial<typeof HOOK>, number]>([
    ['all events', {}, 1],
    ['this event alone', { events: ['mission.cancelled'] }, 1],
    ['another event', { events: ['mission.failed'] }, 0],
    ['this mission', { mission_id: end.mission_id }, 1],
    ['another mission', { mission_id: 'another' }, 0],
    ['this type', { type: 'research' }, 1],
    ['another type', { type: 'report' }, 0],
    ['this mission and another type', { mission_id: end.mission_id, type: 'report' }, 0],
  ])('who follows %s', (_what, changes, count) => {
    expect(noticesOf(news, end, [{ ...HOOK, ...changes }])).toHaveLength(count);
  });

  it('the same news has the same key, other news of the same event another', () => {
    expect(newsOf(IN_STATUS.approved(), end)?.key).toBe(news.key);
    const later = { ...end, attempt: 2, seq: end.seq + 7 };
    expect(newsOf(IN_STATUS.approved(), later)?.key).not.toBe(news.key);
  });
});
