import {
  type DocumentReference,
  type DocumentSnapshot,
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
  type Timestamp,
} from 'firebase-admin/firestore';
import {
  type LearnedUntil,
  learnedUntil,
  type StoredStats,
  storedStats as storedStatsSchema,
} from '../schema/storedStats.ts';
import type { Instant } from '../schema/time.ts';
import { learnedDoc, missions, statsDoc } from './collections.ts';
import { isLostRace } from './firestore.ts';

/** What was read, and the version that the next write must find; null if it was not there. */
interface Versioned<T> {
  readonly value: T;
  readonly version: Timestamp | null;
}

/** What earlier runs taught, or null. One read. */
export async function readStats(db: Firestore, statsId: string): Promise<StoredStats | null> {
  return statsOf(await statsDoc(db, statsId).get());
}

/** The same of several kinds, in the order of `statsIds`. One read each. */
export async function readAllStats(db: Firestore, statsIds: readonly string[]): Promise<(StoredStats | null)[]> {
  if (statsIds.length === 0) return [];
  return (await db.getAll(...statsIds.map((id) => statsDoc(db, id)))).map(statsOf);
}

/** What an older or a newer release wrote in another form is as if it were not there: it is learned anew. */
function statsOf(snapshot: DocumentSnapshot): StoredStats | null {
  const stored = storedStatsSchema.safeParse(snapshot.data());
  return stored.success ? stored.data : null;
}

/** Up to which mission was learned; null before the first time. One read. */
export async function readLearnedUntil(db: Firestore): Promise<Versioned<LearnedUntil | null>> {
  const snapshot = await learnedDoc(db).get();
  return {
    value: snapshot.exists ? learnedUntil.parse(snapshot.data()) : null,
    version: snapshot.updateTime ?? null,
  };
}

/** Missions that ended after `after` and not after `until`, in the order in which they did. One read each, at least one. */
export async function endedMissions(
  db: Firestore,
  after: LearnedUntil | null,
  until: Instant,
  limit: number,
): Promise<QueryDocumentSnapshot[]> {
  return (await endedQuery(db, after, until).limit(limit).get()).docs;
}

/** Index: `finished_at` alone, automatic. */
export function endedQuery(db: Firestore, after: LearnedUntil | null, until: Instant): Query {
  const ended = missions(db).where('finished_at', '<=', until).orderBy('finished_at').orderBy(FieldPath.documentId());
  return after === null ? ended : ended.startAfter(after.finished_at, after.mission_id);
}

/**
 * Writes what was learned up to `until`, all of it or nothing: only if nobody has learned since `before`, so that no run
 * counts twice. One write for each kind and one for the mark. False when another was first.
 */
export async function commitLearned(
  db: Firestore,
  before: Versioned<LearnedUntil | null>,
  until: LearnedUntil,
  learned: readonly StoredStats[],
): Promise<boolean> {
  const batch = db.batch();
  const mark: DocumentReference = learnedDoc(db);
  if (before.version === null) batch.create(mark, until);
  else batch.update(mark, { ...until }, { lastUpdateTime: before.version });
  for (const stats of learned) batch.set(statsDoc(db, stats.stats_id), stats);
  try {
    await batch.commit();
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}
