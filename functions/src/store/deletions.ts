import {
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
  type Timestamp,
} from 'firebase-admin/firestore';
import type { DeletedMission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { BELOW_MISSION, below, missionDoc, missions } from './collections.ts';
import { holds } from './firestore.ts';

/** Documents of one collection that go with one commit: each is read first, without its fields. */
const TOGETHER = 300;

/** A mission's document as a query found it; its fields may be in a form that this release can't read. */
export interface Found {
  readonly missionId: string;
  readonly version: Timestamp;
  readonly data: unknown;
}

/**
 * Puts the mark of its deletion in the place of the mission, only if nobody wrote it since `version`: from then on there
 * is no such mission, no writer's commit holds any more, and its id stays taken until everything below it is gone. False
 * when another writer was first. Two writes.
 */
export async function markDeleted(db: Firestore, mark: DeletedMission, version: Timestamp): Promise<boolean> {
  const doc = missionDoc(db, mark.mission_id);
  const batch = db.batch();
  batch.delete(doc, { lastUpdateTime: version });
  batch.set(doc, mark);
  return await holds(batch.commit());
}

/**
 * Deletes what lies below a marked mission, up to `most` documents, and the mark when nothing is left. Safe beside itself
 * and after its end: every delete holds only if the document is as it was listed, so that a late one never meets a
 * document of a new mission under the same id. A read and a delete for each document, and in each round (of up to 300
 * documents of each collection) a read of the mark; at the end one more for each collection.
 */
export async function deleteBelow(
  db: Firestore,
  missionId: string,
  most: number,
): Promise<{ readonly deleted: number; readonly isComplete: boolean }> {
  let deleted = 0;
  for (;;) {
    const mark = await missionDoc(db, missionId).get();
    if (mark.updateTime === undefined || mark.get('deleted_at') === undefined) return { deleted, isComplete: true };
    const found = (await listBelow(db, missionId)).slice(0, most - deleted);
    const batch = db.batch();
    for (const doc of found) batch.delete(doc.ref, { lastUpdateTime: doc.updateTime });
    if (found.length === 0) batch.delete(mark.ref, { lastUpdateTime: mark.updateTime });
    // Lost to somebody who deletes the same: what is left is looked for again.
    if (await holds(batch.commit())) deleted += found.length;
    if (found.length > 0 && deleted >= most) return { deleted, isComplete: false };
  }
}

async function listBelow(db: Firestore, missionId: string): Promise<QueryDocumentSnapshot[]> {
  const lists = BELOW_MISSION.map((name) => below(db, missionId, name).select().limit(TOGETHER).get());
  return (await Promise.all(lists)).flatMap(({ docs }) => docs);
}

/** Missions that ended at `until` or before, the longest ago first; one read each, at least one. */
export async function findExpired(db: Firestore, until: Instant, limit: number): Promise<Found[]> {
  return await foundBy(expiredQuery(db, until).limit(limit));
}

/** Index: `finished_at` alone, automatic. */
export function expiredQuery(db: Firestore, until: Instant): Query {
  return missions(db).where('finished_at', '<=', until).orderBy('finished_at');
}

/** Ids of missions marked at `until` or before whose deletion is not complete; one read each, at least one. */
export async function findMarked(db: Firestore, until: Instant, limit: number): Promise<string[]> {
  const found = await markedQuery(db, until).limit(limit).select().get();
  return found.docs.map((doc) => doc.id);
}

/** Index: `deleted_at` alone, automatic; only the marks have it. */
export function markedQuery(db: Firestore, until: Instant): Query {
  return missions(db).where('deleted_at', '<=', until).orderBy('deleted_at');
}

/** The owner's missions after the one with the id `after`, in the order of their ids; one read each, at least one. */
export async function findOwned(db: Firestore, owner: string, after: string | null, limit: number): Promise<Found[]> {
  const all = ownedQuery(db, owner);
  return await foundBy((after === null ? all : all.startAfter(after)).limit(limit));
}

/** Index: `owner` alone, automatic. */
export function ownedQuery(db: Firestore, owner: string): Query {
  return missions(db).where('owner', '==', owner).orderBy(FieldPath.documentId());
}

async function foundBy(query: Query): Promise<Found[]> {
  const found = await query.get();
  return found.docs.map((doc) => ({ missionId: doc.id, version: doc.updateTime, data: doc.data() }));
}
