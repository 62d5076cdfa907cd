import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../client/src/clock.ts';

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  /** In the middle: half of a jitter. */
  random(): number {
    return 0.5;
  }

  later(ms: number, ring: () => void): () => void {
    const timer = { at: this.#now + ms, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Lets what is under way come to rest, then `ms` pass, ringing each timer in its turn. */
  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.ring();
      await settled();
    }
    this.#now = end;
  }
}

/** A response's body takes a few turns of the event loop to be read. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await setImmediate();
}
