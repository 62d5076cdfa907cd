import { describe, expect, it } from 'vitest';
import type { DeliveryAnswer } from '../../../functions/src/schema/delivery.ts';
import { addMs, toEpochMs } from '../../../functions/src/schema/time.ts';
import type { WebhookAnswer } from '../../../functions/src/schema/webhook.ts';
import {
  draftOf,
  EMPTY_DRAFT,
  offeredTypes,
  storableDraft,
  webhookChange,
  webhookRequest,
} from '../../../web/src/settings/webhooks/webhookDraft.ts';
import { webhookProblems } from '../../../web/src/settings/webhooks/webhookProblems.ts';
import {
  attemptText,
  type DeliveryView,
  deliveryView,
  webhookView,
} from '../../../web/src/settings/webhooks/webhookView.ts';
import { START } from '../../support/missions.ts';

const NOW = toEpochMs(addMs(START, 60_000));
const HOOK: WebhookAnswer = {
  ...{ webhook_id: 'wh_1', url: 'https://example.com/', description: null, mission_id: null, type: null },
  ...{ events: ['mission.failed', 'mission.progress'], progress_at: [25, 50], is_enabled: true, switched_off: null },
  ...{ failing_since: null, old_secret_until: null, created_at: START, updated_at: START },
};
const off = (reason: 'owner' | 'failing' | 'gone'): Partial<WebhookAnswer> => ({
  is_enabled: false,
  switched_off: { reason, at: START, message: 'It answered 410.' },
});

describe('a webhook', () => {
  it.each<[string, Partial<WebhookAnswer>, string, string, RegExp | null]>([
    ['that works', {}, 'On', 'succeeded', null],
    ['that fails', { failing_since: START }, 'Failing', 'waiting', /^It has taken nothing since/],
    ['that its owner switched off', off('owner'), 'Off', 'cancelled', null],
    ['that failed for a day', off('failing'), 'Off', 'failed', /^Switched off 1 min ago: It answered 410\.$/],
    ['that is gone', off('gone'), 'Off', 'failed', /^Switched off/],
  ])('%s', (_what, changes, word, tone, title) => {
    const view = webhookView({ ...HOOK, ...changes }, NOW);
    expect([view.word, view.tone]).toEqual([word, tone]);
    if (title === null) expect(view.trouble).toBeNull();
    else expect(view.trouble?.title).toMatch(title);
  });

  it('says of what it is told', () => {
    expect(webhookView(HOOK, NOW).facts).toEqual(['failed, progress at 25, 50 %', 'made 1 min ago']);
    const narrow = {
      ...HOOK,
      events: ['mission.failed'],
      progress_at: [],
      type: 'research',
      mission_id: 'm-1',
    } as const;
    expect(webhookView({ ...narrow, events: [...narrow.events], progress_at: [] }, NOW).facts.slice(0, 3)).toEqual([
      ...['failed', 'type research alone', 'mission m-1 alone'],
    ]);
  });

  it('says how long the old secret is good, while it is', () => {
    const of = (ms: number) => webhookView({ ...HOOK, old_secret_until: addMs(START, ms) }, NOW).facts.length;
    expect([of(59_000), of(61_000)]).toEqual([2, 3]);
  });
});

describe('a delivery', () => {
  const attempt = { at: START, duration_ms: 120, status_code: 500, error: 'It answered 500.', excerpt: 'no' };
  const delivery: DeliveryAnswer = {
    ...{ delivery_id: 'msg_12345678', webhook_id: 'wh_1', mission_id: 'm-1', event: 'mission.failed' },
    ...{ status: 'pending', redelivery_of: null, attempts: [attempt], tries: 1, failure: null, ended_at: null },
    next_try_at: addMs(START, 65_000),
    created_at: START,
    payload: {
      ...{ type: 'webhook.test', timestamp: START, version: 1, data: { webhook_id: 'wh_1', message: 'a test' } },
    },
  };
  it.each<[Partial<DeliveryAnswer>, string, DeliveryView['action'], string | null, string[]]>([
    [{}, 'On its way', 'Try now', null, ['1 try', 'next try in 5 s']],
    [{ tries: 0, attempts: [], next_try_at: START }, 'On its way', 'Try now', 'It is being tried already.', []],
    [{ status: 'delivered', next_try_at: null, tries: 2 }, 'Delivered', 'Send once more', null, ['2 tries']],
    [
      { status: 'failed', next_try_at: null, failure: 'It is off.', redelivery_of: 'msg_2' },
      'Given up',
      'Send once more',
      null,
      ['1 try', 'repeats an earlier one', 'It is off.'],
    ],
  ])('%j', (changes, word, action, blocked, facts) => {
    const view = deliveryView({ ...delivery, ...changes }, NOW);
    expect([view.word, view.action, view.blocked, view.facts.slice(1)]).toEqual([word, action, blocked, facts]);
  });

  it('tells each try in a line', () => {
    expect(attemptText(attempt, NOW)).toMatch(/ · 0\.12 s · It answered 500\.$/);
    expect(attemptText({ ...attempt, status_code: 204, error: null }, NOW)).toMatch(/Taken, with 204\.$/);
  });
});

