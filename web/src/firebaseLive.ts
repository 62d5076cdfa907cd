import {
  collection,
  type Firestore,
  getDocs,
  limit,
  orderBy,
  type Query,
  query,
  startAfter,
  where,
} from 'firebase/firestore';
import { labelOf } from '../../functions/src/core/searchTerms.ts';
import { type Draft, draft } from '../../functions/src/schema/draft.ts';
import { type HistoryEntry, historyEntry } from '../../functions/src/schema/history.ts';
import { MISSION_STATUSES, type Mission, type MissionStatus, mission } from '../../functions/src/schema/mission.ts';
import { type MissionResult, missionResult } from '../../functions/src/schema/result.ts';
import { MAX_SCHEDULES, type ScheduleAnswer, scheduleAnswer } from '../../functions/src/schema/schedule.ts';
import { readMission } from './api.ts';
import {
  EVENTS_LISTED,
  MAX_LISTED,
  pollDraft,
  pollEvents,
  pollMission,
  pollMissions,
  pollResult,
  pollSchedules,
} from './apiPolls.ts';
import { sawMission } from './commandDelay.ts';
import { readable, watchDoc, watchQuery } from './firebaseListen.ts';
import { started } from './firebaseSession.ts';
import type { Emit } from './liveValue.ts';
import { newerOf } from './missions/newerOf.ts';
import type { Trouble } from './trouble.ts';

/** The mission `id`, live. Returns its unsubscribe, as all of these do. A read for each change; polled, one for each poll. */
export function watchMission(id: string, emit: Emit<Mission>): () => void {
  return watchDoc({
    path: ['missions', id],
    schema: mission,
    emit: (live) => {
      if (live.state === 'ready' && live.source === 'server') sawMission(id, live.data.updated_at);
      emit(live);
    },
    explain: () => explainDenial(id),
    ask: (signal) => pollMission(id, signal),
    merge: newerOf,
    isRunning: isMoving,
  });
}

/** The output of one attempt of a mission. One read, and none for a poll once it is there. */
export function watchResult(id: string, attempt: number, emit: Emit<MissionResult>): () => void {
  return watchDoc({
    path: ['missions', id, 'results', String(attempt)],
    schema: missionResult,
    emit,
    explain: () => Promise.resolve('missing'),
    ask: (signal, shown) => (shown === null ? pollResult(id, attempt, signal) : Promise.resolve(null)),
  });
}

/**
 * What a mission is writing; missing while that is nothing. A read at first, and one for each time that it is written: one
 * a second at most, and none while nothing is written. Polled, two for each poll.
 */
export function watchDraft(id: string, emit: Emit<Draft>): () => void {
  return watchDoc({
    path: ['missions', id, 'drafts', 'current'],
    schema: draft,
    emit,
    explain: () => Promise.resolve('missing'),
    ask: (signal) => pollDraft(id, signal),
    merge: (next, shown) => (next.updated_at < shown.updated_at ? shown : next),
    isRunning: () => true,
  });
}

/** Which missions a list shows; empty where it does not matter. */
export interface MissionQuery {
  readonly statuses: readonly MissionStatus[];
  readonly type: string;
  readonly tag: string;
}

/**
 * The newest `count` missions of `uid` that `wanted` asks for, newest first. A read for each row and each change of it;
 * polled, one for each running row at each poll and one for every row twice a minute.
 */
export function watchMissions(uid: string, wanted: MissionQuery, count: number, emit: Emit<Mission[]>): () => void {
  const rows = Math.min(count, MAX_LISTED);
  return watchQuery({
    build: (db) =>
      query(
        collection(db, 'missions'),
        where('owner', '==', uid),
        ...conditionsOf(wanted),
        orderBy('created_at', 'desc'),
        limit(rows),
      ),
    schema: mission,
    emit,
    ask: pollMissions(wanted, rows),
    merge: (next, shown) => {
      const known = new Map(shown.map((each) => [each.mission_id, each]));
      return next.map((each) => newerOf(each, known.get(each.mission_id) ?? each));
    },
    isRunning: (missions) => missions.some(isMoving),
  });
}

