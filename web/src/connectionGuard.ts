import type { Connection, ConnectionEvent } from './connection.ts';
import { connectionFigures } from './connectionFigures.ts';
import { NOTHING_LOGGED, nextLog, withDelay } from './connectionLog.ts';
import { shouldKick, shouldPoll } from './connectionPlan.ts';
import { connection, wish } from './connectionStore.ts';
import { nextConnection } from './nextConnection.ts';

const CHECK_EVERY_MS = 1_000;
/** Timers of a visible page are never this late unless the device slept or the page hung. */
const SLEPT_AFTER_MS = 10_000;

let logged = NOTHING_LOGGED;

/** Takes note of `event`, and logs what it changed. */
export function tellConnection(event: ConnectionEvent): void {
  const next = nextConnection(connection.get(), event);
  observe(next, event);
  connection.set(next);
}

function observe(state: Connection, event: ConnectionEvent | null): void {
  // A hidden page looks after nothing, and its timers are late: what it would log is not so.
  if (state.hiddenSince !== null) return;
  logged = nextLog(logged, state, event, Date.now());
  connectionFigures.set(logged.figures);
}

/** That a command's effect was seen on the page `ms` after its answer. */
export function tellDelay(ms: number): void {
  logged = { ...logged, figures: withDelay(logged.figures, ms) };
  connectionFigures.set(logged.figures);
}

interface Ways {
  /** Drops the stream and makes a new one. */
  readonly kick: () => void;
  /** Asks the API for all that is on screen; `isWanted` by the reader, whatever is known of the server. */
  readonly poll: (isWanted: boolean) => void;
}

/**
 * Watches the browser and the clock, and calls `kick` when the stream should be dropped and made anew, and `poll` when
 * the API should be asked instead: a silent connection looks alive for ever otherwise, and a frozen tab stays stale for
 * half a minute. Returns its end.
 */
export function guardConnection(ways: Ways): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let checkedAt = Date.now();

  function check(): void {
    const now = Date.now();
    const isLate = now - checkedAt > SLEPT_AFTER_MS || now < checkedAt - SLEPT_AFTER_MS;
    checkedAt = now;
    if (isLate && !document.hidden) tellConnection({ type: 'slept', at: now });
    act(ways);
    observe(connection.get(), null);
  }
  function hear(type: 'online' | 'offline' | 'hidden' | 'visible' | 'resumed'): void {
    checkedAt = Date.now();
    tellConnection({ type, at: checkedAt });
    act(ways);
  }

  if (!navigator.onLine) hear('offline');
  if (document.hidden) hear('hidden');
  addEventListener('online', () => hear('online'), { signal });
  addEventListener('offline', () => hear('offline'), { signal });
  // `resume` ends a freeze (Chromium); `pageshow.persisted` the back-forward cache, on every browser.
  const thaw = (): void => {
    hear('resumed');
    if (document.hidden) hear('hidden');
  };
  document.addEventListener('resume', thaw, { signal });
  addEventListener('pageshow', (event) => event.persisted && thaw(), { signal });
  document.addEventListener('visibilitychange', () => hear(document.hidden ? 'hidden' : 'visible'), { signal });
  const timer = setInterval(check, CHECK_EVERY_MS);
  // What the reader asks for, and what was just put on screen, need not wait for the next check.
  const unsubscribe = connection.subscribe(() => {
    const { poll, kickWanted } = connection.get();
    // After all that is put on screen at once has joined.
    if (poll.isWanted || kickWanted) queueMicrotask(() => act(ways));
  });
  const grant = (): void => {
    const wished = wish.get();
    if (wished !== null) tellConnection(wished);
  };
  const ungrant = wish.subscribe(grant);
  grant();
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    unsubscribe();
    ungrant();
  });
  return () => ended.abort();
}

function act(ways: Ways): void {
  const now = Date.now();
  if (shouldKick(connection.get(), now)) {
    tellConnection({ type: 'kicked', at: now });
    ways.kick();
  }
  if (shouldPoll(connection.get(), now)) ways.poll(connection.get().poll.isWanted);
}
