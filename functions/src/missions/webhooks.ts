import { AppError } from '../core/errors.ts';
import { OLD_SECRET_FOR_MS, switchOff, switchOn } from '../core/webhookState.ts';
import { newSecret } from '../edge/signature.ts';
import { EXTERNAL_TYPE } from '../schema/external.ts';
import { newMissionId } from '../schema/ids.ts';
import { addMs, type Instant } from '../schema/time.ts';
import {
  type CreateWebhookRequest,
  type EditWebhookRequest,
  MAX_WEBHOOKS,
  percentsFor,
  type Webhook,
  type WebhookAnswer,
  type WebhookWithSecret,
} from '../schema/webhook.ts';
import {
  countWebhooks,
  deleteWebhook,
  readWebhook,
  replaceWebhook,
  type StoredWebhook,
  createWebhook as storeWebhook,
} from '../store/webhooks.ts';
import type { Deps } from './deps.ts';
import { unknownType } from './missionTypes.ts';
import { forgetWebhooks } from './webhookCache.ts';

/** How often one change is tried against other writers: the owner, and deliveries that change its state. */
const MAX_TRIES = 10;
const MAX_BACKOFF_MS = 200;

/**
 * Creates a webhook and shows its secret. It is told of what happens from now on. Throws `too_many_webhooks`,
 * `unknown_mission_type`, `address_refused` and `address_unreachable`. One read and one write. Of several at once a few may pass
 * {@link MAX_WEBHOOKS}.
 */
export async function createWebhook(
  deps: Deps,
  owner: string,
  request: CreateWebhookRequest,
): Promise<WebhookWithSecret> {
  if ((await countWebhooks(deps.db, owner)) >= MAX_WEBHOOKS) {
    throw new AppError('too_many_webhooks', `You have ${MAX_WEBHOOKS} webhooks, which is the most.`);
  }
  checkType(deps, request.type);
  await deps.targets.check(request.url);
  const now = deps.clock.now();
  const webhook: Webhook = {
    webhook_id: `wh_${newMissionId(deps.random)}`,
    owner,
    url: request.url,
    description: request.description ?? null,
    events: request.events,
    progress_at: percentsFor(request.events, request.progress_at),
    mission_id: request.mission_id ?? null,
    type: request.type ?? null,
    secret: newSecret(deps.random),
    ...{ old_secret: null, failing_since: null, is_slow: false, is_enabled: true, switched_off: null },
    created_at: now,
    updated_at: now,
  };
  await storeWebhook(deps.db, webhook);
  forgetWebhooks(deps.db, owner);
  deps.log.info({ webhook_id: webhook.webhook_id, owner }, 'webhook created');
  return { ...webhookAnswerOf(webhook), secret: webhook.secret };
}

/** Refuses a type of which no mission will ever be: the webhook would not be called, and nobody told why. */
function checkType({ catalog }: Deps, type: string | null | undefined): void {
  if (type === null || type === undefined || type === EXTERNAL_TYPE || catalog.newest(type) !== null) return;
  throw unknownType(catalog, type, 'type');
}

/** The owner's webhook; `webhook_not_found` for anybody else's. One read. */
export async function findWebhook(deps: Deps, owner: string, webhookId: string): Promise<StoredWebhook> {
  const stored = await readWebhook(deps.db, webhookId);
  if (stored === null || stored.webhook.owner !== owner) throw webhookNotFound();
  return stored;
}

/** The same words for a webhook that is not there and for one that belongs to somebody else. */
export function webhookNotFound(): AppError {
  return new AppError('webhook_not_found', 'There is no webhook with this id.');
}

/**
 * Changes a webhook, switches it on or off. Throws `unknown_mission_type`, `address_refused` and `address_unreachable` for a
 * new address, and `invalid_request` for percents without `mission.progress`. One read and one write.
 */
