import { deliveryAnswerOf, findDeliveries, findDelivery, redeliver, sendTest } from '../missions/deliveries.ts';
import type { Deps } from '../missions/deps.ts';
import {
  createWebhook,
  editWebhook,
  findWebhook,
  removeWebhook,
  renewSecret,
  webhookAnswerOf,
} from '../missions/webhooks.ts';
import { listWebhooks } from '../store/webhooks.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/webhooks.ts';

/** Webhooks, and what was sent to them. */
export function webhookRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.createWebhook, async ({ owner, body }) => {
      return { status: 201, json: await createWebhook(deps, owner, body) };
    }),
    signedIn(operations.listWebhooks, async ({ owner }) => {
      return { json: { webhooks: (await listWebhooks(deps.db, owner)).map(webhookAnswerOf) } };
    }),
    signedIn(operations.getWebhook, async ({ owner, params }) => {
      return { json: webhookAnswerOf((await findWebhook(deps, owner, params.webhook_id)).webhook) };
    }),
    signedIn(operations.editWebhook, async ({ owner, params, body }) => {
      return { json: await editWebhook(deps, owner, params.webhook_id, body) };
    }),
    signedIn(operations.deleteWebhook, async ({ owner, params }) => {
      return { json: await removeWebhook(deps, owner, params.webhook_id) };
    }),
    signedIn(operations.renewWebhookSecret, async ({ owner, params }) => {
      return { json: await renewSecret(deps, owner, params.webhook_id) };
    }),
    signedIn(operations.testWebhook, async ({ owner, params }) => {
      return { status: 202, json: deliveryAnswerOf(await sendTest(deps, owner, params.webhook_id)) };
    }),
    signedIn(operations.listDeliveries, async ({ owner, params, query }) => {
      const page = await findDeliveries(deps, owner, params.webhook_id, query);
      return { json: { deliveries: page.deliveries.map(deliveryAnswerOf), next_cursor: page.nextCursor } };
    }),
    signedIn(operations.getDelivery, async ({ owner, params }) => {
      const { stored } = await findDelivery(deps, owner, params.webhook_id, params.delivery_id);
      return { json: deliveryAnswerOf(stored.delivery) };
    }),
    signedIn(operations.redeliver, async ({ owner, params }) => {
      const delivery = await redeliver(deps, owner, params.webhook_id, params.delivery_id);
      return { status: 202, json: deliveryAnswerOf(delivery) };
    }),
  ];
}
