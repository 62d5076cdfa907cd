import type { DeliveryTask } from '../../functions/src/edge/tasks.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { createWebhook } from '../../functions/src/missions/webhooks.ts';
import { type DeliveryEnd, deliver } from '../../functions/src/runner/deliver.ts';
import { type Delivery, delivery as deliverySchema } from '../../functions/src/schema/delivery.ts';
import {
  type CreateWebhookRequest,
  createWebhookRequest,
  type Webhook,
  type WebhookWithSecret,
} from '../../functions/src/schema/webhook.ts';
import { deliveries } from '../../functions/src/store/collections.ts';
import { readWebhook } from '../../functions/src/store/webhooks.ts';
import type { TestDeps } from './deps.ts';
import { OWNER, REQUEST } from './runs.ts';

let names = 0;

/** Makes one try of what `task` is for, under a name of its own. */
export function deliverOnce(deps: Deps, task: DeliveryTask): Promise<DeliveryEnd> {
  names += 1;
  return deliver(deps, task, `worker-${names}`);
}

export async function newWebhook(
  deps: Deps,
  request: Partial<CreateWebhookRequest> & { url: string },
  owner = OWNER,
): Promise<WebhookWithSecret> {
  return await createWebhook(deps, owner, createWebhookRequest.parse(request));
}

/** The webhook as it is stored. */
export async function webhookOf(deps: Deps, { webhook_id: id }: WebhookWithSecret): Promise<Webhook> {
  const stored = await readWebhook(deps.db, id);
  if (stored === null) throw new Error('the webhook is gone');
  return stored.webhook;
}

/** Every delivery, oldest first. */
export async function allDeliveries(deps: Deps): Promise<Delivery[]> {
  const found = await deliveries(deps.db).orderBy('created_at').get();
  return found.docs.map((doc) => deliverySchema.parse(doc.data()));
}

/** The only delivery that there is. */
export async function onlyDelivery(deps: Deps): Promise<Delivery> {
  const [first, ...others] = await allDeliveries(deps);
  if (first === undefined || others.length > 0)
    throw new Error(`there are ${others.length + (first ? 1 : 0)} deliveries`);
  return first;
}

/** A mission of `owner` that was cancelled: the shortest way to an event. */
export async function cancelledMission(deps: Deps, owner = OWNER, missionId?: string): Promise<string> {
  const request = { ...REQUEST, ...(missionId === undefined ? {} : { mission_id: missionId }) };
  const { mission } = await createMission(deps, owner, request);
  await command(deps, owner, mission.mission_id, 'cancel');
  return mission.mission_id;
}

/** The task that was sent last. */
export function lastDeliveryTask(deps: TestDeps): DeliveryTask {
  const task = deps.sentDeliveries.at(-1);
  if (task === undefined) throw new Error('no delivery was enqueued');
  return task;
}
