/** Time and chance, so that tests can hold them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  /** Calls `ring` after `ms`; returns how to call it off. */
  later(ms: number, ring: () => void): () => void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  later: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or as soon as `bell` rings; rejects with the signal's reason. */
export function rest(clock: Clock, ms: number, signal: AbortSignal | undefined, bell?: Bell): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const calledOff = clock.later(ms, wake);
    const unhear = bell?.hear(wake);
    signal?.addEventListener('abort', stop, { once: true });
    function end(): void {
      calledOff();
      unhear?.();
      signal?.removeEventListener('abort', stop);
    }
    function wake(): void {
      end();
      resolve();
    }
    function stop(): void {
      end();
      reject(signal?.reason);
    }
  });
}

/** Wakes whoever rests. A ring while nobody rests is kept for the next one. */
export class Bell {
  #isRung = false;
  #listener: (() => void) | null = null;

  ring(): void {
    if (this.#listener === null) this.#isRung = true;
    else this.#listener();
  }

  hear(listener: () => void): () => void {
    if (this.#isRung) {
      this.#isRung = false;
      queueMicrotask(listener);
    }
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }
}