describe('the form', () => {
  it('sends what is filled in, and percents only with their event', () => {
    expect(webhookRequest({ ...EMPTY_DRAFT, url: ' https://a.example/ ' })).toEqual({
      url: 'https://a.example/',
      events: EMPTY_DRAFT.events,
    });
    const all = { ...EMPTY_DRAFT, events: ['mission.progress'] as const, percents: '10; 20 %,x', type: ' report ' };
    expect(webhookRequest(all)).toEqual({
      ...{ url: '', events: ['mission.progress'], type: 'report', progress_at: [10, 20, Number.NaN] },
    });
  });

  it('of a webhook that is there changes nothing by itself, and takes away what is emptied', () => {
    const hook: WebhookAnswer = { ...HOOK, type: 'research', description: 'For the newsletter' };
    const asIs = { url: hook.url, events: hook.events, type: 'research', mission_id: null, progress_at: [25, 50] };
    expect(webhookChange(draftOf(hook))).toEqual({ ...asIs, description: 'For the newsletter' });
    const emptied = { ...draftOf(hook), events: ['mission.failed'] as const, type: ' ', description: '' };
    expect(webhookChange(emptied)).toEqual({
      ...{ url: hook.url, events: ['mission.failed'], type: null, mission_id: null, description: null },
    });
  });

  const filled = { ...EMPTY_DRAFT, url: 'https://a.example/' };

  it('is judged by the server’s rules, all of it in one round', () => {
    expect(webhookProblems(filled, true)).toEqual([]);
    const wrong = { ...filled, url: 'nowhere', events: [], description: 'x'.repeat(201) };
    const told = (isNew: boolean) => webhookProblems(wrong, isNew).map(({ field }) => field);
    expect(new Set(told(true))).toEqual(new Set(['url', 'events', 'description']));
    expect(told(false)).toEqual(told(true));
    const percents = { ...filled, events: ['mission.progress'] as const, percents: '50, half, 100' };
    expect(webhookProblems(percents, true)).toEqual([
      { field: 'progress_at[1]', message: 'must be a whole number' },
      { field: 'progress_at[2]', message: 'must be at most 99' },
    ]);
  });

  it('tells of an address without TLS among other mistakes, and leaves it to the server where there are none', () => {
    const plain = { ...filled, url: 'http://localhost:8000/' };
    expect(webhookProblems(plain, true)).toEqual([]);
    expect(webhookProblems({ ...plain, events: [] }, true)).toEqual([
      { field: 'url', message: expect.stringMatching(/^must be an https address/) },
      { field: 'events', message: 'needs at least one event' },
    ]);
  });

  it('offers the types that the server runs; before it says so those that everybody has or that were seen, each once', () => {
    expect(offeredTypes(null, ['report', 'old'])).toEqual(['research', 'report', 'old', 'external']);
    expect(offeredTypes(['research', 'report', 'audit'], ['old'])).toEqual(['research', 'report', 'audit', 'external']);
  });

  it('says of an address that can’t be called what to do instead', () => {
    const said = (url: string) =>
      webhookProblems({ ...filled, url, events: [] }, true).find(({ field }) => field === 'url');
    expect(said('https://me:word@a.example/')?.message).toMatch(/webhook-signature.*\/guide\/webhooks#verify/);
    for (const url of ['ftp://a.example/', 'localhost:8000']) {
      expect(said(url)?.message).toMatch(/^must begin with "https:\/\/", such as/);
    }
    expect(said('http://localhost:8000/')?.message).toMatch(
      /exempted its host, such as localhost:8000, by FETCH_ALLOW/,
    );
  });

  it('keeps no address on the device that may hold a secret', () => {
    expect(storableDraft(filled)).toBe(filled);
    for (const url of ['https://a.example/?token=1', 'https://me:word@a.example/']) {
      expect(storableDraft({ ...filled, url, description: 'Mine' })).toEqual({ ...EMPTY_DRAFT, description: 'Mine' });
    }
  });
});
