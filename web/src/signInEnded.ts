import { session } from './session.ts';

/** Two polls that end so, one after the other, are what makes a page offline: longer delays that word. */
const PATIENCE_MS = 3_000;

/** Resolves once it is known who asks, or after that long without an answer: a slow sign-in is not a server that is away. */
export function signInEnded(signal: AbortSignal): Promise<void> {
  if (session.get().phase !== 'restoring' || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const unsubscribe = session.subscribe(() => {
      if (session.get().phase !== 'restoring') end();
    });
    signal.addEventListener('abort', end);
  });
}
