import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../functions/src/schema/api.ts';
import { type DeliveryAnswer, deliveryAnswer, deliveryList } from '../../functions/src/schema/delivery.ts';
import {
  MAX_PERCENTS,
  MAX_WEBHOOKS,
  type WebhookWithSecret,
  webhookAnswer,
  webhookList,
  webhookWithSecret,
} from '../../functions/src/schema/webhook.ts';
import { webhooks } from '../../functions/src/store/collections.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { cancelledMission, deliverOnce, lastDeliveryTask } from '../support/deliveries.ts';
import { testDeps } from '../support/deps.ts';
import { type Receiver, serveReceiver, verified } from '../support/receiver.ts';
import { lastStep, missionType } from '../support/steps.ts';

const deps = testDeps([missionType([lastStep('only')])]);
let api: ApiServer;
let target: Receiver;

beforeAll(async () => {
  api = await serveApi(deps);
  target = await serveReceiver();
});
afterAll(() => Promise.all([api.close(), target.close()]));

const ask = (method: string, path: string, body?: unknown, token = 'anna'): Promise<Answered> =>
  callAt(api.origin, method, path, { token, body });

async function made(owner: string, changes: Record<string, unknown> = {}): Promise<WebhookWithSecret> {
  const answer = await ask('POST', '/webhooks', { url: target.url, ...changes }, owner);
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return webhookWithSecret.parse(answer.json);
}

