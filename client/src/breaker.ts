import type { Clock } from './clock.ts';

/** So many failures in a row are no accident. */
const OPEN_AFTER = 5;
const OPEN_FOR_MS = 15_000;
const LONGEST_MS = 120_000;

/**
 * Keeps everything that repeats itself (polling, automatic retries) away from a server that is down. Closed, it lets all
 * through; after five failures in a row it is open for 15 s, then half open: one call goes as a probe. Its success
 * closes it, its failure opens it for twice as long, at most two minutes unless told otherwise. A call that you make
 * yourself always goes.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #longestMs: number;
  #failures = 0;
  #openForMs = OPEN_FOR_MS;
  #opensAt: number | null = null;
  #isProbing = false;

  constructor(clock: Clock, longestMs = LONGEST_MS) {
    this.#clock = clock;
    this.#longestMs = longestMs;
  }

  get state(): 'closed' | 'open' | 'half_open' {
    if (this.#opensAt === null) return 'closed';
    return this.#clock.now() < this.#opensAt ? 'open' : 'half_open';
  }

  /** Milliseconds until a repeated call may go; 0 lets this one go now, in half open as the probe. */
  admit(): number {
    if (this.#opensAt === null) return 0;
    const left = this.#opensAt - this.#clock.now();
    if (left > 0) return left;
    // Somebody else's probe is on its way: what it finds is known soon.
    if (this.#isProbing) return 1_000;
    this.#isProbing = true;
    return 0;
  }

  /** Any answer of the server, a refusal too, is a sign of life. */
  succeeded(): void {
    this.#failures = 0;
    this.#opensAt = null;
    this.#openForMs = OPEN_FOR_MS;
    this.#isProbing = false;
  }

  failed(): void {
    this.#failures += 1;
    const wasProbe = this.#isProbing;
    this.#isProbing = false;
    if (wasProbe) this.#openForMs = Math.min(this.#longestMs, this.#openForMs * 2);
    if (wasProbe || (this.#opensAt === null && this.#failures >= OPEN_AFTER)) {
      this.#opensAt = this.#clock.now() + this.#openForMs;
    }
  }

  /** The call was given up by whoever made it: it says nothing of the server. */
  abandoned(): void {
    this.#isProbing = false;
  }
}
