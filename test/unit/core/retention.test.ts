import { describe, expect, it } from 'vitest';
import { endOfRetention, expiryOf, isExpired } from '../../../functions/src/core/retention.ts';
import { addMs } from '../../../functions/src/schema/time.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const DAY_MS = 86_400_000;

describe('a mission is kept', () => {
  const completed = IN_STATUS.completed();
  const ended = completed.finished_at ?? '';

  it('until as many days after its end', () => {
    expect(isExpired(completed, 90, addMs(ended, 90 * DAY_MS - 1))).toBe(false);
    expect(isExpired(completed, 90, addMs(ended, 90 * DAY_MS))).toBe(true);
    expect(endOfRetention(90, addMs(ended, 90 * DAY_MS))).toBe(ended);
  });

  it('for ever with 0 days', () => {
    expect(isExpired(completed, 0, addMs(ended, 9_000 * DAY_MS))).toBe(false);
    expect([endOfRetention(0, ended), expiryOf(ended, 0)]).toEqual([null, null]);
  });

  it('for as long as it goes on, however long that is', () => {
    for (const status of ['proposed', 'queued', 'in_progress', 'waiting', 'paused'] as const) {
      expect(isExpired(IN_STATUS[status](), 1, addMs(at(0), 9_000 * DAY_MS))).toBe(false);
    }
  });
});

describe('what is written below a mission', () => {
  it('is dropped by the database no sooner than five years after the mission could have been deleted', () => {
    expect(expiryOf('2026-11-21T10:00:00.000Z', 90)).toBe('2032-02-19T10:00:00.000Z');
  });
});