describe('over HTTP', () => {
  it('a webhook is made, read, listed newest first, changed, switched off and on, and deleted', async () => {
    const owner = 'cycle';
    const first = await made(owner);
    deps.clock.move(1000);
    const second = await made(owner, {
      ...{ events: ['mission.progress', 'mission.failed', 'mission.failed'], progress_at: [90, 10, 90] },
      ...{ mission_id: 'not-yet-there', type: 'research', description: ' mine ' },
    });
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(first).toMatchObject({
      events: ['mission.waiting', 'mission.completed', 'mission.failed', 'mission.cancelled'],
      ...{ progress_at: [], mission_id: null, type: null, description: null, is_enabled: true, switched_off: null },
    });
    expect(second).toMatchObject({
      ...{ events: ['mission.failed', 'mission.progress'], progress_at: [10, 90], description: 'mine' },
      ...{ mission_id: 'not-yet-there', type: 'research' },
    });
    const { secret: _secret, ...shown } = first;
    const path = `/webhooks/${first.webhook_id}`;
    expect((await ask('GET', path, undefined, owner)).json).toEqual(shown);
    const listed = await ask('GET', '/webhooks', undefined, owner);
    expect(webhookList.parse(listed.json).webhooks.map((one) => one.webhook_id)).toEqual([
      ...[second.webhook_id, first.webhook_id],
    ]);
    expect(listed.text).not.toMatch(/whsec_|"owner"/);

    const edited = await ask('PATCH', path, { events: ['mission.progress'], type: 'external' }, owner);
    expect(edited.json).toMatchObject({ events: ['mission.progress'], progress_at: [25, 50, 75], type: 'external' });
    const narrowed = await ask('PATCH', path, { type: null, events: ['mission.failed'] }, owner);
    expect(narrowed.json).toMatchObject({ type: null, events: ['mission.failed'], progress_at: [] });

    const off = await ask('PATCH', path, { is_enabled: false }, owner);
    expect(off.json).toMatchObject({ is_enabled: false, switched_off: { reason: 'owner' } });
    expect((await ask('POST', `${path}/test`, undefined, owner)).json).toMatchObject({ code: 'webhook_off' });
    const on = await ask('PATCH', path, { is_enabled: true }, owner);
    expect(on.json).toMatchObject({ is_enabled: true, switched_off: null });

    const deleted = await ask('DELETE', path, undefined, owner);
    expect([deleted.status, webhookAnswer.parse(deleted.json).webhook_id]).toEqual([200, first.webhook_id]);
    for (const [method, at] of [
      ['GET', path],
      ['DELETE', path],
      ['POST', `${path}/test`],
      ['GET', `${path}/deliveries`],
    ] as const) {
      const answer = await ask(method, at, undefined, owner);
      expect([answer.status, problem.parse(answer.json).code]).toEqual([404, 'webhook_not_found']);
    }
  });

  it('a test is sent at once, and can be sent once more under another id', async () => {
    const owner = 'tester';
    const webhook = await made(owner);
    const path = `/webhooks/${webhook.webhook_id}`;
    const sent = await ask('POST', `${path}/test`, undefined, owner);
    expect(sent.status).toBe(202);
    const pending = deliveryAnswer.parse(sent.json);
    expect(pending).toMatchObject({ event: 'webhook.test', status: 'pending', tries: 0, mission_id: null });
    await deliverOnce(deps, lastDeliveryTask(deps));
    const received = target.received.find((one) => one.id === pending.delivery_id);
    if (received === undefined) throw new Error('the test did not come');
    expect(verified(webhook.secret, received)).toEqual(pending.payload);
    const after = await ask('GET', `${path}/deliveries/${pending.delivery_id}`, undefined, owner);
    expect(after.json).toMatchObject({ status: 'delivered', tries: 1, next_try_at: null, failure: null });

    const again = await ask('POST', `${path}/deliveries/${pending.delivery_id}/redeliver`, undefined, owner);
    expect(again.status).toBe(202);
    expect(deliveryAnswer.parse(again.json)).toMatchObject({ redelivery_of: pending.delivery_id, status: 'pending' });
    await deliverOnce(deps, lastDeliveryTask(deps));
    expect(target.received.at(-1)).toMatchObject({
      id: deliveryAnswer.parse(again.json).delivery_id,
      body: received.body,
    });
  });

  it('what is to be tried later is tried now when its owner asks, once, and under its own id', async () => {
    const owner = 'mender';
    const { webhook_id: id } = await made(owner);
    const path = `/webhooks/${id}`;
    const sent = deliveryAnswer.parse((await ask('POST', `${path}/test`, undefined, owner)).json);
    const hurry = () => ask('POST', `${path}/deliveries/${sent.delivery_id}/redeliver`, undefined, owner);
    const tasks = deps.sentDeliveries.length;
    expect((await hurry()).json).toEqual(sent);
    target.reply(503);
    await deliverOnce(deps, lastDeliveryTask(deps));
    target.reply(200);
    const waiting = (await ask('GET', `${path}/deliveries/${sent.delivery_id}`, undefined, owner)).json;
    expect(deliveryAnswer.parse(waiting).next_try_at).not.toBe(sent.next_try_at);

    const off = { is_enabled: false };
    await ask('PATCH', path, off, owner);
    expect((await hurry()).json).toMatchObject({ code: 'webhook_off' });
    await ask('PATCH', path, { is_enabled: true }, owner);
    expect((await ask('GET', `${path}/deliveries/${sent.delivery_id}`, undefined, owner)).json).toEqual(waiting);

    const answers = await Promise.all([hurry(), hurry(), hurry()]);
    for (const { status, json } of answers) {
      expect([status, json]).toMatchObject([202, { delivery_id: sent.delivery_id, status: 'pending', tries: 1 }]);
    }
    const moments = new Set(answers.map(({ json }) => deliveryAnswer.parse(json).next_try_at ?? ''));
    expect([...moments]).toHaveLength(1);
    expect([...moments].every((moment) => moment <= deps.clock.now())).toBe(true);
    // One for the second try at its own time, and one for all who wanted it at once.
    expect(deps.sentDeliveries.length).toBe(tasks + 2);
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('delivered');
    expect(target.received.at(-1)?.id).toBe(sent.delivery_id);
    expect(deliveryList.parse((await ask('GET', `${path}/deliveries`, undefined, owner)).json).deliveries).toHaveLength(
      1,
    );
  });

  it('another secret is shown once, and the old one is good for a day', async () => {
    const webhook = await made('renewer');
    const answer = await ask('POST', `/webhooks/${webhook.webhook_id}/secret`, undefined, 'renewer');
    const renewed = webhookWithSecret.parse(answer.json);
    expect(renewed.secret).not.toBe(webhook.secret);
    expect(Date.parse(renewed.old_secret_until ?? '') - Date.parse(renewed.updated_at)).toBe(86_400_000);
  });

  it('deliveries are listed page by page, newest first, without a gap or a repeat', async () => {
    const owner = 'lister';
    const { webhook_id: id } = await made(owner);
    for (let count = 0; count < 5; count += 1) await cancelledMission(deps, owner);
    await deliverOnce(deps, lastDeliveryTask(deps));
    const pages: DeliveryAnswer[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = deliveryList.parse(
        (await ask('GET', `/webhooks/${id}/deliveries?limit=2${at}`, undefined, owner)).json,
      );
      pages.push(page.deliveries);
      cursor = page.next_cursor;
      // What comes meanwhile moves nothing.
      await cancelledMission(deps, owner);
    }
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flat().map((one) => one.delivery_id)).size).toBe(5);
    const delivered = await ask('GET', `/webhooks/${id}/deliveries?status=delivered`, undefined, owner);
    expect(deliveryList.parse(delivered.json).deliveries.map(({ status }) => status)).toEqual(['delivered']);
    const wrong = await ask('GET', `/webhooks/${id}/deliveries?cursor=abc`, undefined, owner);
    expect([wrong.status, problem.parse(wrong.json).errors?.[0]?.field]).toEqual([400, 'cursor']);
  });
});

