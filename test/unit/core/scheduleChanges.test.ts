import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterOccurrence,
  afterRun,
  caughtUp,
  type Ending,
  occurrenceMissionId,
  stopped,
} from '../../../functions/src/core/scheduleChanges.ts';
import { missionId } from '../../../functions/src/schema/ids.ts';
import { type Schedule, schedule } from '../../../functions/src/schema/schedule.ts';
import { addMs, type Instant } from '../../../functions/src/schema/time.ts';
import { START } from '../../support/missions.ts';

/** Minutes after the first occurrence. */
const minute = (n: number): Instant => addMs(START, n * 60_000);
const NOW = minute(100);

/** A schedule of every minute whose next occurrence is `nextAt`. */
function everyMinute(changes: Partial<Schedule> = {}): Schedule {
  return schedule.parse({
    ...{ schedule_id: 'daily', owner: 'anna', cron: '* * * * *', time_zone: 'UTC', request: {}, overlap: 'skip' },
    ...{ is_paused: false, next_at: minute(0), last_fired_at: null, last_mission_id: null, last_skipped_at: null },
    ...{ missed_count: 0, last_error: null, created_at: START, updated_at: START, request_hash: 'hash' },
    ...changes,
  });
}

const madeAt = (n: number): Ending => ({ kind: 'made', missionId: `daily-${n}00` });
const SKIPPED: Ending = { kind: 'skipped' };
const FAILED: Ending = { kind: 'failed', error: { code: 'mission_id_taken', message: 'It is taken.' } };

describe('the id of an occurrence’s mission', () => {
  it('names the minute, and is an id whatever the schedule’s is', () => {
    expect(occurrenceMissionId('daily', '2026-11-21T07:05:00.000Z')).toBe('daily-20261121T0705');
    const longest = occurrenceMissionId('x'.repeat(48), '2026-11-21T07:05:00.000Z');
    expect(missionId.parse(longest)).toBe(longest);
    expect(schedule.shape.schedule_id.safeParse('x'.repeat(49)).success).toBe(false);
  });
});

describe('after an occurrence', () => {
  it.each<[string, Ending, Partial<Schedule>]>([
    ['made', madeAt(0), { last_fired_at: minute(0), last_mission_id: 'daily-000' }],
    ['skipped', SKIPPED, { last_skipped_at: minute(0) }],
    ['failed', FAILED, { last_error: { code: 'mission_id_taken', message: 'It is taken.' } }],
  ])('that was %s, the next one is due', (_name, ending, marks) => {
    const before = everyMinute();
    const after = afterOccurrence(before, minute(0), ending, NOW);
    expect(after).toEqual({ ...before, ...marks, next_at: minute(1), updated_at: NOW });
  });

  it.each([
    ['made', madeAt(0)],
    ['skipped', SKIPPED],
    ['failed', FAILED],
  ])('the same once more changes nothing: %s', (_name, ending) => {
    const once = afterOccurrence(everyMinute(), minute(0), ending, NOW);
    expect(once && afterOccurrence(once, minute(0), ending, NOW)).toBeNull();
  });

  it('an older one changes nothing', () => {
    const before = everyMinute({ next_at: minute(6), last_fired_at: minute(5), last_mission_id: 'daily-500' });
    for (const ending of [madeAt(4), SKIPPED, FAILED]) {
      expect(afterOccurrence(before, minute(4), ending, NOW)).toBeNull();
    }
  });

  it('an edit in between keeps its own next occurrence, and the mission is known all the same', () => {
    const edited = everyMinute({ cron: '30 * * * *', next_at: minute(30) });
    expect(afterOccurrence(edited, minute(0), madeAt(0), NOW)).toMatchObject({
      ...{ next_at: minute(30), last_fired_at: minute(0), last_mission_id: 'daily-000' },
    });
    expect(afterOccurrence(everyMinute({ is_paused: true, next_at: null }), minute(0), madeAt(0), NOW)).toMatchObject({
      ...{ next_at: null, last_mission_id: 'daily-000' },
    });
    expect(afterOccurrence(edited, minute(0), SKIPPED, NOW)).toBeNull();
  });

  it('a mission that was made by hand since then stays the newest', () => {
    const run = everyMinute({ last_fired_at: addMs(minute(0), 20_000), last_mission_id: 'by-hand' });
    expect(afterOccurrence(run, minute(0), madeAt(0), NOW)).toMatchObject({
      ...{ next_at: minute(1), last_mission_id: 'by-hand' },
    });
    expect(afterOccurrence(run, minute(0), SKIPPED, NOW)).toMatchObject({ last_skipped_at: minute(0) });
  });

  it('a mission clears the error of the one before', () => {
    const failed = afterOccurrence(everyMinute(), minute(0), FAILED, NOW) ?? everyMinute();
    expect(afterOccurrence(failed, minute(1), madeAt(1), NOW)?.last_error).toBeNull();
  });

  it('missions written down in any order, any number of times, leave the newest', () => {
    const orders = fc
      .uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1 })
      .chain((ran) => fc.array(fc.constantFrom(...ran)).map((again) => ({ ran, order: [...again, ...ran] })));
    fc.assert(
      fc.property(orders, ({ ran, order }) => {
        const newest = Math.max(...ran);
        const end = order.reduce<Schedule>(
          (state, n) => afterOccurrence(state, minute(n), madeAt(n), NOW) ?? state,
          everyMinute(),
        );
        expect(end).toMatchObject({ last_mission_id: `daily-${newest}00`, last_fired_at: minute(newest) });
        expect(end.next_at).toBe(minute(newest + 1));
      }),
    );
  });
});

describe('beside the occurrences', () => {
  it('an outage leaves the newest due and adds to what was missed', () => {
    const after = caughtUp(everyMinute({ missed_count: 2 }), { occurrence: minute(7), missed: 7 }, NOW);
    expect(after).toMatchObject({ next_at: minute(7), missed_count: 9, last_fired_at: null });
  });

  it('a request that is no longer possible pauses, and says why', () => {
    const error = { code: 'unknown_mission_type', message: 'There is no such type.' };
    expect(stopped(everyMinute(), error, NOW)).toMatchObject({ is_paused: true, next_at: null, last_error: error });
  });

  it('a run by hand is the newest mission, unless a newer one is known', () => {
    const before = everyMinute({ last_fired_at: minute(3), last_mission_id: 'daily-300' });
    expect(afterRun(before, 'by-hand', minute(4), NOW)).toMatchObject({
      ...{ last_mission_id: 'by-hand', last_fired_at: minute(4), next_at: minute(0) },
    });
    expect(afterRun(before, 'by-hand', minute(3), NOW)).toBeNull();
    expect(afterRun(before, 'by-hand', minute(2), NOW)).toBeNull();
  });
});
