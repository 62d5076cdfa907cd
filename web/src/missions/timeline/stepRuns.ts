import { attemptOf } from '../../../../functions/src/core/ledger.ts';
import type { LedgerEntry } from '../../../../functions/src/schema/ledger.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { TrackedStep } from '../../../../functions/src/schema/tracker.ts';
import type { StepState } from '../stepViews.ts';

/** What the timeline needs of a ledger entry: not what the step left. */
export type LedgerBrief = Pick<
  LedgerEntry,
  'attempt' | 'step_index' | 'step_name' | 'status' | 'started_at' | 'finished_at' | 'tries' | 'message'
>;

/** One step in one attempt. */
export interface StepRun {
  readonly attempt: number;
  readonly index: number;
  readonly name: string;
  readonly state: StepState;
  /** When it was begun for the last time: a step that is tried again, or goes on after a wait, begins anew. */
  readonly begunAt: number;
  /** Null while it is not over. */
  readonly endedAt: number | null;
  readonly tries: number;
  readonly message: string;
  readonly hasItems: boolean;
}

/** All steps that were begun, as far as they are known: the tracker has the newest, the ledger those of earlier attempts. */
export function stepRuns(mission: Mission, ledger: readonly LedgerBrief[]): StepRun[] {
  const { completed_steps: done, current_step: current } = mission.execution_record.progress_tracker;
  const tracked = [...done, ...(current === null ? [] : [current])].map((step) => trackedRun(mission, step));
  const runs = new Map(ledger.map((entry) => [keyOf(entry.attempt, entry.step_index), ledgerRun(entry)]));
  for (const run of tracked) {
    const known = runs.get(keyOf(run.attempt, run.index));
    runs.set(keyOf(run.attempt, run.index), known === undefined ? run : { ...known, hasItems: run.hasItems });
  }
  return [...runs.values()].toSorted((a, b) => a.attempt - b.attempt || a.index - b.index);
}

function keyOf(attempt: number, index: number): string {
  return `${attempt}-${index}`;
}

function ledgerRun(entry: LedgerBrief): StepRun {
  return {
    attempt: entry.attempt,
    index: entry.step_index,
    name: entry.step_name,
    state: entry.status,
    begunAt: toEpochMs(entry.started_at),
    endedAt: toEpochMs(entry.finished_at),
    tries: entry.tries,
    message: entry.message,
    hasItems: false,
  };
}

/** A retry keeps the steps before its first one: they are still those of the attempt that ran them. */
function trackedRun(mission: Mission, step: TrackedStep): StepRun {
  const isOver = step.status === 'completed' || mission.finished_at !== null;
  return {
    attempt: attemptOf(mission, step.step_index),
    index: step.step_index,
    name: step.step_name,
    state: step.status,
    begunAt: toEpochMs(step.started_at),
    endedAt: isOver ? toEpochMs(step.timestamp) : null,
    tries: step.tries,
    message: step.message,
    hasItems: step.items_done > 0,
  };
}
