import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { inRepo } from '../../../scripts/paths.ts';

const definitions = z.object({
  indexes: z.array(
    z.object({
      collectionGroup: z.string(),
      queryScope: z.string(),
      fields: z.array(z.object({ fieldPath: z.string() })),
    }),
  ),
  fieldOverrides: z.array(
    z.object({ collectionGroup: z.string(), fieldPath: z.string(), indexes: z.array(z.unknown()) }),
  ),
});

/** Which fields of `missions` Firestore indexes: those of an index of their own, and those that nobody has exempted. */
export interface MissionIndexes {
  readonly composite: readonly (readonly string[])[];
  /** A map's exemption covers what is in it. */
  readonly exempt: ReadonlySet<string>;
}

/** As they are deployed. */
export function deployedIndexes(): MissionIndexes {
  const file = definitions.parse(JSON.parse(readFileSync(inRepo('firestore.indexes.json'), 'utf8')));
  const isOurs = ({ collectionGroup }: { collectionGroup: string }): boolean => collectionGroup === 'missions';
  return {
    composite: file.indexes.filter(isOurs).map(({ fields }) => fields.map(({ fieldPath }) => fieldPath)),
    exempt: new Set(
      file.fieldOverrides
        .filter((field) => isOurs(field) && field.indexes.length === 0)
        .map(({ fieldPath }) => fieldPath),
    ),
  };
}

/** What one mission does to one index. */
export interface IndexLoad {
  /** Its fields. */
  readonly name: string;
  /** Commits that put another entry into it. */
  readonly writes: number;
  /**
   * Of those, how many put it beside the newest: their entry has a time in it and nothing before it that tells many
   * missions apart. The 500 a second hold for these.
   */
  readonly sequential: number;
}

/** What a mission with these states does to each index; those that it never touches are left out. */
export function indexLoads(states: readonly Mission[], { composite, exempt }: MissionIndexes): IndexLoad[] {
  const fields = new Set(states.flatMap((state) => Object.keys(state)));
  const automatic = [...fields].filter((field) => !exempt.has(field)).map((field) => [field]);
  return [...automatic, ...composite]
    .map((names) => ({ name: names.join(', '), ...loadOf(states, names) }))
    .filter(({ writes }) => writes > 0)
    .toSorted((one, other) => other.sequential - one.sequential || other.writes - one.writes);
}

function loadOf(states: readonly Mission[], names: readonly string[]): Omit<IndexLoad, 'name'> {
  let entry = '';
  let [writes, sequential] = [0, 0];
  for (const state of states) {
    const values = names.map((name): unknown => Reflect.get(state, name));
    const next = JSON.stringify(values);
    if (next === entry) continue;
    entry = next;
    writes += 1;
    if (isSequential(names, values)) sequential += 1;
  }
  return { writes, sequential };
}

/** Fields that are different for nearly every mission, or for nearly every user: entries behind them lie apart. */
const SPREADING: ReadonlySet<string> = new Set(['owner', 'mission_id', 'words', 'labels', 'schedule_id']);
const TIME = /^\d{4}-\d\d-\d\dT/;

function isSequential(names: readonly string[], values: readonly unknown[]): boolean {
  const at = values.findIndex((value) => typeof value === 'string' && TIME.test(value));
  return at >= 0 && !names.slice(0, at).some((name) => SPREADING.has(name));
}
