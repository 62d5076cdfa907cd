import type { Delivery, Fault, FaultKind, Run, RunEnding } from './record.ts';

export interface RunAsked {
  readonly missionId: string;
  readonly attempt: number;
  readonly stepIndex: number;
  readonly itemIndex: number | null;
  readonly runner: string;
  readonly deliveryId: string;
}

/** The world outside the product: it counts what steps did to it, and notes what was done to them. */
export class World {
  readonly runs: Run[] = [];
  readonly deliveries = new Map<string, Delivery>();
  readonly faults: Fault[] = [];
  readonly #byId = new Map<string, Run>();
  readonly #failures = new Map<string, number>();
  readonly #listeners: ((run: Run) => void)[] = [];
  #tick = 0;

  /** A run of a step or an item begins; answers its name, and how often this step has failed by its script so far. */
  begin(asked: RunAsked): { readonly runId: string; readonly failures: number } {
    const runId = `run-${this.runs.length + 1}`;
    const run: Run = { ...asked, runId, begun: this.#next(), effects: 0, ended: null };
    this.runs.push(run);
    this.#byId.set(runId, run);
    for (const listener of this.#listeners) listener(run);
    return { runId, failures: this.#failures.get(unitOf(run)) ?? 0 };
  }

  /** The side effect that can be counted. */
  effect(runId: string): void {
    this.#run(runId).effects += 1;
  }

  end(runId: string, how: RunEnding): void {
    const run = this.#run(runId);
    run.ended = { tick: this.#next(), how };
    if (how === 'failed') this.#failures.set(unitOf(run), (this.#failures.get(unitOf(run)) ?? 0) + 1);
  }

  delivery(delivery: Omit<Delivery, 'begun'>): void {
    this.deliveries.set(delivery.deliveryId, { ...delivery, begun: this.#next() });
  }

  fault(kind: FaultKind, where: Pick<Fault, 'runner' | 'missionId'> = {}): void {
    this.faults.push({ ...where, kind, tick: this.#next() });
  }

  /** Something that is under way while `work` is. */
  async during(kind: FaultKind, missionId: string, work: () => Promise<void>): Promise<void> {
    const fault: Fault = { kind, missionId, tick: this.#next(), until: Number.POSITIVE_INFINITY };
    this.faults.push(fault);
    await work();
    fault.until = this.#next();
  }

  count(kind: FaultKind): number {
    return this.faults.filter((fault) => fault.kind === kind).length;
  }

  onRun(listener: (run: Run) => void): void {
    this.#listeners.push(listener);
  }

  #run(runId: string): Run {
    const run = this.#byId.get(runId);
    if (run === undefined) throw new Error(`no run ${runId}`);
    return run;
  }

  get tick(): number {
    return this.#tick;
  }

  #next(): number {
    this.#tick += 1;
    return this.#tick;
  }
}

/** What must happen once: a step or an item of one attempt. */
function unitOf(run: Pick<Run, 'missionId' | 'attempt' | 'stepIndex' | 'itemIndex'>): string {
  return `${run.missionId}/${run.attempt}/${run.stepIndex}/${run.itemIndex ?? ''}`;
}
