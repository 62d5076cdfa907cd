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
import { missionTypes } from '../../missions/form/report/reportCalls.ts';
import type { NewWebhook } from './webhookDraft.ts';

/** A page of deliveries. */
const SHOWN = 20;

const at = (webhookId: string): string => `/webhooks/${encodeURIComponent(webhookId)}`;

export type DeliveryStatus = DeliveryAnswer['status'];

interface WantedPage {
  /** Null for all. */
  readonly status: DeliveryStatus | null;
  /** Where the page before ended; null for the newest. */
  readonly cursor: string | null;
}

export interface DeliveryPage {
  readonly items: readonly DeliveryAnswer[];
  /** Null where there are no older ones. */
  readonly cursor: string | null;
}

/** What can be asked about webhooks. Only what is said to be repeatable may be sent again by itself. */
export const webhookCalls = {
  list: async (): Promise<Answer<readonly WebhookAnswer[]>> => {
    const answer = await ask({ method: 'GET', path: '/webhooks' }, webhookList);
    return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.webhooks } : answer;
  },
  /** The types of missions that the server runs. No read of the database. */
  types: async (): Promise<Answer<readonly string[]>> => {
    const answer = await missionTypes();
    return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.mission_types.map(({ type }) => type) } : answer;
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
  deliveries: async (webhookId: string, { status, cursor }: WantedPage): Promise<Answer<DeliveryPage>> => {
    const query = new URLSearchParams({ limit: String(SHOWN) });
    if (status !== null) query.set('status', status);
    if (cursor !== null) query.set('cursor', cursor);
    const answer = await ask({ method: 'GET', path: `${at(webhookId)}/deliveries?${query}` }, deliveryList);
    if (answer.kind !== 'ok') return answer;
    return { kind: 'ok', data: { items: answer.data.deliveries, cursor: answer.data.next_cursor } };
  },
  delivery: ({ webhook_id: id, delivery_id }: DeliveryAnswer): Promise<Answer<DeliveryAnswer>> =>
    ask({ method: 'GET', path: `${at(id)}/deliveries/${delivery_id}` }, deliveryAnswer),
  redeliver: ({ webhook_id: id, delivery_id }: DeliveryAnswer): Promise<Answer<DeliveryAnswer>> =>
    ask({ method: 'POST', path: `${at(id)}/deliveries/${delivery_id}/redeliver` }, deliveryAnswer),
};
