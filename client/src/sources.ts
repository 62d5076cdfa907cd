import { backoffMs } from './backoff.ts';
import { type Bell, type Clock, rest } from './clock.ts';
import type { Connection } from './connection.ts';
import { MissionProgressError } from './errors.ts';
import type { Gate } from './gate.ts';
import { streamEvents } from './stream.ts';
import type { ProgressAnswer } from './wire.ts';

/** How a change was heard of. */
export type Source = 'snapshot' | 'stream' | 'polling';

/**
 * Watches the document at `path` and calls `onChange` for each snapshot of it; returns its unsubscribe. With the web SDK:
 * `(path, onChange, onError) => onSnapshot(doc(db, path), onChange, onError)`.
 */
export type WatchDocument = (path: string, onChange: () => void, onError: (error: unknown) => void) => () => void;

/** What the sources of one mission's progress share. */
export interface Following {
  readonly id: string;
  readonly clock: Clock;
  readonly api: Connection;
  readonly streams: Connection;
  readonly gate: Gate;
  /** Rung by a refresh that somebody asked for. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
  /** True when the mission is over, and with it the following. */
  tell(progress: ProgressAnswer, source: Source): boolean;
  /** What went wrong, for the `failures`-th time in a row, and is tried again. */
  trouble(error: MissionProgressError, failures: number): void;
}

/** Whether a source has told the end, or can't go on and leaves it to the next one. */
export type Outcome = 'over' | 'unavailable';

/** A stream that has said nothing by then is being collected on the way, as production's Hosting does it. */
const STREAM_PATIENCE_MS = 8_000;
/** Where changes are heard of, this is only for the estimate, and for a listener that died without a word. */
const LOOK_EVERY_MS = 60_000;
/** Snapshots may come several times a second; a bar needs no more than this. */
const APART_MS = 1_000;
/** Of a mission that rests, the next change is not expected soon: a tenth of its age may pass, as the server has it. */
const SHARE_OF_AGE = 0.1;
const LONGEST_REST_MS = 300_000;

/** By the stream, until it is over or the stream can't be had. */
export async function followStream(all: Following): Promise<Outcome> {
  let lastEventId: string | undefined;
  for (;;) {
    const shut = await all.gate.opened(all.signal);
    const patience = { firstByteMs: STREAM_PATIENCE_MS, failuresAtFirst: 1 };
    const options = { ...patience, signal: AbortSignal.any([all.signal, shut]), lastEventId };
    try {
      for await (const event of streamEvents(all.streams, `/missions/${encodeURIComponent(all.id)}/stream`, options)) {
        lastEventId = event.id;
        if (event.event === 'progress' && all.tell(event.data, 'stream')) return 'over';
      }
      // It was over already when the stream began anew.
      return 'unavailable';
    } catch (error) {
      all.signal.throwIfAborted();
      if (shut.aborted) continue;
      // Polling finds out whether it is the stream or the mission.
      if (error instanceof MissionProgressError) return 'unavailable';
      throw error;
    }
  }
}

/** By one call: the first value at once, before a stream that may be long in coming, or not worth it. */
export async function lookOnce(all: Following): Promise<Outcome> {
  let isOver = false;
  const first: Following = {
    ...all,
    tell: (progress, source) => {
      isOver = all.tell(progress, source);
      return true;
    },
  };
  await poll(first);
  return isOver ? 'over' : 'unavailable';
}

/** By the document's snapshots: each says that there is news, and the API says what, with its estimate. */
export async function followSnapshots(all: Following, watch: WatchDocument): Promise<Outcome> {
  const listener = new AbortController();
  const signal = AbortSignal.any([all.signal, listener.signal]);
  for (;;) {
    const shut = await all.gate.opened(all.signal);
    const stop = watch(
      `missions/${all.id}`,
      () => all.bell.ring(),
      () => listener.abort(),
    );
    try {
      const open = { ...all, signal: AbortSignal.any([signal, shut]) };
      const isOver = await ask(open, 'snapshot', async () => {
        await rest(all.clock, APART_MS, open.signal);
        await rest(all.clock, LOOK_EVERY_MS, open.signal, all.bell);
      });
      if (isOver) return 'over';
    } catch (error) {
      all.signal.throwIfAborted();
      if (listener.signal.aborted) return 'unavailable';
      if (!shut.aborted) throw error;
    } finally {
      stop();
    }
  }
}

/** By asking as often as the server advises. */
export async function poll(all: Following): Promise<Outcome> {
  for (;;) {
    const shut = await all.gate.opened(all.signal);
    const open = { ...all, signal: AbortSignal.any([all.signal, shut]) };
    try {
      const isOver = await ask(open, 'polling', (last) => {
        return rest(all.clock, pauseAfter(last, all.clock.now()), open.signal, all.bell);
      });
      if (isOver) return 'over';
    } catch (error) {
      all.signal.throwIfAborted();
      if (!shut.aborted) throw error;
    }
  }
}

interface Last {
  readonly progress: ProgressAnswer;
  readonly receivedAt: number;
}

/** Asks, one call after the other, until the mission is over. Throws what asking again can't mend. */
async function ask(all: Following, source: Source, pause: (last: Last) => Promise<void>): Promise<true> {
  let last: Last | null = null;
  let etag: string | null = null;
  let failures = 0;
  for (;;) {
    // A server that is down is asked by one probe at a time, whatever else follows a mission here.
    for (let ms = all.api.breaker.admit(); ms > 0; ms = all.api.breaker.admit()) await rest(all.clock, ms, all.signal);
    try {
      const answer = await look(all, source, etag);
      failures = 0;
      if (answer.json !== null) {
        last = { progress: answer.json, receivedAt: all.clock.now() };
        etag = answer.etag;
        if (all.tell(answer.json, source)) return true;
      }
    } catch (error) {
      if (!(error instanceof MissionProgressError) || !error.retryable) throw error;
      failures += 1;
      all.trouble(error, failures);
      await rest(all.clock, Math.max(error.retryAfterMs ?? 0, backoffMs(failures, all.clock.random())), all.signal);
      continue;
    }
    if (last !== null) await pause(last);
  }
}

function look({ api, id, signal }: Following, source: Source, etag: string | null) {
  return api.askOnce<ProgressAnswer>({
    method: 'GET',
    path: `/missions/${encodeURIComponent(id)}/progress`,
    // What a snapshot told is news that another process of the server may not know yet.
    query: source === 'snapshot' ? { fresh: 1 } : {},
    headers: etag === null ? {} : { 'if-none-match': etag },
    signal,
  });
}

/** As the server said; longer and longer while a mission rests and it has had nothing new to say. */
function pauseAfter({ progress, receivedAt }: Last, now: number): number {
  const advised = progress.poll_after_ms ?? LONGEST_REST_MS;
  const isAtWork = progress.status === 'in_progress' || progress.status === 'queued';
  if (isAtWork || advised >= LONGEST_REST_MS) return advised;
  return Math.min(LONGEST_REST_MS, Math.max(advised, (now - receivedAt) * SHARE_OF_AGE));
}