describe('nobody else', () => {
  it('sees, changes or uses a webhook or its deliveries', async () => {
    const webhook = await made('owner');
    const path = `/webhooks/${webhook.webhook_id}`;
    const sent = deliveryAnswer.parse((await ask('POST', `${path}/test`, undefined, 'owner')).json);
    const other = await made('stranger');
    const calls: readonly (readonly [string, string, unknown, string])[] = [
      ['GET', path, undefined, 'webhook_not_found'],
      ['PATCH', path, { is_enabled: false }, 'webhook_not_found'],
      ['DELETE', path, undefined, 'webhook_not_found'],
      ['POST', `${path}/secret`, undefined, 'webhook_not_found'],
      ['POST', `${path}/test`, undefined, 'webhook_not_found'],
      ['GET', `${path}/deliveries`, undefined, 'webhook_not_found'],
      ['POST', `${path}/deliveries/${sent.delivery_id}/redeliver`, undefined, 'webhook_not_found'],
      ['GET', `/webhooks/${other.webhook_id}/deliveries/${sent.delivery_id}`, undefined, 'delivery_not_found'],
      ['POST', `/webhooks/${other.webhook_id}/deliveries/${sent.delivery_id}/redeliver`, {}, 'delivery_not_found'],
      ['GET', '/webhooks/a%20b', undefined, 'webhook_not_found'],
      ['GET', `/webhooks/${other.webhook_id}/deliveries/nonsense`, undefined, 'delivery_not_found'],
    ];
    for (const [method, at, body, code] of calls) {
      const answer = await ask(method, at, body, 'stranger');
      expect([answer.status, problem.parse(answer.json).code], `${method} ${at}`).toEqual([404, code]);
    }
    expect((await ask('GET', path, undefined, 'owner')).json).toMatchObject({ is_enabled: true });
  });
});

describe('what is not valid', () => {
  const many = Array.from({ length: MAX_PERCENTS + 1 }, (_, index) => index + 1);
  it.each<[Record<string, unknown>, string]>([
    [{ url: 'not an address' }, 'url'],
    [{ url: 'ftp://example.com/' }, 'url'],
    [{ url: 'https://user:secret@example.com/' }, 'url'],
    [{ url: 'https://example.com/#part' }, 'url'],
    [{ url: `https://example.com/${'x'.repeat(2000)}` }, 'url'],
    [{ url: 7 }, 'url'],
    [{ url: undefined }, 'url'],
    [{ events: [] }, 'events'],
    [{ events: ['mission.started'] }, 'events[0]'],
    [{ progress_at: [50] }, 'progress_at'],
    [{ events: ['mission.progress'], progress_at: [0] }, 'progress_at[0]'],
    [{ events: ['mission.progress'], progress_at: [100] }, 'progress_at[0]'],
    [{ events: ['mission.progress'], progress_at: [33.3] }, 'progress_at[0]'],
    [{ events: ['mission.progress'], progress_at: many }, 'progress_at'],
    [{ mission_id: 'a b' }, 'mission_id'],
    [{ type: '' }, 'type'],
    [{ description: 'x'.repeat(201) }, 'description'],
    [{ secret: 'mine' }, 'secret'],
  ])('is refused, and the field named: %j', async (changes, field) => {
    const answer = await ask('POST', '/webhooks', { url: target.url, ...changes }, 'careless');
    expect(answer.status).toBe(400);
    expect(problem.parse(answer.json).errors?.map((one) => one.field)).toContain(field);
    expect((await webhooks(deps.db).where('owner', '==', 'careless').get()).size).toBe(0);
  });

  it('a type that there is not is refused at the making and at a change, and those that there are named', async () => {
    const owner = 'misspeller';
    const webhook = await made(owner, { type: 'external' });
    const path = `/webhooks/${webhook.webhook_id}`;
    for (const [method, at, body] of [
      ['POST', '/webhooks', { url: target.url, type: 'resaerch' }],
      ['PATCH', path, { type: 'resaerch' }],
    ] as const) {
      const answer = await ask(method, at, body, owner);
      expect([answer.status, answer.json]).toMatchObject([
        400,
        { code: 'unknown_mission_type', errors: [{ field: 'type', message: 'must be one of: research, external' }] },
      ]);
    }
    const listed = webhookList.parse((await ask('GET', '/webhooks', undefined, owner)).json).webhooks;
    expect(listed.map(({ type }) => type)).toEqual(['external']);
  });

  it.each(['http://127.0.0.1:8000/', 'https://127.0.0.1:8000/'])('says how %s could be taken', async (url) => {
    const refused = problem.parse((await ask('POST', '/webhooks', { url }, 'newcomer')).json);
    expect(refused.code).toBe('address_refused');
    expect(refused.next).toMatch(/FETCH_ALLOW_HOSTS.* Allowed now: localhost\.$/);
  });

  it.each([
    [{}, 400, 'invalid_request'],
    [{ progress_at: [50] }, 400, 'invalid_request'],
    [{ url: 'https://10.0.0.1/' }, 422, 'address_refused'],
    [{ url: 'http://example.com/' }, 422, 'address_refused'],
  ])('nothing changes by %j', async (body, status, code) => {
    const { webhook_id: id } = await made('editor');
    const answer = await ask('PATCH', `/webhooks/${id}`, body, 'editor');
    expect([answer.status, problem.parse(answer.json).code]).toEqual([status, code]);
    expect((await ask('GET', `/webhooks/${id}`, undefined, 'editor')).json).toMatchObject({ url: target.url });
  });

  it(`more than ${MAX_WEBHOOKS} are refused`, async () => {
    for (let count = 0; count < MAX_WEBHOOKS; count += 1) await made('hoarder');
    const answer = await ask('POST', '/webhooks', { url: target.url }, 'hoarder');
    expect([answer.status, problem.parse(answer.json).code]).toEqual([409, 'too_many_webhooks']);
  });
});
