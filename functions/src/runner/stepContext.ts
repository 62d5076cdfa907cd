import { sumUsage } from '../core/modelUsage.ts';
import type { ItemOptions, ItemRun, StepContext } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import type { ModelUsage } from '../schema/usage.ts';
import type { Drafter } from './drafter.ts';
import type { Hold } from './hold.ts';
import type { Outputs } from './outputs.ts';
import type { Purse } from './purse.ts';
import type { Reporter } from './reporter.ts';
import { runItems } from './runItems.ts';

/** Where a mission type has its steps, by name. */
export type StepIndexes = ReadonlyMap<string, number>;

interface Around {
  readonly hold: Hold;
  readonly purse: Purse;
  readonly stepIndex: number;
  readonly outputs: Outputs;
  readonly indexes: StepIndexes;
}

/** By which a step says how far it is. */
interface Said {
  readonly reporter: Reporter;
  readonly drafter: Drafter;
}

/** What one try of a step may know and do. */
export function contextOf(deps: Deps, around: Around, signal: AbortSignal, said: Said): StepContext {
  const { hold, purse, stepIndex, outputs, indexes } = around;
  const mission = hold.mission();
  const spentOn = new Map<number, ModelUsage | null>();
  const usageOf = (index: number) => spentOn.get(index) ?? null;
  let hasList = false;
  const list = <I, T>(items: readonly I[], options: ItemOptions<T>, run: ItemRun<I, T>, collectsFailures: boolean) => {
    if (hasList) throw new Error('a step runs one list: its items are recorded by their numbers');
    hasList = true;
    return runItems(deps, hold, stepIndex, signal, {
      items,
      options,
      run,
      collectsFailures,
      purse,
      usageOf,
      takeNotes: () => said.reporter.takeNotes(),
    });
  };
  return {
    missionId: mission.mission_id,
    attempt: mission.attempt,
    try: mission.execution_record.progress_tracker.current_step?.tries ?? 1,
    objective: mission.objective,
    scope: mission.scope,
    budget: mission.budget,
    signal,
    now: () => deps.clock.epochMs(),
    inputBy: async (schema) => schema.parse(await outputs.input()),
    // A step that is not there yields undefined, which its schema refuses in its own words.
    outputOf: async (step) => step.output.parse(await outputs.get(indexes.get(step.name) ?? -1)),
    answerTo: (key) => mission.answers[key] ?? null,
    report: (progress) => said.reporter.report(progress),
    showDraft: (index, part) => said.drafter.show(index, part),
    endDraft: (index) => said.drafter.end(index),
    modelUsage: () => purse.total(),
    spend: (usage, item) => {
      purse.spend(usage);
      if (item !== undefined) spentOn.set(item, sumUsage(usageOf(item), usage));
    },
    note: (note) => said.reporter.note(note),
    runItems: async (items, options, run) => {
      const results = await list(items, options, run, false);
      return results.map((result) => {
        if (result.status === 'failed') throw new Error('an item that failed was recorded as done');
        return result.output;
      });
    },
    tryItems: (items, options, run) => list(items, options, run, true),
  };
}
