import type { Clock } from '../../functions/src/edge/clock.ts';
import { type Instant, toInstant } from '../../functions/src/schema/time.ts';

/** The machine's clock, moved: of one process, or the campaign's. */
export class ChaosClock implements Clock {
  aheadMs: number;

  constructor(aheadMs = 0) {
    this.aheadMs = aheadMs;
  }

  epochMs(): number {
    return Date.now() + this.aheadMs;
  }

  now(): Instant {
    return toInstant(this.epochMs());
  }
}
