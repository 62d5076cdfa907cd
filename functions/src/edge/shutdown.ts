/** How long the process stays for its runners to hand their missions over; the platform kills it after 10 s. */
const PATIENCE_MS = 8_000;

/** Work that is told when the process is asked to end, and is given time to leave in good order. */
export interface Shutdown {
  readonly signal: AbortSignal;
  /** Runs `work`; the process does not end while it leaves. */
  track<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/**
 * Takes SIGTERM over with the first work that is tracked: the platform's own listener ends the process at once, and
 * what is not handed over then waits for its lease to run out. It is called when all have left, or after 8 s.
 */
export function createShutdown(): Shutdown {
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  let isListening = false;

  const listen = (): void => {
    isListening = true;
    const others = process.listeners('SIGTERM');
    process.removeAllListeners('SIGTERM');
    process.once('SIGTERM', (signal) => {
      ending.abort();
      const left = Promise.allSettled(running);
      const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      void Promise.race([left, late]).then(() => {
        if (others.length === 0) process.exit(0);
        for (const listener of others) listener(signal);
      });
    });
  };
  return {
    signal: ending.signal,
    track: async (work) => {
      if (!isListening) listen();
      const result = work(ending.signal);
      running.add(result);
      try {
        return await result;
      } finally {
        running.delete(result);
      }
    },
  };
}
