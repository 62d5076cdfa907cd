import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  Timestamp,
  type WriteBatch,
} from 'firebase-admin/firestore';
import type { Applied } from '../core/events.ts';
import { expiryOf } from '../core/retention.ts';
import type { PendingDelivery } from '../schema/delivery.ts';
import type { HistoryEntry } from '../schema/history.ts';
import type { StoredInput } from '../schema/input.ts';
import { controlRequest, deletedMission, type Mission, mission as missionSchema } from '../schema/mission.ts';
import { toEpochMs } from '../schema/time.ts';
import { controlDoc, eventDoc, inputDoc, itemDoc, missionDoc, missions, resultDoc, stepDoc } from './collections.ts';
import { deliveryWrite } from './deliveries.ts';
import { isLostRace, isMissing, isTaken } from './firestore.ts';
import { commitAlone, commitGrouped, type Write } from './groupCommit.ts';
import { missionUpdate } from './missionUpdate.ts';
import { spentWrite } from './modelUsage.ts';

/** A mission as it was read or written, and the version that the next write must find. */
export interface Stored {
  readonly mission: Mission;
  readonly version: Timestamp;
}

/** The mission, or null; one that was deleted is none. One read. */
export async function readMission(db: Firestore, missionId: string): Promise<Stored | null> {
  return storedOf(await missionDoc(db, missionId).get());
}

function storedOf(snapshot: DocumentSnapshot): Stored | null {
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  if (deletedMission.safeParse(snapshot.data()).success) return null;
  return { mission: missionSchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes a new mission and its first history entry: two writes. False when the id is taken. */
export async function createMission(
  db: Firestore,
  mission: Mission,
  history: HistoryEntry,
  { retentionDays, input = null }: { readonly retentionDays: number; readonly input?: StoredInput | null },
): Promise<boolean> {
  const batch = db.batch();
  batch.create(missionDoc(db, mission.mission_id), mission);
  if (input !== null) {
    const doc = inputDoc(db, mission.mission_id, input.version);
    batch.create(doc, { ...input, ...expiry(mission, retentionDays) });
  }
  batch.create(eventDoc(db, mission.mission_id, history.seq), { ...history, ...expiry(mission, retentionDays) });
  try {
    await batch.commit();
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** What a commit has beside the outcome. `isShared`: the call may carry other missions' commits too. */
interface CommitOptions {
  readonly retentionDays: number;
  readonly guards?: readonly Write[];
  readonly deliveries?: readonly PendingDelivery[];
  readonly isShared?: boolean;
}

/**
 * Writes one outcome as one commit: the changed fields of the mission, only if nobody wrote it since `before`, and
 * beside it the history, the ledger entry, the items, the result and the deliveries that tell of it; with `guards`, only
 * if those still stand. No read and no transaction: a killed writer leaves no lock. Null when another writer was first,
 * or has deleted it.
 */
export async function commitOutcome(
  db: Firestore,
  before: Stored,
  outcome: Applied,
  { retentionDays, guards = [], deliveries = [], isShared = false }: CommitOptions,
): Promise<Stored | null> {
  const told = deliveries.map((delivery) => deliveryWrite(db, delivery));
  const writes = [...writesOf(db, before, outcome, retentionDays), ...told, ...guards];
  // Items may be 5 MB together, and 20 webhooks be told 20 kB each; a call takes 10 MB.
  const isGrouped = isShared && outcome.items.length === 0 && deliveries.length === 0;
  try {
    const id = outcome.mission.mission_id;
    const written = await (isGrouped ? commitGrouped(db, writes, id) : commitAlone(db, writes));
    return { mission: outcome.mission, version: written.writeTime };
  } catch (error) {
    if (isLostRace(error) || isMissing(error)) return null;
    throw error;
  }
}

/** The mission's own write comes first. */
function writesOf(db: Firestore, before: Stored, outcome: Applied, retentionDays: number): Write[] {
  const { mission, history, ledger, items, result, input, spent = null } = outcome;
  const expires = expiry(mission, retentionDays);
  const { mission_id: id, control } = mission;
  const create = (ref: DocumentReference, data: object): Write => {
    return (batch) => batch.create(ref, { ...data, ...expires });
  };
  const isAsked = control !== null && control !== before.mission.control;
  return [
    (batch) =>
      batch.update(missionDoc(db, id), missionUpdate(before.mission, mission), { lastUpdateTime: before.version }),
    ...history.map((entry) => create(eventDoc(db, id, entry.seq), entry)),
    ...items.map((item) => create(itemDoc(db, id, item.group, item.item_index), item)),
    ...(ledger === null ? [] : [create(stepDoc(db, id, ledger.attempt, ledger.step_index), ledger)]),
    ...(result === null ? [] : [create(resultDoc(db, id, result.attempt), result)]),
    ...(spent === null ? [] : [spentWrite(db, mission, spent)]),
    ...(input === null ? [] : [create(inputDoc(db, id, input.version), input)]),
    ...(isAsked
      ? [(batch: WriteBatch) => batch.set(controlDoc(db, id), { ...control, seq: mission.seq, ...expires })]
      : []),
  ];
}

/** What the database goes by when it drops a document by itself. A time of Firestore's own: it takes no other. */
function expiry({ updated_at: writtenAt }: Mission, retentionDays: number): { expire_at?: Timestamp } {
  const at = expiryOf(writtenAt, retentionDays);
  return at === null ? {} : { expire_at: Timestamp.fromMillis(toEpochMs(at)) };
}

/** Ids of missions whose `wake_at` has passed, the longest waiting first. Index: `wake_at` alone, automatic. */
export async function missionsToWake(db: Firestore, now: string, limit: number): Promise<string[]> {
  const found = await missions(db).where('wake_at', '<=', now).orderBy('wake_at').limit(limit).select().get();
  return found.docs.map((doc) => doc.id);
}

/**
 * Calls `onRequest` when the owner asks something of the running mission after number `seq` of its history; returns the
 * end of the watch. It listens to a document that is written with a request alone, so that a mission's own writes are
 * neither billed as reads nor matched against a query: one read to begin with, one per request.
 */
export function watchControl(
  db: Firestore,
  { mission_id: missionId, seq }: Pick<Mission, 'mission_id' | 'seq'>,
  onRequest: (kind: 'cancel' | 'pause') => void,
  onError: (error: Error) => void,
): () => void {
  return controlDoc(db, missionId).onSnapshot((snapshot) => {
    const request = controlRequest.safeParse(snapshot.data());
    if (request.success && request.data.seq > seq) onRequest(request.data.kind);
  }, onError);
}

/**
 * Calls `onChange` with the mission as it is and whenever it was written, with null once it is gone; returns the end of
 * the watch. After `onError` there is none. Writes close to each other may be told as one. One read to begin with, one
 * for each change told.
 */
export function watchMission(
  db: Firestore,
  missionId: string,
  onChange: (stored: Stored | null) => void,
  onError: (error: unknown) => void,
): () => void {
  return missionDoc(db, missionId).onSnapshot((snapshot) => {
    try {
      onChange(storedOf(snapshot));
    } catch (error) {
      // Thrown in here it would end the process.
      onError(error);
    }
  }, onError);
}
