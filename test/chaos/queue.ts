import type { RunTask } from '../../functions/src/edge/tasks.ts';
import type { Chance } from './chance.ts';
import type { ChaosClock } from './clock.ts';
import type { Fleet } from './fleet.ts';
import type { Runner } from './runner.ts';
import type { World } from './world.ts';

/** How bad the queue is; probabilities for each task or delivery. */
export interface QueueFaults {
  readonly drops: number;
  readonly duplicates: number;
  readonly delays: number;
  /** The sender is told that it failed, though half of these are in the queue. */
  readonly refusals: number;
  /** After this long, or up to twice as long, a delivery is given up though it may still run. */
  readonly patienceMs: number;
  /** The runner has so little time that it may have to hand over. */
  readonly hurries: number;
}

export const NO_FAULTS: QueueFaults = {
  drops: 0,
  duplicates: 0,
  delays: 0,
  refusals: 0,
  patienceMs: 60_000,
  hurries: 0,
};

interface Entry {
  readonly task: RunTask;
  /** By the campaign's clock. */
  readonly readyAtMs: number;
  readonly tries: number;
  readonly isDuplicate: boolean;
}

const MAX_DELAY_MS = 4_000;
const MAX_BACKOFF_MS = 2_000;
const LOOK_EVERY_MS = 20;

/**
 * Delivers as Cloud Tasks does: at least once, each id enqueued once, again with backoff after a failure, a death or
 * when its patience ends. By its faults it also delivers twice, late, out of order, or never.
 */
export class Queue {
  faults: QueueFaults;
  /** While true, nothing is delivered. */
  isSuspended = false;
  readonly #fleet: Fleet;
  readonly #world: World;
  readonly #clock: ChaosClock;
  readonly #chance: Chance;
  readonly #seen = new Set<string>();
  readonly #entries = new Set<Entry>();
  readonly #patience = new Map<string, () => void>();
  readonly #timer: NodeJS.Timeout;
  #outstanding = 0;

  constructor(parts: { fleet: Fleet; world: World; clock: ChaosClock; chance: Chance; faults: QueueFaults }) {
    this.#fleet = parts.fleet;
    this.#world = parts.world;
    this.#clock = parts.clock;
    this.#chance = parts.chance;
    this.faults = parts.faults;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** Takes a task; one of an id that was taken before is not taken again, also when the first was lost. */
  enqueue(task: RunTask, dueAt: string | null): void {
    const { mission_id: missionId } = task;
    const isRefused = this.#chance.happens(this.faults.refusals);
    if (isRefused) this.#world.fault('enqueue_refused', { missionId });
    if (!isRefused || this.#chance.happens(0.5)) this.#take(task, dueAt);
    if (isRefused) throw new Error('the queue is not there');
  }

  /** Whether nothing is being delivered or due to be. */
  get isIdle(): boolean {
    const nowMs = this.#clock.epochMs();
    return this.#outstanding === 0 && [...this.#entries].every((entry) => entry.readyAtMs > nowMs + 1_000);
  }

  /** Gives up a delivery that may still run, as after a broken connection; the task is delivered again. */
  giveUp(deliveryId: string): void {
    this.#patience.get(deliveryId)?.();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #take(task: RunTask, dueAt: string | null): void {
    if (this.#seen.has(task.task_id)) return;
    this.#seen.add(task.task_id);
    const { mission_id: missionId } = task;
    if (this.#chance.happens(this.faults.drops)) {
      this.#world.fault('dropped', { missionId });
      return;
    }
    const dueAtMs = dueAt === null ? this.#clock.epochMs() : Date.parse(dueAt);
    const readyAtMs = dueAtMs + this.#delayMs(dueAt !== null);
    this.#entries.add({ task, readyAtMs, tries: 0, isDuplicate: false });
  }

  /** Scheduled tasks may also come early. */
  #delayMs(isScheduled: boolean): number {
    if (!this.#chance.happens(this.faults.delays)) return this.#chance.below(50);
    return this.#chance.below(MAX_DELAY_MS) - (isScheduled ? MAX_DELAY_MS / 2 : 0);
  }

  #look(): void {
    const nowMs = this.#clock.epochMs();
    for (const entry of this.isSuspended ? [] : this.#entries) {
      if (entry.readyAtMs > nowMs) continue;
      const runner = this.#fleet.free(this.#chance);
      if (runner === null) return;
      this.#entries.delete(entry);
      void this.#deliver(entry, runner);
    }
  }

  async #deliver(entry: Entry, runner: Runner): Promise<void> {
    const { task } = entry;
    const { mission_id: missionId } = task;
    if (this.#chance.happens(this.faults.duplicates)) this.#again(entry, this.#chance.below(MAX_DELAY_MS), true);
    this.#outstanding += 1;
    const { deliveryId, end } = this.#fleet.deliver(runner, task, this.#limitMs());
    if (entry.isDuplicate) this.#world.fault('duplicated', { missionId });
    const ended = await Promise.race([end, this.#patienceEnds(deliveryId)]);
    this.#patience.get(deliveryId)?.();
    this.#patience.delete(deliveryId);
    this.#outstanding -= 1;
    if (ended === 'acknowledged') return;
    if (ended === 'given_up') this.#world.fault('given_up', { missionId });
    if (ended === 'failed') this.#world.fault('delivery_failed', { missionId });
    // Behind a duplicate stands the first delivery, which is tried again by itself.
    if (entry.isDuplicate) return;
    this.#again(entry, this.#backoffMs(entry.tries), false);
  }

  #again({ task, tries }: Entry, delayMs: number, isDuplicate: boolean): void {
    this.#entries.add({ task, readyAtMs: this.#clock.epochMs() + delayMs, tries: tries + 1, isDuplicate });
  }

  #limitMs(): number | null {
    return this.#chance.happens(this.faults.hurries) ? this.#chance.between(500, 5_000) : null;
  }

  #patienceEnds(deliveryId: string): Promise<'given_up'> {
    const { patienceMs } = this.faults;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        resolve('given_up');
      };
      const timer = setTimeout(end, patienceMs + this.#chance.below(patienceMs));
      this.#patience.set(deliveryId, end);
    });
  }

  #backoffMs(tries: number): number {
    return this.#chance.below(Math.min(MAX_BACKOFF_MS, 100 * 2 ** tries)) + 20;
  }
}
