import { FieldPath, type Firestore, type Timestamp } from 'firebase-admin/firestore';
import type { Applied } from '../core/events.ts';
import type { HistoryEntry } from '../schema/history.ts';
import { type Mission, mission as missionSchema } from '../schema/mission.ts';
import type { Guard } from './admissions.ts';
import { eventDoc, itemDoc, missionDoc, missions, resultDoc, stepDoc } from './collections.ts';
import { isLostRace, isTaken } from './firestore.ts';

/** A mission as it was read or written, and the version that the next write must find. */
export interface Stored {
  readonly mission: Mission;
  readonly version: Timestamp;
}

/** The mission, or null. One read. */
export async function readMission(db: Firestore, missionId: string): Promise<Stored | null> {
  const snapshot = await missionDoc(db, missionId).get();
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { mission: missionSchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes a new mission and its first history entry: two writes. False when the id is taken. */
export async function createMission(db: Firestore, mission: Mission, history: HistoryEntry): Promise<boolean> {
  const batch = db.batch();
  batch.create(missionDoc(db, mission.mission_id), mission);
  batch.create(eventDoc(db, mission.mission_id, history.seq), history);
  try {
    await batch.commit();
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/**
 * Writes one outcome as one commit: the changed fields of the mission, only if nobody wrote it since `before`, and
 * beside it the history, the ledger entry, the items and the result; with `guards`, only if those still stand. No read
 * and no transaction: a killed writer leaves no lock. Null when another writer was first.
 */
export async function commitOutcome(
  db: Firestore,
  before: Stored,
  outcome: Applied,
  guards: readonly Guard[] = [],
): Promise<Stored | null> {
  const { mission, history, ledger, items, result } = outcome;
  const id = mission.mission_id;
  const batch = db.batch();
  batch.update(missionDoc(db, id), changedFields(before.mission, mission), { lastUpdateTime: before.version });
  for (const entry of history) batch.create(eventDoc(db, id, entry.seq), entry);
  for (const item of items) batch.create(itemDoc(db, id, item.group, item.item_index), item);
  if (ledger !== null) batch.create(stepDoc(db, id, ledger.attempt, ledger.step_index), ledger);
  if (result !== null) batch.create(resultDoc(db, id, result.attempt), result);
  for (const guard of guards) guard(batch);

  try {
    const [written] = await batch.commit();
    if (written === undefined) throw new Error('a commit of writes answered no write result');
    return { mission, version: written.writeTime };
  } catch (error) {
    if (isLostRace(error)) return null;
    throw error;
  }
}

/** The fields that `after` does not share with `before`: an untouched part of a document is not sent again. */
function changedFields(before: Mission, after: Mission): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => old.get(field) !== value));
}

/** Ids of missions whose `wake_at` has passed, the longest waiting first. Index: `wake_at` alone, automatic. */
export async function missionsToWake(db: Firestore, now: string, limit: number): Promise<string[]> {
  const found = await missions(db).where('wake_at', '<=', now).orderBy('wake_at').limit(limit).select().get();
  return found.docs.map((doc) => doc.id);
}

/**
 * Calls `onRequest` when the owner asks something of the running mission; returns the end of the watch. The query
 * matches only while a request stands, so that a mission's own writes are not billed as reads: one read to begin with,
 * one per request. Index: `control.kind` alone, automatic.
 */
export function watchControl(
  db: Firestore,
  missionId: string,
  onRequest: (kind: 'cancel' | 'pause') => void,
  onError: (error: Error) => void,
): () => void {
  return missions(db)
    .where(FieldPath.documentId(), '==', missionId)
    .where('control.kind', 'in', ['cancel', 'pause'])
    .onSnapshot((snapshot) => {
      const found = snapshot.docs[0];
      if (found === undefined) return;
      onRequest(found.get('control.kind') === 'pause' ? 'pause' : 'cancel');
    }, onError);
}
