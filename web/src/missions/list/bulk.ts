import type { Answer } from '../../api.ts';
import { createStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import type { BulkCommand } from '../../words/listTools.ts';
import type { Pickable } from './selection.ts';

/** Calls on their way at once. More would only stand in the server's line, and a rate limit is reached sooner. */
const AT_ONCE = 4;
/** Where the server does not say how long to wait. */
const WAIT_MS = 5_000;
/** A window of its limits is a minute long; others may use it up again, but hardly this often. */
const MOST_WAITS = 5;

export interface BulkFailure {
  readonly mission: Pickable;
  readonly problem: Trouble;
}

/** A command to many missions, on its way or over. It goes on while other pages of the dashboard are open. */
export interface BulkRun {
  readonly command: BulkCommand;
  readonly total: number;
  readonly done: number;
  /** Something else was faster: there was nothing left to do. */
  readonly overtaken: number;
  readonly failures: readonly BulkFailure[];
  readonly isRunning: boolean;
  /** The server takes no more calls for a while. */
  readonly isWaiting: boolean;
}

export const bulkRun = createStore<BulkRun | null>(null);

/** Does the command to one mission. */
export type DoOne = (command: BulkCommand, id: string) => Promise<Answer<unknown>>;

let stop = (): void => undefined;

/**
 * Sends `command` for each of `missions`, a few at a time. What went wrong is kept with its reason, and hinders no other;
 * repeating any of it is harmless. A limit of calls is waited for: the mission is not to blame. Returns the run as it
 * ended.
 */
export async function runBulk(command: BulkCommand, missions: readonly Pickable[], doOne: DoOne): Promise<BulkRun> {
  const stopped = new AbortController();
  stop = () => stopped.abort();
  const none = { done: 0, overtaken: 0, failures: [] };
  let run: BulkRun = { command, total: missions.length, ...none, isRunning: true, isWaiting: false };
  const tell = (changed: BulkRun): void => {
    run = changed;
    bulkRun.set(run);
  };
  tell(run);
  const left = [...missions];
  const gate = gateOf(stopped.signal, (isWaiting) => tell({ ...run, isWaiting }));
  const work = async (): Promise<void> => {
    for (let mission = left.shift(); mission !== undefined; mission = left.shift()) {
      const { id } = mission;
      const problem = await triedUntilAllowed(gate, () => tried(command, id, doOne));
      if (problem === 'stopped') return;
      tell(counted(run, mission, problem));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  tell({ ...run, isRunning: false, isWaiting: false });
  return run;
}

/** Begins nothing more; what is on its way is finished. */
export function stopBulk(): void {
  stop();
}

/** Where calls wait together: a limit that one of them met holds for all. */
interface Gate {
  /** Resolves when calls may go, with whether there is still anything to do. */
  readonly open: () => Promise<boolean>;
  readonly closeFor: (ms: number) => void;
}

function gateOf(stopped: AbortSignal, tell: (isWaiting: boolean) => void): Gate {
  let opensAt = 0;
  return {
    async open() {
      while (opensAt > Date.now() && !stopped.aborted) {
        tell(true);
        await pause(opensAt - Date.now(), stopped);
        tell(false);
      }
      return !stopped.aborted;
    },
    closeFor(ms) {
      opensAt = Math.max(opensAt, Date.now() + ms);
    },
  };
}

/** Ends early when `stopped` does. */
function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    }
    stopped.addEventListener('abort', end);
  });
}

async function triedUntilAllowed(
  gate: Gate,
  attempt: () => Promise<Trouble | null>,
): Promise<Trouble | null | 'stopped'> {
  for (let waits = 0; await gate.open(); waits += 1) {
    const problem = await attempt();
    if (problem?.code !== 'rate_limited' || waits === MOST_WAITS) return problem;
    gate.closeFor(problem.retryAfterMs ?? WAIT_MS);
  }
  return 'stopped';
}

async function tried(command: BulkCommand, id: string, doOne: DoOne): Promise<Trouble | null> {
  try {
    const answer = await doOne(command, id);
    return answer.kind === 'ok' ? null : answer.problem;
  } catch {
    // The chunk that talks to the server could not be loaded.
    return PAGE_INCOMPLETE;
  }
}

function counted(run: BulkRun, mission: Pickable, problem: Trouble | null): BulkRun {
  if (problem === null) return { ...run, done: run.done + 1 };
  if (isOvertaken(run.command, problem)) return { ...run, overtaken: run.overtaken + 1 };
  return { ...run, failures: [...run.failures, { mission, problem }] };
}

/** What was wanted is so already, or can no longer be wanted. */
export function isOvertaken(command: BulkCommand, { code, allowed }: Trouble): boolean {
  if (code === 'mission_not_found') return command === 'delete';
  if (code !== 'status_forbids') return false;
  // Over: nothing but a retry is left to do. Begun again: it can be cancelled once more.
  if (command === 'cancel') return allowed?.every((each) => each === 'retry') ?? false;
  return command === 'retry' && allowed?.includes('cancel') === true;
}

/** How far the run is, with what was overtaken and what failed. */
export function settledCount({ done, overtaken, failures }: BulkRun): number {
  return done + overtaken + failures.length;
}
