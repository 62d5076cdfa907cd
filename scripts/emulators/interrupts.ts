/** npm passes on the Ctrl-C that the terminal has sent us already: two within this time are one. */
const sameKeyMs = 500;

export interface Interrupts {
  /** Aborts when we are asked to stop. */
  readonly signal: AbortSignal;
  /** Settles when we are asked again. */
  readonly again: Promise<void>;
}

export function listenForInterrupts(): Interrupts {
  const first = new AbortController();
  let firstAt = 0;
  const again = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!first.signal.aborted) {
          firstAt = Date.now();
          first.abort();
        } else if (Date.now() - firstAt > sameKeyMs) resolve();
      });
    }
  });
  return { signal: first.signal, again };
}
