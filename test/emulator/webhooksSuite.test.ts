import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeliveryAnswer, deliveryAnswer, deliveryList } from '../../functions/src/schema/delivery.ts';
import { webhookWithSecret } from '../../functions/src/schema/webhook.ts';
import { startMission, tell } from '../support/api.ts';
import { call, newUser, type User } from '../support/http.ts';
import { type Receiver, serveReceiver, verified } from '../support/receiver.ts';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { until } from '../support/until.ts';

let user: User;
let site: SlowSite;
let target: Receiver;

beforeAll(async () => {
  [user, site, target] = await Promise.all([newUser(), serveSlowSite(4, 10), serveReceiver()]);
});
afterAll(() => Promise.all([site.close(), target.close()]));

it('a mission that ends is told by itself, through the queue, and tried again when that fails', async () => {
  const created = await call('POST', '/webhooks', { token: user.token, body: { url: target.url } });
  const webhook = webhookWithSecret.parse(created.json);
  target.reply(500);
  const { mission_id: id } = await startMission(user, {
    objective: 'What is there to read?',
    scope: { allowed_domains: [site.domain] },
  });
  const first = await until('the first try', () => target.received[0], 60_000);
  target.reply(204);
  const path = `/webhooks/${webhook.webhook_id}/deliveries`;
  const delivery = await until('the delivery', async () => delivered(await deliveriesAt(path)), 60_000);
  expect(delivery).toMatchObject({ event: 'mission.completed', mission_id: id, status: 'delivered', tries: 2 });
  expect(delivery.attempts.map((attempt) => attempt.status_code)).toEqual([500, 204]);
  expect(target.counts()).toEqual({ [first.id]: 2 });
  expect(verified(webhook.secret, first)).toMatchObject({ data: { mission_id: id, status: 'completed' } });

  const again = await call('POST', `${path}/${first.id}/redeliver`, { token: user.token });
  const { delivery_id: newId } = deliveryAnswer.parse(again.json);
  await until('the redelivery', () => target.received.find((one) => one.id === newId), 60_000);
}, 150_000);

it('a cancelled mission is told too', async () => {
  const { mission_id: id } = await startMission(user, {
    objective: 'What is there to read?',
    scope: { allowed_domains: [site.domain] },
    not_before: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await tell(user, id, 'cancel');
  const told = await until('the news', () => target.received.find((one) => one.body.includes(id)), 60_000);
  expect(told.type).toBe('mission.cancelled');
}, 90_000);

async function deliveriesAt(path: string): Promise<DeliveryAnswer[]> {
  return deliveryList.parse((await call('GET', path, { token: user.token })).json).deliveries;
}

function delivered(all: readonly DeliveryAnswer[]): DeliveryAnswer | undefined {
  return all.find((delivery) => delivery.status === 'delivered');
}
