import {
  type DocumentData,
  doc,
  type Firestore,
  type FirestoreError,
  onSnapshot,
  type Query,
  type QuerySnapshot,
  type Unsubscribe,
} from 'firebase/firestore';
import type * as z from 'zod';
import { backoffMs } from '../../client/src/backoff.ts';
import { tellConnection } from './connectionGuard.ts';
import { connection } from './connectionStore.ts';
import { Feed } from './feed.ts';
import { started } from './firebaseSession.ts';
import type { Emit, Live } from './liveValue.ts';
import { joinPolls } from './polls.ts';
import { LISTENER_FAILED, type Trouble, UNREADABLE } from './trouble.ts';

/** A value that is listened to, and asked of the API where listening does not work. */
export interface Watch<T> {
  readonly emit: Emit<T>;
  /** What the API says of it now; null for nothing yet. Throws MissionProgressError. Say what it costs. */
  readonly ask: (signal: AbortSignal, shown: T | null) => Promise<Live<T> | null>;
  /** What is newer of both. */
  readonly merge?: (next: T, shown: T) => T;
  /** Whether something is in it that changes by the second. */
  readonly isRunning?: (data: T) => boolean;
}

interface DocWatch<T> extends Watch<T> {
  readonly path: readonly string[];
  readonly schema: z.ZodType<T>;
  /** Why it may not be read: `there` for no reason that would last. */
  readonly explain: () => Promise<'missing' | 'there' | Trouble>;
}

interface QueryWatch<T> extends Watch<T[]> {
  readonly build: (db: Firestore) => Query;
  readonly schema: z.ZodType<T>;
}

export function watchDoc<T>(watch: DocWatch<T>): () => void {
  const { path, schema, emit, explain } = watch;
  let denials = 0;
  const listening = keepListening(watch, (db, hear, failed) => {
    const [first = '', ...rest] = path;
    return onSnapshot(
      doc(db, first, ...rest),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        if (snapshot.exists()) hear(readyValue(schema.safeParse(snapshot.data()), fromCache), fromCache);
        else hear(fromCache ? null : { state: 'missing' }, fromCache);
      },
      (error) => {
        if (error.code === 'permission-denied') void onDenied();
        else failed(error);
      },
    );
  });
  const onDenied = async (): Promise<void> => {
    const why = await explain();
    denials += 1;
    // It exists and is ours: the listener came before the document or with a token that was too old. Once more.
    if (why === 'there' && denials === 1) return listening.again();
    emit(
      why === 'missing' ? { state: 'missing' } : { state: 'failed', problem: why === 'there' ? LISTENER_FAILED : why },
    );
    listening.stop();
  };
  return listening.stop;
}

export function watchQuery<T>(watch: QueryWatch<T>): () => void {
  const { build, schema, emit } = watch;
  const read = changesReader(schema);
  const listening = keepListening(watch, (db, hear, failed) =>
    onSnapshot(
      build(db),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        const data = read(snapshot);
        // An empty cache is not an empty list: only the server can say that there is nothing.
        if (fromCache && snapshot.empty) return hear(null, true);
        const source = fromCache ? 'cache' : 'server';
        hear({ state: 'ready', data, source, receivedAt: Date.now() }, fromCache);
      },
      (error) => {
        if (error.code !== 'permission-denied') return failed(error);
        emit({ state: 'failed', problem: LISTENER_FAILED });
        listening.stop();
      },
    ),
  );
  return listening.stop;
}

type Listen<T> = (
  db: Firestore,
  hear: (news: Live<T> | null, fromCache: boolean) => void,
  failed: (error: FirestoreError) => void,
) => Unsubscribe;

/** Listens as soon as Firestore is open, again after what ended it, and joins the polls that stand in for it. */
function keepListening<T>(watch: Watch<T>, listen: Listen<T>): { stop: () => void; again: () => void } {
  const { emit, ask, merge, isRunning } = watch;
  const isPaused = (): boolean => connection.get().isPaused;
  const feed = new Feed<T>({ emit, merge, isRunning, tell: tellConnection, isPaused, now: () => Date.now() });
  const leavePolls = joinPolls((signal) => feed.poll(() => ask(signal, feed.shown)));
  let unsubscribe: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const { db } = await started;
    if (!isOver) unsubscribe = listen(db, hear, failed);
  };
  const hear = (news: Live<T> | null, fromCache: boolean): void => {
    if (!fromCache) failures = 0;
    feed.snapshot(news, fromCache);
  };
  const again = (): void => {
    unsubscribe?.();
    void begin();
  };
  // The server ended it: overloaded, restarted, or the token was too old. Polls bridge what is longer than a moment.
  const failed = (_error: FirestoreError): void => {
    failures += 1;
    feed.snapshot(null, true);
    timer = setTimeout(again, backoffMs(failures, Math.random()));
  };
  void begin();
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    unsubscribe?.();
    leavePolls();
    feed.end();
  };
  return { stop, again };
}

function readyValue<T>(parsed: z.ZodSafeParseResult<T>, fromCache: boolean): Live<T> {
  if (!parsed.success) return { state: 'failed', problem: UNREADABLE };
  return { state: 'ready', data: parsed.data, source: fromCache ? 'cache' : 'server', receivedAt: Date.now() };
}

/** The documents that this page understands. One that a newer server wrote must not hide the others. */
export function readable<T>(docs: readonly { data(): DocumentData }[], schema: z.ZodType<T>): T[] {
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
