import { attemptOf } from '../core/ledger.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { readLedgerEntry } from '../store/history.ts';
import { readInput } from '../store/inputs.ts';

/** How many outputs a runner keeps in memory: a long mission's steps seldom look back further. */
const KEPT = 100;

/** The outputs of finished steps: those this runner has run from memory, the others from the ledger. */
export interface Outputs {
  set(stepIndex: number, output: unknown): void;
  /** One read, unless this runner has it. Undefined for a step that is not finished. */
  get(stepIndex: number): Promise<unknown>;
  /** What the mission was asked beside its objective. One read, the first time; undefined where there is nothing. */
  input(): Promise<unknown>;
}

/** The outputs of `mission()`'s steps, also of those that an earlier attempt finished. */
export function keepOutputs(deps: Deps, mission: () => Mission): Outputs {
  const kept = new Map<number, unknown>();
  const set = (stepIndex: number, output: unknown): void => {
    kept.set(stepIndex, output);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  };
  let input: Promise<unknown> | null = null;
  const readOwn = async (): Promise<unknown> => {
    const { mission_id: id, input_version: version } = mission();
    return version === 0 ? undefined : (await readInput(deps.db, id, version))?.value;
  };
  return {
    set,
    input: () => {
      input ??= readOwn().catch((error: unknown) => {
        // Asked for again by whoever asks next.
        input = null;
        throw error;
      });
      return input;
    },
    get: async (stepIndex) => {
      if (kept.has(stepIndex)) return kept.get(stepIndex);
      const now = mission();
      if (stepIndex < 0 || stepIndex >= now.execution_record.progress_tracker.completed_count) return undefined;
      const entry = await readLedgerEntry(deps.db, now.mission_id, attemptOf(now, stepIndex), stepIndex);
      set(stepIndex, entry?.output);
      return entry?.output;
    },
  };
}
