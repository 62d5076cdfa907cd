import { type Instant, toInstant } from '../schema/time.ts';

/** The time, as an argument: tests move it, the core never reads it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  epochMs(): number;
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = {
  epochMs: () => Date.now(),
  now: () => toInstant(Date.now()),
};
