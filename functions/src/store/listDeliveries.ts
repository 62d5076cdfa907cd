import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import { type Delivery, deliveryId, delivery as deliverySchema, type ListDeliveriesQuery } from '../schema/delivery.ts';
import { instant } from '../schema/time.ts';
import { deliveries } from './collections.ts';

const cursorValues = z.tuple([instant, deliveryId]);

/** A page of deliveries; `nextCursor` null on the last one. */
export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly nextCursor: string | null;
}

/** The webhook's deliveries, newest first. One read each, one more where there is another page, at least one. */
export async function listDeliveries(
  db: Firestore,
  webhookId: string,
  query: ListDeliveriesQuery,
): Promise<DeliveryPage> {
  const found = await deliveriesOf(db, webhookId, query).get();
  const page = found.docs.slice(0, query.limit).map((doc) => deliverySchema.parse(doc.data()));
  const last = page.at(-1);
  return { deliveries: page, nextCursor: found.size > query.limit && last !== undefined ? cursorOf(last) : null };
}

/** The query behind {@link listDeliveries}. Indexes: `webhook_id`, `created_at` descending, with and without `status`. */
export function deliveriesOf(db: Firestore, webhookId: string, query: ListDeliveriesQuery): Query {
  const own = deliveries(db).where('webhook_id', '==', webhookId);
  const some = query.status === undefined ? own : own.where('status', '==', query.status);
  const ordered = some.orderBy('created_at', 'desc').orderBy(FieldPath.documentId(), 'desc');
  const page = query.cursor === undefined ? ordered : ordered.startAfter(...parseCursor(query.cursor));
  return page.limit(query.limit + 1);
}

function cursorOf(last: Delivery): string {
  return Buffer.from(JSON.stringify([last.created_at, last.delivery_id])).toString('base64url');
}

function parseCursor(cursor: string): z.infer<typeof cursorValues> {
  try {
    return cursorValues.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid_request', 'The cursor is not one that this API gave out.', {
      cause,
      fields: [{ field: 'cursor', message: 'must be the next_cursor of an earlier page' }],
      next: 'Leave the cursor out to start at the first page.',
    });
  }
}
