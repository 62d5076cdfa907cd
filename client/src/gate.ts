/**
 * Whether anybody wants to know now: shut while paused, and in a browser while the page is hidden. Whatever follows a
 * mission works only while it is open.
 */
export class Gate {
  #isPaused = false;
  #shut = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #page = typeof document === 'undefined' ? null : document;

  constructor(signal: AbortSignal) {
    this.#page?.addEventListener('visibilitychange', () => this.#look(), { signal });
    signal.addEventListener('abort', () => this.#shut.abort(), { once: true });
    this.#look();
  }

  get isOpen(): boolean {
    return !this.#isPaused && this.#page?.visibilityState !== 'hidden';
  }

  pause(): void {
    this.#isPaused = true;
    this.#look();
  }

  resume(): void {
    this.#isPaused = false;
    this.#look();
  }

  /** Resolves when it is open, to a signal that aborts when it shuts; rejects with the reason of `signal`. */
  async opened(signal: AbortSignal): Promise<AbortSignal> {
    while (!this.isOpen) await this.#change(signal);
    signal.throwIfAborted();
    return this.#shut.signal;
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const stop = (): void => {
        this.#waiting.delete(resolve);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.add(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
    });
  }

  #look(): void {
    if (!this.isOpen) {
      this.#shut.abort();
      return;
    }
    if (this.#shut.signal.aborted) this.#shut = new AbortController();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
