import { type DocumentSnapshot, type Firestore, type Query, Timestamp } from 'firebase-admin/firestore';
import {
  DELIVERY_KEPT_DAYS,
  type Delivery,
  delivery as deliverySchema,
  type PendingDelivery,
} from '../schema/delivery.ts';
import { type Instant, toEpochMs } from '../schema/time.ts';
import { webhook as webhookSchema } from '../schema/webhook.ts';
import { deliveries, deliveryDoc, webhookDoc } from './collections.ts';
import { isLostRace, isMissing } from './firestore.ts';
import type { Write } from './groupCommit.ts';
import type { StoredWebhook } from './webhooks.ts';

const DAY_MS = 86_400_000;

/** A delivery as it was read or written, and the version that the next write must find. */
export interface StoredDelivery {
  readonly delivery: Delivery;
  readonly version: Timestamp;
}

/** The creation of `delivery`, for the commit of what it tells of. One write; `expire_at` is when it is deleted. */
export function deliveryWrite(db: Firestore, delivery: PendingDelivery): Write {
  const expireAt = Timestamp.fromMillis(toEpochMs(delivery.created_at) + DELIVERY_KEPT_DAYS * DAY_MS);
  return (batch) => batch.create(deliveryDoc(db, delivery.delivery_id), { ...delivery, expire_at: expireAt });
}

/** Creates `delivery` by itself. One write. */
export async function createDelivery(db: Firestore, delivery: PendingDelivery): Promise<void> {
  const batch = db.batch();
  deliveryWrite(db, delivery)(batch);
  await batch.commit();
}

/** The delivery, or null. One read. */
export async function readDelivery(db: Firestore, deliveryId: string): Promise<StoredDelivery | null> {
  return storedDelivery(await deliveryDoc(db, deliveryId).get());
}

/** The delivery and its webhook, null what is not there. Two reads. */
export async function readDeliveryAndWebhook(
  db: Firestore,
  deliveryId: string,
  webhookId: string,
): Promise<{ readonly stored: StoredDelivery | null; readonly target: StoredWebhook | null }> {
  const [sent, to] = await db.getAll(deliveryDoc(db, deliveryId), webhookDoc(db, webhookId));
  const isThere = to?.exists === true && to.updateTime !== undefined;
  return {
    stored: sent === undefined ? null : storedDelivery(sent),
    target: isThere ? { webhook: webhookSchema.parse(to.data()), version: to.updateTime } : null,
  };
}

/** A delivery that was read; null where there is none. */
export function storedDelivery(snapshot: DocumentSnapshot): StoredDelivery | null {
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { delivery: deliverySchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes `after` if nobody wrote since `before`; null when another writer was first. One write. */
export async function replaceDelivery(
  db: Firestore,
  before: StoredDelivery,
  after: Delivery,
): Promise<StoredDelivery | null> {
  // What was to be sent never changes.
  const { body: _body, ...changes } = after;
  try {
    const ref = deliveryDoc(db, after.delivery_id);
    const written = await ref.update({ ...changes }, { lastUpdateTime: before.version });
    return { delivery: after, version: written.writeTime };
  } catch (error) {
    if (isLostRace(error) || isMissing(error)) return null;
    throw error;
  }
}

/**
 * Deliveries whose `wake_at` has passed, the longest waiting first; one read each, at least one. They are given unparsed,
 * so that a broken one keeps no other from being read. Index: `wake_at` alone, automatic.
 */
export async function dueDeliveries(db: Firestore, now: Instant, limit: number): Promise<DocumentSnapshot[]> {
  return (await deliveries(db).where('wake_at', '<=', now).orderBy('wake_at').limit(limit).get()).docs;
}

/** How many deliveries to the webhook were taken up before the one whose lease ends at `until`, and are under way. One read. */
export async function countAhead(db: Firestore, webhookId: string, now: Instant, until: Instant): Promise<number> {
  const counted = await aheadQuery(db, webhookId, now, until).count().get();
  return counted.data().count;
}

/** Leases are of one length: who took one up earlier ends earlier. Index: `webhook_id`, `lease.expires_at`. */
export function aheadQuery(db: Firestore, webhookId: string, now: Instant, until: Instant): Query {
  return deliveries(db)
    .where('webhook_id', '==', webhookId)
    .where('lease.expires_at', '>', now)
    .where('lease.expires_at', '<', until)
    .orderBy('lease.expires_at');
}

/** Deletes deliveries that have expired, `limit` at most; returns how many. One read and one delete each. Index: `expire_at`. */
export async function deleteExpiredDeliveries(db: Firestore, now: Instant, limit: number): Promise<number> {
  const until = Timestamp.fromMillis(toEpochMs(now));
  const found = await deliveries(db).where('expire_at', '<=', until).orderBy('expire_at').limit(limit).select().get();
  if (found.empty) return 0;
  const batch = db.batch();
  for (const doc of found.docs) batch.delete(doc.ref);
  await batch.commit();
  return found.size;
}
