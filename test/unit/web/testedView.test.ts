import { describe, expect, it } from 'vitest';
import type { DeliveryAnswer, DeliveryAttempt } from '../../../functions/src/schema/delivery.ts';
import { addMs, toEpochMs } from '../../../functions/src/schema/time.ts';
import { lookAgainMs, testedView } from '../../../web/src/settings/webhooks/testedView.ts';
import { START } from '../../support/missions.ts';

const NOW = toEpochMs(addMs(START, 5_000));
const TEST: DeliveryAnswer = {
  ...{ delivery_id: 'msg_12345678', webhook_id: 'wh_1', mission_id: null, event: 'webhook.test' },
  ...{ status: 'pending', redelivery_of: null, attempts: [], tries: 0, failure: null, ended_at: null },
  next_try_at: START,
  created_at: START,
  payload: {
    ...{ type: 'webhook.test', timestamp: START, version: 1, data: { webhook_id: 'wh_1', message: 'a test' } },
  },
};
const tried = (status: number | null, error: string | null): DeliveryAttempt => ({
  ...{ at: START, duration_ms: 120, status_code: status, error, excerpt: null },
});
const seen = (changes: Partial<DeliveryAnswer>, now = NOW) =>
  testedView({ delivery: { ...TEST, ...changes }, isRead: true }, now);
/** Tried once, and due again in 30 s. */
const refused = (attempt: DeliveryAttempt): Partial<DeliveryAnswer> => ({
  ...{ attempts: [attempt], tries: 1, next_try_at: addMs(START, 35_000) },
});

describe('a test of a webhook', () => {
  it('is on its way until it was tried, says for how long that may be, and when it takes longer', () => {
    expect(seen({})).toMatchObject({
      tone: 'running',
      title: 'The test is on its way.',
      text: expect.stringMatching(/10 seconds/),
    });
    expect(seen({}, NOW + 60_000).text).toMatch(/^It takes longer/);
    expect(seen({ next_try_at: addMs(START, 35_000) }).text).toMatch(/^It is sent in 30 s: your receiver was slow/);
  });

  it('was delivered with a status, after a while', () => {
    const ended = { status: 'delivered', attempts: [tried(204, null)], tries: 1, next_try_at: null } as const;
    const title = 'The test was delivered.';
    const text = 'Your receiver answered 204 after 0.12 s.';
    expect(seen({ ...ended, attempts: [...ended.attempts] })).toEqual({ tone: 'succeeded', title, text, next: '' });
  });

  it.each<[number | null, string, RegExp]>([
    [null, 'a.example took longer than 10 s.', /^Check the address, and that your receiver runs/],
    [401, 'It answered 401.', /verifies with the newest secret/],
    [405, 'It answered 405.', /takes POST requests/],
    [302, 'It answered 302, a redirect. Redirects are not followed.', /^$/],
    [500, 'It answered 500.', /receiver’s log/],
  ])('that was not taken, with %j, says why, when it is tried again, and what to do', (status, error, next) => {
    const view = seen(refused(tried(status, error)));
    expect(view).toMatchObject({ tone: 'waiting', title: 'The test was not taken.' });
    expect(view.text).toBe(`${error} It is tried again in 30 s.`);
    expect(view.next).toMatch(next);
    expect(seen(refused(tried(status, error)), NOW + 40_000).text).toBe(`${error} It is being tried again.`);
  });

  it('was given up, with the reason and what to do then', () => {
    const gone = { status: 'failed', next_try_at: null, failure: 'The target is gone: it answered 410.' } as const;
    expect(seen({ ...gone, attempts: [tried(410, 'It answered 410.')], tries: 1 })).toMatchObject({
      ...{ tone: 'failed', title: 'The test was given up.', text: gone.failure },
      next: expect.stringMatching(/^An answer of 410 switches the webhook off\./),
    });
    expect(seen({ ...gone, failure: 'The webhook is off.' }).next).toMatch(/^Switch the webhook on/);
  });

  it('says so where nobody answers how it went', () => {
    const view = testedView({ delivery: TEST, isRead: false }, NOW);
    expect(view).toMatchObject({ title: 'The test is on its way.', next: expect.stringMatching(/could not be read/) });
  });

  it('is looked at until it has ended, and not before it is due again', () => {
    const after = (changes: Partial<DeliveryAnswer>, isRead = true) =>
      lookAgainMs({ delivery: { ...TEST, ...changes }, isRead }, NOW);
    expect(after({})).toBe(2_000);
    expect(after({ next_try_at: addMs(START, 35_000) })).toBe(32_000);
    expect(after({ next_try_at: addMs(START, 3_600_000) })).toBe(60_000);
    expect(after({}, false)).toBe(10_000);
    expect(after({ status: 'delivered', next_try_at: null })).toBeNull();
  });
});
