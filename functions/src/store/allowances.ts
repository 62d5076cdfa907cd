import type { Firestore, Query } from 'firebase-admin/firestore';
import { historyEntry } from '../schema/history.ts';
import type { Instant } from '../schema/time.ts';

const entry = historyEntry.pick({ timestamp: true });

/** How many calls were counted for `countedFor` after `since`. One read per 1,000 of them, at least one. */
export async function countCalls(db: Firestore, countedFor: string, since: Instant): Promise<number> {
  const counted = await countedCalls(db, countedFor, since).count().get();
  return counted.data().count;
}

/** When the calls that were counted after `since` were made, the oldest first. One read each, at least one. */
export async function callTimes(db: Firestore, countedFor: string, since: Instant, limit: number): Promise<Instant[]> {
  const found = await countedCalls(db, countedFor, since).limit(limit).select('timestamp').get();
  return found.docs.map((doc) => entry.parse(doc.data()).timestamp);
}

/**
 * Index, over all missions: `counted_for`, `timestamp`. Entries without the first are not in it, so that it costs the
 * others nothing.
 */
export function countedCalls(db: Firestore, countedFor: string, since: Instant): Query {
  return db
    .collectionGroup('events')
    .where('counted_for', '==', countedFor)
    .where('timestamp', '>', since)
    .orderBy('timestamp');
}
