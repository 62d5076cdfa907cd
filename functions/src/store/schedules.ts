import {
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
  type Timestamp,
  type WriteResult,
} from 'firebase-admin/firestore';
import { MAX_SCHEDULES, type Schedule, schedule as scheduleSchema } from '../schema/schedule.ts';
import type { Instant } from '../schema/time.ts';
import { scheduleDoc, schedules } from './collections.ts';
import { isLostRace, isMissing, isTaken } from './firestore.ts';

/** A schedule as it was read or written, and the version that the next write must find. */
export interface StoredSchedule {
  readonly schedule: Schedule;
  readonly version: Timestamp;
}

/** The schedule, or null. One read. */
export async function readSchedule(db: Firestore, scheduleId: string): Promise<StoredSchedule | null> {
  const snapshot = await scheduleDoc(db, scheduleId).get();
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { schedule: scheduleSchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes a new schedule. False when the id is taken. */
export async function createSchedule(db: Firestore, schedule: Schedule): Promise<boolean> {
  try {
    await scheduleDoc(db, schedule.schedule_id).create(schedule);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Writes `after` if nobody wrote since `before`. Null when another writer was first, or deleted it. */
export async function replaceSchedule(
  db: Firestore,
  before: StoredSchedule,
  after: Schedule,
): Promise<StoredSchedule | null> {
  const changes: Record<string, unknown> = { ...after };
  const written = await unlessLost(
    scheduleDoc(db, after.schedule_id).update(changes, { lastUpdateTime: before.version }),
  );
  return written === null ? null : { schedule: after, version: written.writeTime };
}

/** Deletes the schedule if nobody wrote since `before`. False when another writer was first. */
export async function deleteSchedule(db: Firestore, before: StoredSchedule): Promise<boolean> {
  const gone = await unlessLost(
    scheduleDoc(db, before.schedule.schedule_id).delete({ lastUpdateTime: before.version }),
  );
  return gone !== null;
}

async function unlessLost(write: Promise<WriteResult>): Promise<WriteResult | null> {
  try {
    return await write;
  } catch (error) {
    if (isLostRace(error) || isMissing(error)) return null;
    throw error;
  }
}

/** The owner's schedules, newest first; one read each. */
export async function listSchedules(db: Firestore, owner: string): Promise<Schedule[]> {
  const found = await schedulesOf(db, owner).get();
  return found.docs.map((doc) => scheduleSchema.parse(doc.data()));
}

/**
 * The query behind {@link listSchedules}; apart from it so that a test can hold its shape against the indexes.
 * Index: `owner`, `created_at` descending.
 */
export function schedulesOf(db: Firestore, owner: string): Query {
  return schedules(db).where('owner', '==', owner).orderBy('created_at', 'desc').limit(MAX_SCHEDULES);
}

/** How many schedules the owner has. One read. Index: `owner` alone, automatic. */
export async function countSchedules(db: Firestore, owner: string): Promise<number> {
  const counted = await schedules(db).where('owner', '==', owner).count().get();
  return counted.data().count;
}

/**
 * Schedules whose `next_at` has passed, the longest waiting first, after the one at `after`; one read each. They are
 * given unparsed, so that a broken one keeps no other from being read. Index: `next_at` alone, automatic.
 */
export async function dueSchedules(
  db: Firestore,
  now: Instant,
  limit: number,
  after: QueryDocumentSnapshot | undefined,
): Promise<QueryDocumentSnapshot[]> {
  const due = schedules(db).where('next_at', '<=', now).orderBy('next_at').orderBy(FieldPath.documentId());
  const page = after === undefined ? due : due.startAfter(after);
  return (await page.limit(limit).get()).docs;
}

/** A schedule that a query found. */
export function storedSchedule(snapshot: QueryDocumentSnapshot): StoredSchedule {
  return { schedule: scheduleSchema.parse(snapshot.data()), version: snapshot.updateTime };
}
