import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import type { Lookup } from '../core/missionFilter.ts';
import { type Mission, mission as missionSchema } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { missions } from './collections.ts';

/** A place in a list: that of a mission, which never changes. */
export interface Place {
  readonly createdAt: Instant;
  readonly missionId: string;
}

/** The owner's missions that the lookup finds after `place`, newest first; one read each, at least one. */
export async function findMissions(
  db: Firestore,
  owner: string,
  lookup: Lookup,
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): Promise<Mission[]> {
  const ordered = lookupQuery(db, owner, lookup);
  const rest = after === null ? ordered : ordered.startAfter(after.createdAt, after.missionId);
  return (await rest.limit(limit).get()).docs.map((doc) => missionSchema.parse(doc.data()));
}

/** How many missions the lookup finds. One read per 1,000 of them, at least one. */
export async function countMissions(db: Firestore, owner: string, lookup: Lookup): Promise<number> {
  return (await lookupQuery(db, owner, lookup).count().get()).data().count;
}

/**
 * The query behind both; apart from them so that a test can hold its shape against the indexes.
 * Indexes (firestore.indexes.json), `owner` first and `created_at` descending last in each: with nothing between; with
 * `status`; with `labels` and `status`; with `words`.
 */
export function lookupQuery(db: Firestore, owner: string, lookup: Lookup): Query {
  let found: Query = missions(db).where('owner', '==', owner);
  if (lookup.word !== null) found = found.where('words', 'array-contains', lookup.word);
  if (lookup.label !== null) found = found.where('labels', 'array-contains', lookup.label);
  if (lookup.statuses !== null) found = found.where('status', 'in', lookup.statuses);
  if (lookup.createdAfter !== null) found = found.where('created_at', '>', lookup.createdAfter);
  if (lookup.createdBefore !== null) found = found.where('created_at', '<', lookup.createdBefore);
  return found.orderBy('created_at', 'desc').orderBy(FieldPath.documentId(), 'desc');
}
