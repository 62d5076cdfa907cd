import { type DeliveryAnswer, deliveryAnswer, deliveryList } from '../../../../functions/src/schema/delivery.ts';
import {
  type EditWebhookRequest,
  type WebhookAnswer,
  type WebhookWithSecret,
  webhookAnswer,
  webhookList,
  webhookWithSecret,
} from '../../../../functions/src/schema/webhook.ts';
import { type Answer, ask } from '../../api.ts';
import type { NewWebhook } from './webhookDraft.ts';

/** So many of the newest deliveries are shown. */
const SHOWN = 20;

const at = (webhookId: string): string => `/webhooks/${encodeURIComponent(webhookId)}`;

/** What can be asked about webhooks. Only what is said to be repeatable may be sent again by itself. */
export const webhookCalls = {
  list: async (): Promise<Answer<readonly WebhookAnswer[]>> => {
    const answer = await ask({ method: 'GET', path: '/webhooks' }, webhookList);
    return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.webhooks } : answer;
  },
  create: (body: NewWebhook): Promise<Answer<WebhookWithSecret>> =>
    ask({ method: 'POST', path: '/webhooks', body }, webhookWithSecret),
  edit: (webhookId: string, body: EditWebhookRequest): Promise<Answer<WebhookAnswer>> =>
    ask({ method: 'PATCH', path: at(webhookId), body, isRepeatable: true }, webhookAnswer),
  remove: (webhookId: string): Promise<Answer<WebhookAnswer>> =>
    ask({ method: 'DELETE', path: at(webhookId) }, webhookAnswer),
  renewSecret: (webhookId: string): Promise<Answer<WebhookWithSecret>> =>
    ask({ method: 'POST', path: `${at(webhookId)}/secret` }, webhookWithSecret),
  test: (webhookId: string): Promise<Answer<DeliveryAnswer>> =>
    ask({ method: 'POST', path: `${at(webhookId)}/test` }, deliveryAnswer),
  deliveries: async (webhookId: string): Promise<Answer<readonly DeliveryAnswer[]>> => {
    const answer = await ask({ method: 'GET', path: `${at(webhookId)}/deliveries?limit=${SHOWN}` }, deliveryList);
    return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.deliveries } : answer;
  },
  redeliver: ({ webhook_id: id, delivery_id }: DeliveryAnswer): Promise<Answer<DeliveryAnswer>> =>
    ask({ method: 'POST', path: `${at(id)}/deliveries/${delivery_id}/redeliver` }, deliveryAnswer),
};
