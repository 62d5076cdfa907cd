import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { RunTask } from '../../functions/src/edge/tasks.ts';
import type { Call, FromRunner, RunnerPlan, ToRunner } from './wire.ts';

/** How a delivery ended, as a queue sees it. */
export type DeliveryEnd = 'acknowledged' | 'failed' | 'runner_gone';

export interface RunnerOptions {
  readonly plan: RunnerPlan;
  readonly env: NodeJS.ProcessEnv;
  readonly logFolder: string;
  /** Answers what the runner asks of the parent; a rejection becomes the runner's. */
  onCall(call: Call): Promise<unknown>;
}

/** The parent's side of one runner process. */
export class Runner {
  readonly name: string;
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #delivering = new Map<string, (end: DeliveryEnd) => void>();
  readonly #options: RunnerOptions;
  #state: 'starting' | 'ready' | 'stopped' | 'ending' | 'gone' = 'starting';

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.name = options.plan.name;
    const log = openSync(join(options.logFolder, `${this.name}.log`), 'a');
    this.#child = fork(join(import.meta.dirname, 'runnerProcess.ts'), [JSON.stringify(options.plan)], {
      // Whoever starts it may run under flags that are none of its business.
      execArgv: [],
      env: options.env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    this.ready = new Promise((resolve) => {
      this.#child.on('message', (message: FromRunner) => {
        if (message.kind === 'ready') {
          if (this.#state === 'starting') this.#state = 'ready';
          resolve();
        } else this.#onMessage(message);
      });
    });
    // A stopped process does not see that its parent has gone.
    const endWithUs = (): unknown => this.#child.kill('SIGKILL');
    process.on('exit', endWithUs);
    this.gone = new Promise((resolve) => {
      this.#child.once('exit', () => {
        process.off('exit', endWithUs);
        this.#state = 'gone';
        for (const end of this.#delivering.values()) end('runner_gone');
        this.#delivering.clear();
        resolve();
      });
    });
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  get deliveries(): readonly string[] {
    return [...this.#delivering.keys()];
  }

  deliver(deliveryId: string, task: RunTask, limitMs: number | null): Promise<DeliveryEnd> {
    return new Promise((resolve) => {
      this.#delivering.set(deliveryId, resolve);
      this.#send({ kind: 'deliver', deliveryId, task, limitMs });
    });
  }

  setClock(aheadMs: number): void {
    this.#send({ kind: 'clock', aheadMs });
  }

  kill(): void {
    this.#state = 'ending';
    this.#child.kill('SIGKILL');
  }

  /** Asks it to end; it may give back what it holds first. */
  terminate(): void {
    this.#state = 'ending';
    this.#child.kill('SIGTERM');
  }

  /** It does nothing until {@link continue}, and does not know that it did nothing. */
  stop(): void {
    this.#state = 'stopped';
    this.#child.kill('SIGSTOP');
  }

  continue(): void {
    this.#child.kill('SIGCONT');
    if (this.#state === 'stopped') this.#state = 'ready';
  }

  /** A short sleep that the queue knows nothing of: while the emulator is exchanged. */
  freeze(isFrozen: boolean): void {
    if (this.#state !== 'gone' && this.#state !== 'stopped') this.#child.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }

  #onMessage(message: Exclude<FromRunner, { kind: 'ready' }>): void {
    if (message.kind === 'delivered') {
      this.#delivering.get(message.deliveryId)?.(message.error === null ? 'acknowledged' : 'failed');
      this.#delivering.delete(message.deliveryId);
      return;
    }
    const { callId, call } = message;
    this.#options.onCall(call).then(
      (value) => this.#send({ kind: 'answer', callId, value, error: null }),
      (error: unknown) => this.#send({ kind: 'answer', callId, value: null, error: String(error) }),
    );
  }

  #send(message: ToRunner): void {
    if (!this.#child.connected) return;
    // A process that ends while it is told something has nothing to hear any more.
    this.#child.send(message, () => undefined);
  }
}
