import type { DocumentSnapshot, Firestore, Query, WriteBatch } from 'firebase-admin/firestore';
import type { Mission } from '../schema/mission.ts';
import { admissionDoc, missions } from './collections.ts';

/** A precondition that a commit carries besides the mission's own. */
export type Guard = (batch: WriteBatch) => void;

/** What a limit counts: the missions of an owner, or of a type. */
export interface LimitKey {
  readonly field: 'owner' | 'type';
  readonly value: string;
}

/**
 * The guards of `keys`: whoever commits with them was the only one to admit under these limits since they were read. A
 * limit's document is made by the first admission. One read and, with the commit, one write for each.
 */
export async function readGuards(db: Firestore, keys: readonly LimitKey[], now: string): Promise<Guard[]> {
  if (keys.length === 0) return [];
  const found = await db.getAll(...keys.map((key) => admissionDoc(db, key)));
  return found.map((snapshot) => guardOf(snapshot, now));
}

function guardOf(snapshot: DocumentSnapshot, now: string): Guard {
  const { updateTime } = snapshot;
  if (updateTime === undefined) return (batch) => batch.create(snapshot.ref, { admitted_at: now });
  return (batch) => batch.update(snapshot.ref, { admitted_at: now }, { lastUpdateTime: updateTime });
}

/** How many missions hold a slot of `key`'s limit. One read per 1,000 of them, at least one. */
export async function countAdmitted(db: Firestore, key: LimitKey): Promise<number> {
  const found = await admittedQuery(db, key).count().get();
  return found.data().count;
}

/** Index: `owner` (or `type`), `queue_place`, `order_at`. */
export function admittedQuery(db: Firestore, key: LimitKey): Query {
  return missions(db).where(key.field, '==', key.value).where('queue_place', '==', 'admitted').orderBy('order_at');
}

/** The ids of those in `key`'s line, in its order; of all lines without a key. One read each, at least one. */
export async function inLine(db: Firestore, key: LimitKey | null, limit: number): Promise<Waiting[]> {
  const found = await lineQuery(db, key).limit(limit).select('owner', 'type').get();
  return found.docs.map((doc) => ({
    missionId: doc.id,
    owner: String(doc.get('owner')),
    type: String(doc.get('type')),
  }));
}

/** Somebody in line. */
export interface Waiting {
  readonly missionId: string;
  readonly owner: string;
  readonly type: string;
}

/** Index: `owner` (or `type`, or neither), `queue_place`, `order_at`. */
export function lineQuery(db: Firestore, key: LimitKey | null): Query {
  const all: Query = key === null ? missions(db) : missions(db).where(key.field, '==', key.value);
  return all.where('queue_place', '==', 'in_line').orderBy('order_at');
}

/** How many of the owner's missions stand in line before this one. One read per 1,000 of them, at least one. */
export async function countAhead(db: Firestore, mission: Mission): Promise<number> {
  const found = await aheadQuery(db, mission).count().get();
  return found.data().count;
}

/** Index: `owner`, `queue_place`, `order_at`. */
export function aheadQuery(db: Firestore, mission: Mission): Query {
  return lineQuery(db, { field: 'owner', value: mission.owner }).endBefore(mission.order_at);
}
