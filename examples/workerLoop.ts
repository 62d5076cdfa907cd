/**
 * The half of a worker that is the same for any work: it takes an external mission, runs its steps one after the other,
 * and reports. See worker.ts for the other half. Needs Node 24 and nothing else.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const URL = (process.env.MISSION_PROGRESS_URL ?? 'http://localhost:5000').replace(/\/$/, '');
const KEY = process.env.MISSION_PROGRESS_KEY;

/** The mission shows as stalled after 60 seconds of silence. */
const BEAT_MS = 20_000;
/** Each report is a database write; nobody looks at the bar more often. */
const REPORT_MS = 1_000;
/** How often a mission that is paused is asked whether it goes on. */
const LOOK_MS = 2_000;
/** The longest wait between two tries of a call. */
const PATIENCE_MS = 30_000;
const OVER = ['completed', 'failed', 'cancelled'];

/** A step: its name, its share of the bar, and what it does. It may be begun anew at any point: see worker.ts. */
export interface Step {
  readonly name: string;
  readonly weight: number;
  run(progress: Progress): Promise<Done>;
}

/**
 * Moves the bar, once a second at most; throws if there is no more to be done, since the mission was paused or cancelled.
 * Call it as often as you like.
 */
export type Progress = (done: number, total: number, unit: string) => Promise<void>;

/** What a step leaves for its report. */
export interface Done {
  readonly message: string;
  readonly output?: unknown;
  readonly usage?: Readonly<Record<string, number>>;
  /** From the last step. */
  readonly result?: { readonly summary: string; readonly markdown: string };
}

/** What every report and heartbeat is answered with. */
interface State {
  readonly status: string;
  /** The mission needs nothing more now: it is over, or paused. */
  readonly should_stop: boolean;
  /** The first step that is not finished. */
  readonly next_step: number;
}

interface MissionAnswer {
  readonly status: string;
  readonly plan: readonly { readonly step_name: string }[];
}

/** The API said no, and would say so again: `code` says why, and stays the same from version to version. */
export class Refused extends Error {
  readonly code: string;

  constructor({ code = 'unknown', detail = 'refused', next = '' }: Partial<Record<string, string>>) {
    super(`${detail} ${next}`.trim());
    this.code = code;
  }
}

/** The mission needs nothing more of this worker now: it is over, or paused. */
class Stop extends Error {}

