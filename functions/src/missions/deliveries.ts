import { newDelivery, nextDelivery } from '../core/delivery.ts';
import { AppError } from '../core/errors.ts';
import { testPayloadOf } from '../core/webhookPayload.ts';
import {
  type Delivery,
  type DeliveryAnswer,
  type ListDeliveriesQuery,
  type PendingDelivery,
  webhookPayload,
} from '../schema/delivery.ts';
import { newMissionId } from '../schema/ids.ts';
import type { Webhook } from '../schema/webhook.ts';
import { createDelivery, readDelivery, replaceDelivery, type StoredDelivery } from '../store/deliveries.ts';
import { type DeliveryPage, listDeliveries } from '../store/listDeliveries.ts';
import type { Deps } from './deps.ts';
import { sendDeliveries } from './sendDeliveries.ts';
import { findWebhook } from './webhooks.ts';

/** A page of the webhook's deliveries, newest first. One read for the webhook, and one for each delivery. */
export async function findDeliveries(
  deps: Deps,
  owner: string,
  webhookId: string,
  query: ListDeliveriesQuery,
): Promise<DeliveryPage> {
  await findWebhook(deps, owner, webhookId);
  return await listDeliveries(deps.db, webhookId, query);
}

/** The owner's delivery to this webhook; throws `webhook_not_found` and `delivery_not_found`. Two reads. */
export async function findDelivery(
  deps: Deps,
  owner: string,
  webhookId: string,
  deliveryId: string,
): Promise<{ readonly stored: StoredDelivery; readonly webhook: Webhook }> {
  const { webhook } = await findWebhook(deps, owner, webhookId);
  const stored = await readDelivery(deps.db, deliveryId);
  const isOwn = stored?.delivery.webhook_id === webhookId && stored.delivery.owner === owner;
  if (!isOwn) throw deliveryNotFound();
  return { stored, webhook };
}

/** The same words for a delivery that is not there and for one that belongs to somebody else. */
export function deliveryNotFound(): AppError {
  return new AppError('delivery_not_found', 'There is no delivery with this id to this webhook.');
}

/**
 * Sends what `deliveryId` sent once more, to the webhook's present address, as a delivery of its own under an id of its
 * own: the receiver will not take it for one that it knows. One that is to be tried later is tried now instead, under its
 * own id; one that is being tried is answered as it is. Throws `webhook_off`. Two reads, one write, one task.
 */
export async function redeliver(deps: Deps, owner: string, webhookId: string, deliveryId: string): Promise<Delivery> {
  const { stored, webhook } = await findDelivery(deps, owner, webhookId, deliveryId);
  const { status, mission_id: missionId, event, body } = stored.delivery;
  if (!webhook.is_enabled) throw webhookOff();
  if (status === 'pending') return await hurry(deps, stored);
  return await sendNew(deps, webhook, { missionId, event, body, redeliveryOf: deliveryId });
}

/** Has it tried now. Whoever wrote it first was at it at this moment: what they made of it is answered. */
async function hurry(deps: Deps, stored: StoredDelivery): Promise<Delivery> {
  const outcome = nextDelivery(stored.delivery, { type: 'hurried' }, deps.clock.now());
  if (outcome.kind !== 'applied') return stored.delivery;
  if ((await replaceDelivery(deps.db, stored, outcome.delivery)) === null) {
    const now = await readDelivery(deps.db, stored.delivery.delivery_id);
    if (now === null) throw deliveryNotFound();
    return now.delivery;
  }
  await sendDeliveries(deps, [outcome.delivery]);
  return outcome.delivery;
}

function webhookOff(): AppError {
  return new AppError('webhook_off', 'The webhook is switched off: nothing is sent to it.');
}

/** Sends a `webhook.test` to the webhook. Throws `webhook_off`. One read, one write, one task. */
export async function sendTest(deps: Deps, owner: string, webhookId: string): Promise<PendingDelivery> {
  const { webhook } = await findWebhook(deps, owner, webhookId);
  const payload = testPayloadOf(webhookId, deps.clock.now());
  return await sendNew(deps, webhook, { missionId: null, event: payload.type, body: JSON.stringify(payload) });
}

type Content = Omit<Parameters<typeof newDelivery>[0], 'deliveryId' | 'webhookId' | 'owner'>;

async function sendNew(deps: Deps, webhook: Webhook, content: Content): Promise<PendingDelivery> {
  const { webhook_id: webhookId, owner } = webhook;
  if (!webhook.is_enabled) throw webhookOff();
  const deliveryId = `msg_${newMissionId(deps.random)}`;
  const delivery = newDelivery({ ...content, deliveryId, webhookId, owner }, deps.clock.now());
  await createDelivery(deps.db, delivery);
  await sendDeliveries(deps, [delivery]);
  return delivery;
}

/** A delivery as the API answers it. */
export function deliveryAnswerOf(delivery: Delivery): DeliveryAnswer {
  const { delivery_id, webhook_id, mission_id, event, status, redelivery_of, attempts, tries } = delivery;
  const { next_try_at, ended_at, failure, created_at } = delivery;
  const payload = webhookPayload.parse(JSON.parse(delivery.body));
  return {
    ...{ delivery_id, webhook_id, mission_id, event, status, redelivery_of, attempts, tries },
    ...{ next_try_at, ended_at, failure, payload, created_at },
  };
}
