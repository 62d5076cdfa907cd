import type { ChaosClock } from './clock.ts';
import type { Runner } from './runner.ts';
import type { World } from './world.ts';

/** How long missions stand still after their runner was killed: until a step of theirs begins again. */
export class Recoveries {
  /** By the campaign's clock. */
  readonly durationsMs: number[] = [];
  readonly #world: World;
  readonly #clock: ChaosClock;
  readonly #lostAtMs = new Map<string, number>();

  constructor(world: World, clock: ChaosClock) {
    this.#world = world;
    this.#clock = clock;
    world.onRun(({ missionId }) => {
      const lostAtMs = this.#lostAtMs.get(missionId);
      if (lostAtMs === undefined) return;
      this.#lostAtMs.delete(missionId);
      this.durationsMs.push(clock.epochMs() - lostAtMs);
    });
  }

  /** To be called before `runner` is killed. */
  lost(runner: Runner): void {
    for (const deliveryId of runner.deliveries) {
      const delivery = this.#world.deliveries.get(deliveryId);
      if (delivery !== undefined) this.#lostAtMs.set(delivery.missionId, this.#clock.epochMs());
    }
  }

  /** Forgets whom it still waits for: from now on time is moved by hours. */
  end(): void {
    this.#lostAtMs.clear();
  }

  percentileMs(share: number): number | null {
    const sorted = this.durationsMs.toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  }
}
