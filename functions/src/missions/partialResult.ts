import { attemptOf, itemGroup } from '../core/ledger.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionOutput } from '../schema/result.ts';
import { toEpochMs } from '../schema/time.ts';
import { readItems, readLedgerEntry } from '../store/history.ts';
import { readInput } from '../store/inputs.ts';
import type { DoneWork, MissionType } from './defineMission.ts';
import type { Deps } from './deps.ts';

/**
 * What a mission that did not complete has to show, by its type; null where that is nothing. Put together from the ledger
 * each time: a read for each step that is looked at, and one for each finished item.
 */
export async function partialResult(
  deps: Pick<Deps, 'db' | 'catalog'>,
  mission: Mission,
): Promise<MissionOutput | null> {
  const isEnded = mission.status === 'failed' || mission.status === 'cancelled';
  const type = mission.external === null ? deps.catalog.version(mission.type, mission.type_version) : null;
  if (!isEnded || mission.attempt === 0 || type?.partialResult === undefined) return null;
  return await type.partialResult(doneWork(deps, type, mission));
}

function doneWork({ db }: Pick<Deps, 'db'>, type: MissionType, mission: Mission): DoneWork {
  const { mission_id: id, input_version: version } = mission;
  const indexOf = (name: string) => type.steps.findIndex((step) => step.name === name);
  return {
    objective: mission.objective,
    now: () => toEpochMs(mission.updated_at),
    inputBy: async (schema) => schema.parse(version === 0 ? undefined : (await readInput(db, id, version))?.value),
    outputOf: async (step) => {
      const index = indexOf(step.name);
      if (index < 0 || index >= mission.execution_record.progress_tracker.completed_count) return null;
      const entry = await readLedgerEntry(db, id, attemptOf(mission, index), index);
      return entry === null ? null : step.output.parse(entry.output);
    },
    itemsOf: async (name, schema) => {
      const found = await readItems(db, id, itemGroup(mission, indexOf(name)));
      const done = found.filter(({ status }) => status === 'completed');
      return new Map(done.map(({ item_index: index, output }) => [index, schema.parse(output)]));
    },
  };
}