/**
 * One call of the API, sent again until it is answered. After a broken connection nobody knows whether the call arrived.
 * That is no matter: all that this worker sends may arrive twice. What the API would refuse again is thrown as Refused.
 */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    let waitMs = Math.min(PATIENCE_MS, 500 * 2 ** Math.min(tries, 10)) * (0.5 + Math.random() / 2);
    let reason = '';
    try {
      const answer = await fetch(`${URL}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(KEY ? { authorization: `Bearer ${KEY}` } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
      if (answer.ok) {
        const json: T = await answer.json();
        return json;
      }
      // Every error of the API is a JSON object; one of a proxy in between may be anything.
      const problem = await answer.json().catch(() => ({}));
      if (!(problem.retryable ?? answer.status >= 500)) throw new Refused(problem);
      waitMs = Math.max(waitMs, Number(answer.headers.get('retry-after') ?? 0) * 1_000);
      reason = `${answer.status} ${problem.code ?? ''}`;
    } catch (error) {
      if (error instanceof Refused) throw error;
      reason = `no answer (${String(error)})`;
    }
    say(`${method} ${path}: ${reason}; again in ${(waitMs / 1_000).toFixed(1)} s`);
    await sleep(waitMs);
  }
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Works on the mission of this id until it is over, and answers how it ended. It is made if there is none. Started again
 * after a crash, it goes on with the first step that is not finished. Throws {@link Refused}.
 */
export async function runMission(id: string, objective: string, steps: readonly Step[]): Promise<string> {
  await take(id, objective, steps);
  const worker = new Worker(id);
  void worker.beat();
  let state = await worker.tell('heartbeat');
  let isResting = false;
  while (!OVER.includes(state.status)) {
    if (state.should_stop || state.status === 'queued') {
      // Paused, or its time has not come: a heartbeat now and then tells when there is something to do.
      if (!isResting) say(`resting: the mission is ${state.status}`);
      isResting = true;
      await sleep(LOOK_MS);
      state = await worker.tell('heartbeat');
      continue;
    }
    isResting = false;
    try {
      state = await runStep(worker, steps, state.next_step);
    } catch (error) {
      // Somebody else may have reported this step: the API knows which one is due.
      const isBehind = error instanceof Refused && error.code === 'step_out_of_order';
      if (!isBehind && !(error instanceof Stop)) throw error;
      state = await worker.tell('heartbeat');
    }
  }
  return state.status;
}

/** Makes the mission if there is none, and sees to it that it may be worked on. Harmless to repeat. */
async function take(id: string, objective: string, steps: readonly Step[]): Promise<void> {
  let mission = await call<MissionAnswer>('GET', `/missions/${id}`).catch(async (error: unknown) => {
    if (!(error instanceof Refused && error.code === 'mission_not_found')) throw error;
    const external = { steps: steps.map(({ name, weight }) => ({ name, weight })) };
    // Under an id of our own: sent twice, this is still one mission.
    const request = { mission_id: id, objective, type: 'external', external };
    return await call<MissionAnswer>('POST', '/missions', request);
  });
  if (mission.plan.map((step) => step.step_name).join() !== steps.map(({ name }) => name).join()) {
    throw new Error(`The mission ${id} has other steps than this worker.`);
  }
  if (mission.status === 'proposed') mission = await call('POST', `/missions/${id}/approve`);
  if (mission.status === 'approved') await call('POST', `/missions/${id}/execute`);
}

async function runStep(worker: Worker, steps: readonly Step[], index: number): Promise<State> {
  const step = steps[index];
  if (step === undefined) throw new Error(`There is no step ${index}.`);
  say(`step ${index + 1} of ${steps.length}: ${step.name}`);
  worker.mustStop = false;
  const begun = await worker.tell(`steps/${index}`, { status: 'started' });
  if (begun.should_stop) return begun;
  let done: Done;
  try {
    done = await step.run((...how) => worker.progress(index, ...how));
  } catch (error) {
    if (error instanceof Stop || error instanceof Refused) throw error;
    // Ours to decide: what is told here fails the mission. Its owner may retry it, from this step on.
    const failure = { message: String(error).slice(0, 1_000), next: 'Mend it, then retry the mission.' };
    return await worker.tell(`steps/${index}`, { status: 'failed', error: failure });
  }
  return await worker.tell(`steps/${index}`, { status: 'completed', ...done });
}

/** What is told of one mission, and whether the API last said to stop. */
class Worker {
  mustStop = false;
  readonly #missionId: string;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(missionId: string) {
    this.#missionId = missionId;
  }

  /** Sends a report. Any answer says whether to go on, so that is kept. */
  async tell(path: string, report: object = {}): Promise<State> {
    const said = { worker: `worker.ts ${process.pid}`, ...report };
    const state = await call<State>('POST', `/missions/${this.#missionId}/${path}`, said);
    if (state.should_stop) this.mustStop = true;
    return state;
  }

  async progress(step: number, done: number, total: number, unit: string): Promise<void> {
    if (!this.mustStop && performance.now() - this.#reportedAtMs >= REPORT_MS) {
      this.#reportedAtMs = performance.now();
      const message = `${done} of ${total} ${unit}`;
      await this.tell(`steps/${step}`, { status: 'progress', done, total, unit, message });
    }
    if (this.mustStop) throw new Stop();
  }

  /** Signs of life beside the work: a step may say nothing for long. */
  async beat(): Promise<never> {
    for (;;) {
      await sleep(BEAT_MS, undefined, { ref: false });
      try {
        await this.tell('heartbeat');
      } catch (error) {
        say(`heartbeat: ${String(error)}`);
        this.mustStop = true;
      }
    }
  }
}
