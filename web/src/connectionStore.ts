import { type ConnectionEvent, nextConnection, shouldKick, UNCONNECTED } from './connection.ts';
import { createStore } from './store.ts';

const CHECK_EVERY_MS = 1_000;

/** The page's one view of its link, used by the pill and by every stamp. */
export const connection = createStore(UNCONNECTED);

export function tellConnection(event: ConnectionEvent): void {
  connection.set(nextConnection(connection.get(), event));
}

/**
 * Watches the browser and the clock, and calls `kick` when the stream should be dropped and made anew: a silent
 * connection looks alive for ever otherwise, and a frozen tab stays stale for half a minute. Returns its end.
 */
export function guardConnection(kick: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;

  function check(): void {
    const now = Date.now();
    if (!shouldKick(connection.get(), now)) return;
    tellConnection({ type: 'kicked', at: now });
    kick();
  }
  function hear(type: 'online' | 'offline' | 'hidden' | 'visible' | 'resumed'): void {
    tellConnection({ type, at: Date.now() });
    check();
  }

  if (!navigator.onLine) hear('offline');
  addEventListener('online', () => hear('online'), { signal });
  addEventListener('offline', () => hear('offline'), { signal });
  // `resume` ends a freeze (Chromium); `pageshow.persisted` the back-forward cache, on every browser.
  document.addEventListener('resume', () => hear('resumed'), { signal });
  addEventListener('pageshow', (event) => event.persisted && hear('resumed'), { signal });
  document.addEventListener('visibilitychange', () => hear(document.hidden ? 'hidden' : 'visible'), { signal });
  const timer = setInterval(check, CHECK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => ended.abort();
}

/** The reader does not want to wait for the next check. */
export function retryNow(): void {
  tellConnection({ type: 'resumed', at: Date.now() });
}