/** There is an index of labels with a status, and none without: any status is all of them. */
function conditionsOf({ statuses, type, tag }: MissionQuery) {
  const isLabelled = type !== '' || tag !== '';
  if (!isLabelled) return statuses.length === 0 ? [] : [where('status', 'in', statuses)];
  const label = labelOf({ ...(type === '' ? {} : { type }), ...(tag === '' ? {} : { tag }) });
  const among = statuses.length === 0 ? MISSION_STATUSES : statuses;
  return [where('labels', 'array-contains', label), where('status', 'in', among)];
}

/**
 * The schedules of `uid`, newest first: all of them, since nobody may have more than a list shows. A read for each and
 * for each change of one; polled, one for each at each poll.
 */
export function watchSchedules(uid: string, emit: Emit<ScheduleAnswer[]>): () => void {
  return watchQuery({
    build: (db) =>
      query(
        collection(db, 'schedules'),
        where('owner', '==', uid),
        orderBy('created_at', 'desc'),
        limit(MAX_SCHEDULES),
      ),
    schema: scheduleAnswer,
    emit,
    ask: pollSchedules,
  });
}

/** The newest entries of a mission's history, newest first. */
export function watchEvents(uid: string, id: string, emit: Emit<HistoryEntry[]>): () => void {
  return watchNewestEvents(uid, id, EVENTS_LISTED, emit);
}

/**
 * The newest `count` entries of a mission's history, newest first. A read for each, and for each new one; polled, two
 * more at each poll.
 */
export function watchNewestEvents(uid: string, id: string, count: number, emit: Emit<HistoryEntry[]>): () => void {
  return watchQuery({
    build: (db) => query(eventsQuery(db, uid, id), limit(count)),
    schema: historyEntry,
    emit,
    ask: (signal, shown) => pollEvents(id, count, shown ?? [], signal),
  });
}

const ENDED: MissionQuery = { statuses: ['completed', 'failed', 'cancelled'], type: '', tag: '' };

/**
 * The `count` missions of `uid` that ended last, the last one first: a read for each, and for each that ends; one that
 * runs costs nothing here. Polled, those that were created last among all that have ended, at most twice a minute.
 */
export function watchEnded(uid: string, count: number, emit: Emit<Mission[]>): () => void {
  return watchQuery({
    build: (db) =>
      query(
        collection(db, 'missions'),
        where('owner', '==', uid),
        // Null until the end, and null is no text.
        where('finished_at', '>', ''),
        orderBy('finished_at', 'desc'),
        limit(count),
      ),
    schema: mission,
    emit,
    ask: pollMissions(ENDED, count),
  });
}

/** The entries before `seq`, newest first; from the server, or from the cache while offline. */
export async function olderEvents(uid: string, id: string, seq: number): Promise<HistoryEntry[]> {
  const { db } = await started;
  const found = await getDocs(query(eventsQuery(db, uid, id), startAfter(seq)));
  return readable(found.docs, historyEntry);
}

function eventsQuery(db: Firestore, uid: string, id: string): Query {
  const events = collection(db, 'missions', id, 'events');
  return query(events, where('owner', '==', uid), orderBy('seq', 'desc'), limit(EVENTS_LISTED));
}

/** It runs, or is about to: its next change is a matter of seconds. */
function isMoving({ status, queue_place: place }: Mission): boolean {
  return status === 'in_progress' || (status === 'queued' && place === 'admitted');
}

/** The rules deny a mission that does not exist like one that is somebody else's; the API tells what there is to tell. */
async function explainDenial(id: string): Promise<'missing' | 'there' | Trouble> {
  const answer = await readMission(id);
  if (answer.kind === 'ok') return 'there';
  return answer.problem.code === 'mission_not_found' ? 'missing' : answer.problem;
}
