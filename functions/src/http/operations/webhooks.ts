import { deliveryAnswer, deliveryList, listDeliveriesQuery } from '../../schema/delivery.ts';
import {
  createWebhookRequest,
  editWebhookRequest,
  webhookAnswer,
  webhookList,
  webhookWithSecret,
} from '../../schema/webhook.ts';
import { ALL, DELIVERY, WEBHOOK } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const createWebhook = operation({
  id: 'createWebhook',
  method: 'post',
  path: '/webhooks',
  tag: 'Webhooks',
  summary: 'Create a webhook',
  description:
    'Has `url` called, with a signed POST, when one of your missions waits, ends or passes a percent. Narrow it with ' +
    '`mission_id` (which may not exist yet) or `type` (one that there is). The answer is the only one that shows the `secret` with which you ' +
    '[verify what you receive](webhooks.md#verify-what-you-receive). The address must be https and public.',
  scope: 'admin',
  of: ALL,
  query: NOTHING,
  body: createWebhookRequest,
  answer: webhookWithSecret,
  statuses: { 201: 'The webhook, created, with its secret.' },
  errors: ['too_many_webhooks', 'unknown_mission_type', 'address_refused', 'address_unreachable'],
  examples: [
    { name: 'Ends and waits of all missions', body: { url: 'https://example.com/hooks/missions' } },
    {
      name: 'Two events and percents of one type',
      body: {
        url: 'https://example.com/hooks/research',
        description: 'Research for the newsletter',
        events: ['mission.completed', 'mission.progress'],
        progress_at: [50, 90],
        type: 'research',
      },
    },
  ],
});

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'get',
  path: '/webhooks',
  tag: 'Webhooks',
  summary: 'List your webhooks',
  description: 'All of them, newest first: there are at most 20.',
  scope: 'admin',
  of: ALL,
  query: NOTHING,
  body: NOTHING,
  answer: webhookList,
  errors: [],
  examples: [{ name: 'All' }],
});

export const getWebhook = operation({
  id: 'getWebhook',
  method: 'get',
  path: '/webhooks/{webhook_id}',
  tag: 'Webhooks',
  summary: 'Read a webhook',
  description:
    'With `failing_since` while its target takes nothing, and `switched_off` once nothing is sent to it any more. See ' +
    '[a target that fails](webhooks.md#a-target-that-fails).',
  scope: 'admin',
  of: WEBHOOK,
  query: NOTHING,
  body: NOTHING,
  answer: webhookAnswer,
  errors: ['webhook_not_found'],
  examples: [{ name: 'A webhook' }],
});

export const editWebhook = operation({
  id: 'editWebhook',
  method: 'patch',
  path: '/webhooks/{webhook_id}',
  tag: 'Webhooks',
  summary: 'Change a webhook, switch it on or off',
  description:
    'Changes what is named and leaves the rest; null takes a description or a narrowing away. Switched on it starts with ' +
    'a clean slate. What happened while it was off is not sent afterwards.',
  scope: 'admin',
  of: WEBHOOK,
  query: NOTHING,
  body: editWebhookRequest,
  answer: webhookAnswer,
  errors: [
    'webhook_not_found',
    'unknown_mission_type',
    'address_refused',
    'address_unreachable',
    'too_much_contention',
  ],
  examples: [
    { name: 'Switch on', body: { is_enabled: true } },
    { name: 'Other events', body: { events: ['mission.failed'] } },
  ],
});

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  method: 'delete',
  path: '/webhooks/{webhook_id}',
  tag: 'Webhooks',
  summary: 'Delete a webhook',
  description: 'Answers the webhook as it was. What is on its way to it is given up.',
  scope: 'admin',
  of: WEBHOOK,
  query: NOTHING,
  body: NOTHING,
  answer: webhookAnswer,
  errors: ['webhook_not_found', 'too_much_contention'],
  examples: [{ name: 'Delete' }],
});

export const renewWebhookSecret = operation({
  id: 'renewWebhookSecret',
  method: 'post',
  path: '/webhooks/{webhook_id}/secret',
  tag: 'Webhooks',
  summary: 'Give a webhook another secret',
  description:
    'Shows the new secret, this once. Until `old_secret_until`, a day from now, everything is signed with both, so that ' +
    'your receiver may change over at any moment. See [another secret](webhooks.md#another-secret).',
  scope: 'admin',
  of: WEBHOOK,
  query: NOTHING,
  body: NOTHING,
  answer: webhookWithSecret,
  errors: ['webhook_not_found', 'too_much_contention'],
  examples: [{ name: 'Another secret' }],
});

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'post',
  path: '/webhooks/{webhook_id}/test',
  tag: 'Webhooks',
  summary: 'Send a test',
  description:
    'Sends a signed `webhook.test` and answers its delivery at once; read the delivery to see how it went. A test is ' +
    'tried again like any other delivery.',
  scope: 'admin',
  of: WEBHOOK,
  query: NOTHING,
  body: NOTHING,
  answer: deliveryAnswer,
  statuses: { 202: 'The delivery, on its way.' },
  errors: ['webhook_not_found', 'webhook_off'],
  examples: [{ name: 'Test' }],
});

export const listDeliveries = operation({
  id: 'listDeliveries',
  method: 'get',
  path: '/webhooks/{webhook_id}/deliveries',
  tag: 'Webhooks',
  summary: 'List what was sent to a webhook',
  description:
    'Newest first, kept for 30 days: each with what was sent, every try and how it ended, and when the next one is. ' +
    'Narrow it with `status`. See [deliveries](webhooks.md#deliveries).',
  scope: 'admin',
  of: WEBHOOK,
  query: listDeliveriesQuery,
  body: NOTHING,
  answer: deliveryList,
  errors: ['webhook_not_found'],
  examples: [{ name: 'The newest' }, { name: 'Those given up', query: { status: 'failed', limit: '50' } }],
});

export const getDelivery = operation({
  id: 'getDelivery',
  method: 'get',
  path: '/webhooks/{webhook_id}/deliveries/{delivery_id}',
  tag: 'Webhooks',
  summary: 'Read a delivery',
  description: 'What was sent, every try, and when the next one is.',
  scope: 'admin',
  of: DELIVERY,
  query: NOTHING,
  body: NOTHING,
  answer: deliveryAnswer,
  errors: ['webhook_not_found', 'delivery_not_found'],
  examples: [{ name: 'A delivery' }],
});

export const redeliver = operation({
  id: 'redeliver',
  method: 'post',
  path: '/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver',
  tag: 'Webhooks',
  summary: 'Send a delivery once more, or try it now',
  description:
    'Sends the same body to the present address of the webhook, as a delivery with an id of its own: a receiver that drops ' +
    'what it has seen will take it. One that is `pending` gets no second: it is tried now instead of at its ' +
    '`next_try_at`, under its own id, and is answered as it is while a try is under way.',
  scope: 'admin',
  of: DELIVERY,
  query: NOTHING,
  body: NOTHING,
  answer: deliveryAnswer,
  statuses: { 202: 'The new delivery, or the pending one, on its way.' },
  errors: ['webhook_not_found', 'delivery_not_found', 'webhook_off'],
  examples: [{ name: 'Once more' }],
});
