import { Bell, type Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { MissionProgressError } from './errors.ts';
import { Gate } from './gate.ts';
import { Newest } from './newest.ts';
import {
  followSnapshots,
  followStream,
  lookOnce,
  poll,
  type Following as Shared,
  type Source,
  type WatchDocument,
} from './sources.ts';
import type { ProgressAnswer } from './wire.ts';

/** Where the mission stood, how that was heard of, and when (milliseconds since the epoch). */
export interface Update {
  readonly progress: ProgressAnswer;
  readonly source: Source;
  readonly receivedAt: number;
}

export interface FollowOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for every update; one that iterates slowly sees the newest only. */
  readonly onProgress?: ((update: Update) => void) | undefined;
  /** Called for what failed and is tried again, with the number of failures in a row: for telling the reader. */
  readonly onTrouble?: ((error: MissionProgressError, failures: number) => void) | undefined;
  /** What is tried before polling, both by default. */
  readonly sources?: readonly ('snapshot' | 'stream')[] | undefined;
}

/**
 * The changes of one mission, until it is over: for `for await`, once. It works from the moment on which it is made, and
 * stops when the loop is left, on `close`, or when your signal aborts. What can't be mended by trying again is thrown.
 */
export interface Following extends AsyncIterable<Update> {
  /** By what the last update was heard of; null before the first. */
  readonly source: Source | null;
  /** Asks nothing and hears nothing until `resume`. A hidden page of a browser is paused by itself. */
  pause(): void;
  resume(): void;
  /** Asks now, whatever was advised; never beside a call that is on its way. */
  refresh(): void;
  close(): void;
}

interface From {
  readonly id: string;
  readonly clock: Clock;
  readonly api: Connection;
  readonly streams: Connection;
  readonly firestore: WatchDocument | null;
}

const BOTH = ['snapshot', 'stream'] as const;

/** Ends a following without an error. */
const CLOSED = new Error('closed');

/** Begins to follow. */
export function followMission(from: From, options: FollowOptions): Following {
  const ending = new AbortController();
  const signal = options.signal === undefined ? ending.signal : AbortSignal.any([options.signal, ending.signal]);
  const updates = new Newest<Update>();
  const bell = new Bell();
  const gate = new Gate(signal);
  let source: Source | null = null;
  let newest: ProgressAnswer | null = null;

  const tell = (progress: ProgressAnswer, by: Source): boolean => {
    // Another process of the server may know less than the one that answered before.
    if (newest !== null && isOlder(progress, newest)) return false;
    newest = progress;
    source = by;
    const update = { progress, source: by, receivedAt: from.clock.now() };
    updates.put(update);
    options.onProgress?.(update);
    return isOver(progress);
  };
  const shared: Shared = {
    ...{ id: from.id, clock: from.clock, api: from.api, streams: from.streams, gate, bell, signal, tell },
    trouble: (error, failures) => options.onTrouble?.(error, failures),
  };
  drive(shared, from.firestore, options.sources ?? BOTH).then(
    () => updates.end(),
    (error: unknown) => updates.end(error === CLOSED ? undefined : error),
  );

  return {
    get source() {
      return source;
    },
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    refresh: () => bell.ring(),
    close: () => ending.abort(CLOSED),
    async *[Symbol.asyncIterator]() {
      try {
        yield* updates;
      } finally {
        ending.abort(CLOSED);
      }
    },
  };
}

/** One source after the other, until one has told the end. */
async function drive(all: Shared, firestore: WatchDocument | null, sources: readonly Source[]): Promise<void> {
  if (firestore !== null && sources.includes('snapshot') && (await followSnapshots(all, firestore)) === 'over') return;
  if (sources.includes('stream')) {
    if ((await lookOnce(all)) === 'over' || (await followStream(all)) === 'over') return;
  }
  await poll(all);
}

function isOlder(one: ProgressAnswer, other: ProgressAnswer): boolean {
  return one.attempt < other.attempt || (one.attempt === other.attempt && one.updated_at < other.updated_at);
}

/** Whether nothing more will happen, unless it is retried. */
export function isOver({ status }: Pick<ProgressAnswer, 'status'>): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
