import { medianOf } from '../figures.ts';

/** How fast steps went. */
export interface Pace {
  readonly stepsPerSecond: number;
  readonly p50Ms: number;
  /** How often a runner threw, so that its task had to be delivered again. */
  readonly failedDeliveries: number;
}

/** Collects steps of several missions, and the time during which they went on. */
export class PaceMeter {
  readonly #stepsMs: number[] = [];
  spentMs = 0;
  #failedDeliveries = 0;

  step(durationMs: number): void {
    this.#stepsMs.push(durationMs);
  }

  failed(deliveries: number): void {
    this.#failedDeliveries += deliveries;
  }

  pace(): Pace {
    return {
      stepsPerSecond: this.#stepsMs.length / (this.spentMs / 1000),
      p50Ms: medianOf(this.#stepsMs),
      failedDeliveries: this.#failedDeliveries,
    };
  }
}
