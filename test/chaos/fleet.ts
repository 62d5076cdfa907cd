import type { RunTask } from '../../functions/src/edge/tasks.ts';
import type { Chance } from './chance.ts';
import { type DeliveryEnd, Runner, type RunnerOptions } from './runner.ts';
import type { ChaosLimits } from './wire.ts';
import type { World } from './world.ts';

/** How many missions one process runs at once. */
const CONCURRENCY = 10;

interface FleetOptions extends Omit<RunnerOptions, 'plan' | 'onCall'> {
  readonly size: number;
  readonly projectId: string;
  readonly seed: number;
  readonly limits: ChaosLimits;
  onCall(runner: string, call: Parameters<RunnerOptions['onCall']>[0]): Promise<unknown>;
}

/** The runner processes: each that ends is replaced. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #world: World;
  readonly #runners = new Set<Runner>();
  #started = 0;
  #deliveries = 0;
  #isOpen = true;
  #aheadMs = 0;

  constructor(options: FleetOptions, world: World) {
    this.#options = options;
    this.#world = world;
  }

  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.size }, () => this.#add().ready));
  }

  get runners(): readonly Runner[] {
    return [...this.#runners];
  }

  get isIdle(): boolean {
    return this.runners.every((runner) => runner.deliveries.length === 0);
  }

  /** A runner that would take a task now, or null. */
  free(chance: Chance): Runner | null {
    const free = this.runners.filter((runner) => runner.isReady && runner.deliveries.length < CONCURRENCY);
    return free.length === 0 ? null : chance.pick(free);
  }

  /** Delivers to `runner`, which must hand over after `limitMs`, if that is given. */
  deliver(
    runner: Runner,
    task: RunTask,
    limitMs: number | null,
  ): { readonly deliveryId: string; readonly end: Promise<DeliveryEnd> } {
    this.#deliveries += 1;
    const deliveryId = `delivery-${this.#deliveries}`;
    const { mission_id: missionId, task_id: taskId } = task;
    const isOverlapping = this.#isRunning(taskId);
    this.#world.delivery({ deliveryId, missionId, taskId, runner: runner.name });
    if (isOverlapping) this.#world.fault('overlapped', { missionId });
    if (limitMs !== null) this.#world.fault('time_limited', { missionId });
    return { deliveryId, end: runner.deliver(deliveryId, task, limitMs) };
  }

  /** Whether a delivery of the task is with a runner, be it one that was given up. */
  #isRunning(taskId: string): boolean {
    return this.runners.some((runner) =>
      runner.deliveries.some((deliveryId) => this.#world.deliveries.get(deliveryId)?.taskId === taskId),
    );
  }

  /** Moves every runner's clock by `aheadMs` from now on, and that of each new one. */
  moveClocks(aheadMs: number): void {
    this.#aheadMs = aheadMs;
    for (const runner of this.#runners) runner.setClock(aheadMs);
  }

  async end(): Promise<void> {
    this.#isOpen = false;
    for (const runner of this.#runners) runner.kill();
    await Promise.all(this.runners.map((runner) => runner.gone));
  }

  #add(): Runner {
    this.#started += 1;
    const { projectId, seed, env, logFolder, limits } = this.#options;
    const name = `runner-${this.#started}`;
    const runner = new Runner({
      plan: { name, projectId, seed, aheadMs: this.#aheadMs, limits },
      env,
      logFolder,
      onCall: (call) => this.#options.onCall(name, call),
    });
    this.#runners.add(runner);
    void runner.gone.then(() => {
      this.#runners.delete(runner);
      if (this.#isOpen) this.#add();
    });
    return runner;
  }
}
