import {
  collection,
  type DocumentData,
  doc,
  type Firestore,
  type FirestoreError,
  getDocs,
  limit,
  onSnapshot,
  orderBy,
  type Query,
  type QuerySnapshot,
  query,
  startAfter,
  where,
} from 'firebase/firestore';
import type * as z from 'zod';
import { labelOf } from '../../functions/src/core/searchTerms.ts';
import { type HistoryEntry, historyEntry } from '../../functions/src/schema/history.ts';
import { MISSION_STATUSES, type Mission, type MissionStatus, mission } from '../../functions/src/schema/mission.ts';
import { type MissionResult, missionResult } from '../../functions/src/schema/result.ts';
import { readMission } from './api.ts';
import { tellConnection } from './connectionStore.ts';
import { started } from './firebaseSession.ts';
import type { Emit } from './liveValue.ts';
import { LISTENER_FAILED, type Trouble, UNREADABLE } from './trouble.ts';

/** The rules answer no list query without a limit, nor one above this. */
export const MAX_LISTED = 100;
export const EVENTS_LISTED = 100;

/** The mission `id`, live. Returns its unsubscribe, as all of these do. */
export function watchMission(id: string, emit: Emit<Mission>): () => void {
  return watchDoc(['missions', id], mission, emit, () => explainDenial(id));
}

/** The output of one attempt of a mission. */
export function watchResult(id: string, attempt: number, emit: Emit<MissionResult>): () => void {
  const path = ['missions', id, 'results', String(attempt)];
  return watchDoc(path, missionResult, emit, () => Promise.resolve('missing'));
}

/** Which missions a list shows; empty where it does not matter. */
export interface MissionQuery {
  readonly statuses: readonly MissionStatus[];
  readonly type: string;
  readonly tag: string;
}

/** The newest `count` missions of `uid` that `wanted` asks for, newest first. A read for each of them, and for each change. */
export function watchMissions(uid: string, wanted: MissionQuery, count: number, emit: Emit<Mission[]>): () => void {
  const build = (db: Firestore) =>
    query(
      collection(db, 'missions'),
      where('owner', '==', uid),
      ...conditionsOf(wanted),
      orderBy('created_at', 'desc'),
      limit(Math.min(count, MAX_LISTED)),
    );
  return watchQuery(build, mission, emit);
}

/** There is an index of labels with a status, and none without: any status is all of them. */
function conditionsOf({ statuses, type, tag }: MissionQuery) {
  const isLabelled = type !== '' || tag !== '';
  if (!isLabelled) return statuses.length === 0 ? [] : [where('status', 'in', statuses)];
  const label = labelOf({ ...(type === '' ? {} : { type }), ...(tag === '' ? {} : { tag }) });
  const among = statuses.length === 0 ? MISSION_STATUSES : statuses;
  return [where('labels', 'array-contains', label), where('status', 'in', among)];
}

/** The `count` missions of `uid` that ended last, the last one first: one that runs costs nothing here. */
export function watchEnded(uid: string, count: number, emit: Emit<Mission[]>): () => void {
  const build = (db: Firestore) =>
    query(
      collection(db, 'missions'),
      where('owner', '==', uid),
      // Null until the end, and null is no text.
      where('finished_at', '>', ''),
      orderBy('finished_at', 'desc'),
      limit(count),
    );
  return watchQuery(build, mission, emit);
}

/** The newest entries of a mission's history, newest first. */
export function watchEvents(uid: string, id: string, emit: Emit<HistoryEntry[]>): () => void {
  return watchQuery((db) => eventsQuery(db, uid, id), historyEntry, emit);
}

