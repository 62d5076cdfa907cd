import type { Mission } from '../../../functions/src/schema/mission.ts';
import { humanName } from '../missions/missionGlance.ts';
import { LEFT_WORDS } from '../words/resultParts.ts';

/** So many of the last steps are looked at and named; the others are one link away. */
const NAMED = 8;

/** Which of the steps that are looked at left an output, by their numbers, once that is known. */
export type LeftOutputs =
  | { readonly state: 'asking' }
  | { readonly state: 'unknown' }
  | { readonly state: 'known'; readonly outputs: ReadonlyMap<number, boolean> };

/** What there is in place of a report. */
export interface LeftSteps {
  /** Empty while it is not known. */
  readonly text: string;
  readonly steps: readonly { readonly index: number; readonly label: string }[];
  /** The link to all of them; null where none is needed. */
  readonly all: string | null;
  /** Whether its steps are worth a visit, as far as is known. */
  readonly isAny: boolean;
}

/** The steps whose output is looked for. */
export function namedSteps({ execution_record: record }: Pick<Mission, 'execution_record'>) {
  return record.progress_tracker.completed_steps.slice(-NAMED);
}

/** Leads to the steps that left something, and says so where none of them did. */
export function leftSteps(mission: Pick<Mission, 'execution_record'>, left: LeftOutputs): LeftSteps {
  if (left.state === 'asking') return { text: '', steps: [], all: null, isAny: true };
  const named = namedSteps(mission);
  const { completed_count: count } = mission.execution_record.progress_tracker;
  const isLeft = (index: number) => left.state === 'unknown' || left.outputs.get(index) !== false;
  const steps = named
    .filter(({ step_index: index }) => isLeft(index))
    .map(({ step_index: index, step_name: name }) => ({ index, label: LEFT_WORDS.step(index, humanName(name)) }));
  const isWhole = named.length >= count;
  const isAny = steps.length > 0 || !isWhole;
  const text =
    steps.length > 0 ? LEFT_WORDS.kept : isWhole ? LEFT_WORDS.nothing : LEFT_WORDS.nothing_lately(named.length);
  return { text, steps, all: isAny && count > steps.length ? LEFT_WORDS.all(count) : null, isAny };
}
