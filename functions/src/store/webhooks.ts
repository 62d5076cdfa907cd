import type { Firestore, Query, Timestamp } from 'firebase-admin/firestore';
import { MAX_WEBHOOKS, type Webhook, webhook as webhookSchema } from '../schema/webhook.ts';
import { webhookDoc, webhooks } from './collections.ts';
import { holds } from './firestore.ts';

/** A webhook as it was read or written, and the version that the next write must find. */
export interface StoredWebhook {
  readonly webhook: Webhook;
  readonly version: Timestamp;
}

/** The webhook, or null. One read. */
export async function readWebhook(db: Firestore, webhookId: string): Promise<StoredWebhook | null> {
  const snapshot = await webhookDoc(db, webhookId).get();
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { webhook: webhookSchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes a new webhook, under an id that was drawn at random. One write. */
export async function createWebhook(db: Firestore, webhook: Webhook): Promise<void> {
  await webhookDoc(db, webhook.webhook_id).create(webhook);
}

/** Writes `after` if nobody wrote since `before`. False when another writer was first, or deleted it. One write. */
export async function replaceWebhook(db: Firestore, before: StoredWebhook, after: Webhook): Promise<boolean> {
  const changes: Record<string, unknown> = { ...after };
  return await holds(webhookDoc(db, after.webhook_id).update(changes, { lastUpdateTime: before.version }));
}

/** Deletes the webhook if nobody wrote since `before`. False when another writer was first. One delete. */
export async function deleteWebhook(db: Firestore, before: StoredWebhook): Promise<boolean> {
  return await holds(webhookDoc(db, before.webhook.webhook_id).delete({ lastUpdateTime: before.version }));
}

/** The owner's webhooks, newest first. One read each, at least one. */
export async function listWebhooks(db: Firestore, owner: string): Promise<Webhook[]> {
  const found = await webhooksOf(db, owner).get();
  return found.docs.map((doc) => webhookSchema.parse(doc.data()));
}

/** The query behind {@link listWebhooks}. Index: `owner`, `created_at` descending. */
export function webhooksOf(db: Firestore, owner: string): Query {
  return webhooks(db).where('owner', '==', owner).orderBy('created_at', 'desc').limit(MAX_WEBHOOKS);
}

/** How many webhooks the owner has. One read. Index: `owner` alone, automatic. */
export async function countWebhooks(db: Firestore, owner: string): Promise<number> {
  const counted = await webhooks(db).where('owner', '==', owner).count().get();
  return counted.data().count;
}

/**
 * The owner's webhooks that are switched on. One that this release can't read is left out: it must not keep a mission
 * from its end. One read each, at least one. Indexes: `owner` and `is_enabled`, each alone and automatic; Firestore
 * merges them.
 */
export async function enabledWebhooks(db: Firestore, owner: string): Promise<Webhook[]> {
  const found = await enabledQuery(db, owner).get();
  return found.docs.flatMap((doc) => webhookSchema.safeParse(doc.data()).data ?? []);
}

/** The query behind {@link enabledWebhooks}. The limit leaves room for those that a race has let pass. */
export function enabledQuery(db: Firestore, owner: string): Query {
  return webhooks(db)
    .where('owner', '==', owner)
    .where('is_enabled', '==', true)
    .limit(2 * MAX_WEBHOOKS);
}