/** The newest `count` entries of a mission's history, newest first. A read for each, and for each new one. */
export function watchNewestEvents(uid: string, id: string, count: number, emit: Emit<HistoryEntry[]>): () => void {
  return watchQuery((db) => query(eventsQuery(db, uid, id), limit(count)), historyEntry, emit);
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

function watchDoc<T>(
  path: readonly string[],
  schema: z.ZodType<T>,
  emit: Emit<T>,
  explain: () => Promise<'missing' | 'there' | Trouble>,
): () => void {
  let attempts = 0;
  const listen = (db: Firestore): (() => void) => {
    attempts += 1;
    const [first = '', ...rest] = path;
    return onSnapshot(
      doc(db, first, ...rest),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        hearSnapshot(fromCache);
        if (snapshot.exists()) emit(readyValue(schema.safeParse(snapshot.data()), fromCache));
        else if (!fromCache) emit({ state: 'missing' });
      },
      (error) => void onDenied(error),
    );
  };
  const onDenied = async (error: FirestoreError): Promise<void> => {
    const why = error.code === 'permission-denied' ? await explain() : LISTENER_FAILED;
    // It exists and is ours: the listener came before the document or with a token that was too old. Once more.
    if (why === 'there' && attempts === 1) return again();
    emit(
      why === 'missing' ? { state: 'missing' } : { state: 'failed', problem: why === 'there' ? LISTENER_FAILED : why },
    );
    stop();
  };
  const { stop, again } = keepListening(listen);
  return stop;
}

function watchQuery<T>(build: (db: Firestore) => Query, schema: z.ZodType<T>, emit: Emit<T[]>): () => void {
  const read = changesReader(schema);
  const { stop } = keepListening((db) =>
    onSnapshot(
      build(db),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        hearSnapshot(fromCache);
        const data = read(snapshot);
        // An empty cache is not an empty list: only the server can say that there is nothing.
        if (fromCache && snapshot.empty) return;
        const source = fromCache ? 'cache' : 'server';
        emit({ state: 'ready', data, source, receivedAt: Date.now() });
      },
      () => {
        emit({ state: 'failed', problem: LISTENER_FAILED });
        stop();
      },
    ),
  );
  return stop;
}

/** Listens as soon as Firestore is open, and tells the connection that somebody listens. */
function keepListening(listen: (db: Firestore) => () => void): { stop: () => void; again: () => void } {
  let unsubscribe: (() => void) | null = null;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const { db } = await started;
    if (!isOver) unsubscribe = listen(db);
  };
  tellConnection({ type: 'listening' });
  void begin();
  return {
    again: () => void begin(),
    stop() {
      if (isOver) return;
      isOver = true;
      unsubscribe?.();
      tellConnection({ type: 'ended' });
    },
  };
}

function hearSnapshot(fromCache: boolean): void {
  tellConnection({ type: fromCache ? 'cache_snapshot' : 'server_snapshot', at: Date.now() });
}

function readyValue<T>(parsed: z.ZodSafeParseResult<T>, fromCache: boolean): Parameters<Emit<T>>[0] {
  if (!parsed.success) return { state: 'failed', problem: UNREADABLE };
  return { state: 'ready', data: parsed.data, source: fromCache ? 'cache' : 'server', receivedAt: Date.now() };
}

/** The documents that this page understands. One that a newer server wrote must not hide the others. */
function readable<T>(docs: readonly { data(): DocumentData }[], schema: z.ZodType<T>): T[] {
  return docs.map((each) => schema.safeParse(each.data())).flatMap((parsed) => (parsed.success ? [parsed.data] : []));
}

/** Parses what changed since the snapshot before, and no more: what did not is the same object again. */
function changesReader<T>(schema: z.ZodType<T>): (snapshot: QuerySnapshot) => T[] {
  const known = new Map<string, T[]>();
  return (snapshot) => {
    for (const { type, doc: changed } of snapshot.docChanges()) {
      if (type === 'removed') known.delete(changed.id);
      else known.set(changed.id, readable([changed], schema));
    }
    return snapshot.docs.flatMap(({ id }) => known.get(id) ?? []);
  };
}

/** The rules deny a mission that does not exist like one that is somebody else's; the API tells what there is to tell. */
async function explainDenial(id: string): Promise<'missing' | 'there' | Trouble> {
  const answer = await readMission(id);
  if (answer.kind === 'ok') return 'there';
  return answer.problem.code === 'mission_not_found' ? 'missing' : answer.problem;
}