export async function editWebhook(
  deps: Deps,
  owner: string,
  webhookId: string,
  request: EditWebhookRequest,
): Promise<WebhookAnswer> {
  checkType(deps, request.type);
  if (request.url !== undefined) await deps.targets.check(request.url);
  const stored = await findWebhook(deps, owner, webhookId);
  const now = deps.clock.now();
  const after = await changeWebhook(deps, stored, (webhook) => edited(webhook, request, now));
  if (after === null) throw webhookNotFound();
  return webhookAnswerOf(after);
}

function edited(webhook: Webhook, request: EditWebhookRequest, now: Instant): Webhook {
  const events = request.events ?? webhook.events;
  if (request.progress_at !== undefined && !events.includes('mission.progress')) {
    const message = 'needs "mission.progress" among the events';
    throw new AppError('invalid_request', `progress_at: ${message}`, { fields: [{ field: 'progress_at', message }] });
  }
  const turned =
    request.is_enabled === undefined ? webhook : request.is_enabled ? switchOn(webhook, now) : switchOff(webhook, now);
  return {
    ...turned,
    url: request.url ?? webhook.url,
    description: request.description === undefined ? webhook.description : request.description,
    events,
    progress_at: percentsFor(events, request.progress_at ?? webhook.progress_at),
    mission_id: request.mission_id === undefined ? webhook.mission_id : request.mission_id,
    type: request.type === undefined ? webhook.type : request.type,
    updated_at: now,
  };
}

/**
 * Gives the webhook another secret and shows it. For a day deliveries are signed with the one before too, so that the
 * receiver can change over at any time in it. One read and one write.
 */
export async function renewSecret(deps: Deps, owner: string, webhookId: string): Promise<WebhookWithSecret> {
  const stored = await findWebhook(deps, owner, webhookId);
  const now = deps.clock.now();
  const secret = newSecret(deps.random);
  const after = await changeWebhook(deps, stored, (webhook) => {
    const old = { secret: webhook.secret, until: addMs(now, OLD_SECRET_FOR_MS) };
    return { ...webhook, secret, old_secret: old, updated_at: now };
  });
  if (after === null) throw webhookNotFound();
  deps.log.info({ webhook_id: webhookId, owner }, 'webhook secret renewed');
  return { ...webhookAnswerOf(after), secret };
}

/**
 * Deletes a webhook and answers it as it was. What was on its way to it is given up; its deliveries are not shown any
 * more and expire. One read and one delete.
 */
export async function removeWebhook(deps: Deps, owner: string, webhookId: string): Promise<WebhookAnswer> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await findWebhook(deps, owner, webhookId);
    if (await deleteWebhook(deps.db, stored)) {
      forgetWebhooks(deps.db, owner);
      deps.log.info({ webhook_id: webhookId, owner }, 'webhook deleted');
      return webhookAnswerOf(stored.webhook);
    }
    await deps.sleep(deps.random(MAX_BACKOFF_MS));
  }
  throw contention();
}

/**
 * Writes what `change` makes of the webhook, by compare-and-swap: on a lost race it is read again and changed anew.
 * Null when there is nothing to change (`change` says so by null) or the webhook is gone. One write.
 */
export async function changeWebhook(
  deps: Deps,
  known: StoredWebhook,
  change: (webhook: Webhook) => Webhook | null,
): Promise<Webhook | null> {
  let stored: StoredWebhook | null = known;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (stored === null) return null;
    const after = change(stored.webhook);
    if (after === null) return null;
    if (await replaceWebhook(deps.db, stored, after)) {
      forgetWebhooks(deps.db, after.owner);
      return after;
    }
    await deps.sleep(deps.random(MAX_BACKOFF_MS));
    stored = await readWebhook(deps.db, known.webhook.webhook_id);
  }
  throw contention();
}

function contention(): AppError {
  return new AppError('too_much_contention', 'The webhook is being changed by too many callers at once.');
}

/** A webhook as the API answers it. */
export function webhookAnswerOf(webhook: Webhook): WebhookAnswer {
  const { owner: _owner, secret: _secret, old_secret: old, is_slow: _slow, ...answer } = webhook;
  return { ...answer, old_secret_until: old?.until ?? null };
}
