import type { Answer } from '../../api.ts';
import { createStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import type { BulkCommand } from '../../words/listTools.ts';
import type { Pickable } from './selection.ts';

/** Calls on their way at once. More would only stand in the server's line, and a rate limit is reached sooner. */
const AT_ONCE = 4;

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
}

export const bulkRun = createStore<BulkRun | null>(null);

/** Does the command to one mission. */
export type DoOne = (command: BulkCommand, id: string) => Promise<Answer<unknown>>;

let isStopped = false;

/**
 * Sends `command` for each of `missions`, a few at a time. What went wrong is kept with its reason, and hinders no other;
 * repeating any of it is harmless. Returns the run as it ended.
 */
export async function runBulk(command: BulkCommand, missions: readonly Pickable[], doOne: DoOne): Promise<BulkRun> {
  isStopped = false;
  let run: BulkRun = { command, total: missions.length, done: 0, overtaken: 0, failures: [], isRunning: true };
  bulkRun.set(run);
  const left = [...missions];
  const work = async (): Promise<void> => {
    for (let mission = left.shift(); mission !== undefined && !isStopped; mission = left.shift()) {
      const problem = await tried(command, mission.id, doOne);
      run = counted(run, mission, problem);
      bulkRun.set(run);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  run = { ...run, isRunning: false };
  bulkRun.set(run);
  return run;
}

/** Begins nothing more; what is on its way is finished. */
export function stopBulk(): void {
  isStopped = true;
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
