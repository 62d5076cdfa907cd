import type { ItemEnd, Note } from '../core/events.ts';
import { itemGroup } from '../core/ledger.ts';
import type { ItemOptions, ItemResult, ItemRun } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import { MAX_ITEM_OUTPUT_BYTES } from '../schema/item.ts';
import type { ModelUsage } from '../schema/usage.ts';
import { readItems } from '../store/history.ts';
import { describe } from './describe.ts';
import type { Hold } from './hold.ts';
import type { Purse } from './purse.ts';
import { storedForm } from './storedForm.ts';

/** A commit takes 10 MB at most; 100 items of 50 kB stay well below. */
const ITEMS_PER_COMMIT = 100;

interface Work<I, T> {
  readonly items: readonly I[];
  readonly options: ItemOptions<T>;
  readonly run: ItemRun<I, T>;
  /** Whether an item that throws is recorded as failed, or fails the step. */
  readonly collectsFailures: boolean;
  readonly purse: Purse;
  /** Remarks that have not been written yet: they go along with the next items. */
  takeNotes(): readonly Note[];
  /** What an item has taken of a language model in this try. */
  usageOf(index: number): ModelUsage | null;
}

/**
 * Runs the items that the ledger does not have yet. An item counts once its commit is through, and its place among the
 * concurrent ones is free only then: what is done and not yet safe stays bounded while Firestore is slow or away.
 * Items that end while a commit is under way go together into the next. Cost: one document an item, and one for the
 * mission with each commit; one read for each item that an earlier run has finished.
 */
export async function runItems<I, T>(
  deps: Deps,
  hold: Hold,
  stepIndex: number,
  signal: AbortSignal,
  work: Work<I, T>,
): Promise<readonly ItemResult<T>[]> {
  const { items, options, run, usageOf } = work;
  const results = await earlierResults(deps, hold, stepIndex, options);
  const recorder = createRecorder(hold, work, stepIndex, {
    total: items.length,
    done: results.size,
    unit: options.unit,
  });
  const failures: unknown[] = [];
  const next = [...items.entries()].filter(([index]) => !results.has(index)).values();

  const worker = async (): Promise<void> => {
    for (const [index, item] of next) {
      if (signal.aborted || failures.length > 0) return;
      const startedAt = deps.clock.now();
      const end = { index, startedAt };
      try {
        const left = await run(item, index, signal);
        const output = options.output.parse(storedForm(left, `The output of item ${index}`, MAX_ITEM_OUTPUT_BYTES));
        await recorder.record({
          ...end,
          finishedAt: deps.clock.now(),
          output,
          error: null,
          modelUsage: usageOf(index),
        });
        results.set(index, { status: 'completed', output });
      } catch (error) {
        if (signal.aborted || !work.collectsFailures) {
          failures.push(error);
          return;
        }
        const failure = describe(error);
        await recorder.record({
          ...end,
          finishedAt: deps.clock.now(),
          output: null,
          error: failure,
          modelUsage: usageOf(index),
        });
        results.set(index, { status: 'failed', error: failure });
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.max(1, options.concurrency) }, worker));
  for (const end of ends) if (end.status === 'rejected') failures.push(end.reason);
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return items.map((_, index) => {
    const result = results.get(index);
    if (result === undefined) throw new Error(`item ${index} has neither ended nor failed`);
    return result;
  });
}

/** What earlier runs of the step have finished. No read when the mission knows of none. */
async function earlierResults<T>(
  deps: Deps,
  hold: Hold,
  stepIndex: number,
  options: ItemOptions<T>,
): Promise<Map<number, ItemResult<T>>> {
  const mission = hold.mission();
  const step = mission.execution_record.progress_tracker.current_step;
  const isNew = (step?.items_done ?? 0) === 0 && mission.items_attempt === mission.attempt;
  if (isNew) return new Map();
  const found = await readItems(deps.db, mission.mission_id, itemGroup(mission, stepIndex));
  return new Map(
    found.map((item): [number, ItemResult<T>] => [
      item.item_index,
      item.error === null
        ? { status: 'completed', output: options.output.parse(item.output) }
        : { status: 'failed', error: item.error },
    ]),
  );
}

interface Tally {
  readonly total: number;
  readonly done: number;
  readonly unit: string;
}

/** Writes finished items down: those that end while a commit is under way go together into the next. */
function createRecorder(
  hold: Hold,
  { purse, takeNotes }: Pick<Work<never, unknown>, 'purse' | 'takeNotes'>,
  stepIndex: number,
  tally: Tally,
) {
  let { done } = tally;
  let last: Promise<unknown> = Promise.resolve();
  let gathering: { readonly items: ItemEnd[]; readonly written: Promise<void> } | null = null;

  const write = async (items: readonly ItemEnd[]): Promise<void> => {
    done += items.length;
    const { total, unit } = tally;
    const subProgress = { done, total, unit, fraction: total === 0 ? 1 : Math.min(1, done / total) };
    const report = {
      stepIndex,
      message: `${done} of ${total} ${unit}`,
      subProgress,
      notes: takeNotes(),
      spent: purse.take(),
    };
    const itemsBefore = hold.mission().execution_record.progress_tracker.current_step?.items_done ?? 0;
    const outcome = await hold.write({ type: 'items_completed', fence: hold.fence, items, itemsBefore, ...report });
    const isRecorded = outcome.kind === 'applied' || (outcome.kind === 'ignored' && outcome.reason === 'already_done');
    if (!isRecorded) throw new Error('the items were not recorded: the runner has lost its mission');
  };
  const gather = (): { readonly items: ItemEnd[]; readonly written: Promise<void> } => {
    const items: ItemEnd[] = [];
    const written = last.then(() => {
      if (gathering?.items === items) gathering = null;
      return write(items);
    });
    // The next commit goes on after a failed one; whose items were in it are told by their own promise.
    last = written.catch(() => undefined);
    return { items, written };
  };
  return {
    /** Resolves once the item is safe. */
    record: (item: ItemEnd): Promise<void> => {
      if (gathering === null || gathering.items.length >= ITEMS_PER_COMMIT) gathering = gather();
      gathering.items.push(item);
      return gathering.written;
    },
  };
}
