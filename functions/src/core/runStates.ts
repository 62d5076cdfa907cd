import {
  ALL_VISITS_KEPT,
  DURATIONS_KEPT,
  type MissionStats,
  NAMES_KEPT,
  POSITIONS_KEPT,
  type RunState,
  VISITS_KEPT,
} from '../schema/missionStats.ts';

/** Longer step names are cut and marked: a map key costs its bytes with every read. */
const NAME_CHARACTERS = 40;
/** Up to here each number of finished steps is a state; beyond, lots that grow by a twelfth keep the document small. */
const EXACT_POSITIONS = 24;
const LOTS_PER_DOUBLING = 8;

export type States = MissionStats['positions'];

/** Key of the state "after `done` steps". */
export function positionKey(done: number): string {
  if (done <= EXACT_POSITIONS) return `k${Math.max(0, Math.floor(done))}`;
  return `k${EXACT_POSITIONS + Math.round(LOTS_PER_DOUBLING * Math.log2(done / EXACT_POSITIONS))}`;
}

/** Key of the state "after the step `name`": short, and never of the form that Firestore keeps for itself. */
export function nameKey(name: string): string {
  if (name.length <= NAME_CHARACTERS) return `n:${name}`;
  // The mark tells apart names that begin alike (FNV-1a, 32 bits).
  let mark = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    mark = Math.imul(mark ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return `n:${name.slice(0, NAME_CHARACTERS)}~${mark.toString(36)}`;
}

/** A run at the end of one of its steps, in seconds. */
export interface Visit {
  /** Since the run's start; null where that is not known. */
  readonly elapsed: number | null;
  /** Until the run's end, and of that in the next step; null after the last step, where there is nothing to foresee. */
  readonly ahead: { readonly left: number; readonly next: number } | null;
  /** How long the step took that has just ended; null if unknown. */
  readonly took: number | null;
}

/** `states` with the visits of one more run, in order. At most `kept` states: those not met for longest go first. */
export function addVisits(
  states: States,
  visits: readonly { readonly key: string; readonly visit: Visit }[],
  seen: number,
  kept: number,
): States {
  const changed = new Map(Object.entries(states));
  // A run of thousands of different steps must not drive out all that other runs have taught.
  const fresh = new Set<string>();
  for (const { key, visit } of visits) {
    const state = changed.get(key);
    if (state === undefined) {
      if (fresh.size >= kept / 2) continue;
      fresh.add(key);
    }
    changed.set(key, withVisit(state ?? EMPTY_STATE, visit, seen));
  }
  return Object.fromEntries(shortened(newest(changed, kept)));
}

const EMPTY_STATE: RunState = { seen: 0, visits: 0, mean_left: 0, elapsed: [], left: [], next: [], durations: [] };

function withVisit(state: RunState, { elapsed, ahead, took }: Visit, seen: number): RunState {
  const durations = took === null ? state.durations : appended(state.durations, took, DURATIONS_KEPT);
  if (ahead === null) return { ...state, seen, durations };
  const visits = state.visits + 1;
  return {
    seen,
    visits,
    mean_left: Math.max(0, state.mean_left + (ahead.left - state.mean_left) / visits),
    // Where it is not known, it is taken for what it was the last time.
    elapsed: appended(state.elapsed, elapsed ?? state.elapsed.at(-1) ?? 0, VISITS_KEPT),
    left: appended(state.left, ahead.left, VISITS_KEPT),
    next: appended(state.next, ahead.next, VISITS_KEPT),
    durations,
  };
}

export function appended(values: readonly number[], value: number, kept: number): number[] {
  return [...(values.length >= kept ? values.slice(values.length - kept + 1) : values), value];
}

function newest(states: Map<string, RunState>, kept: number): [string, RunState][] {
  const entries = [...states];
  if (entries.length <= kept) return entries;
  return entries.toSorted(([, one], [, other]) => other.seen - one.seen).slice(0, kept);
}

/** All states with at most as many visits as the document has room for, shared out evenly. */
function shortened(entries: [string, RunState][]): [string, RunState][] {
  const room = Math.floor(ALL_VISITS_KEPT / 2 / Math.max(1, entries.length));
  const used = entries.reduce((sum, [, state]) => sum + state.left.length, 0);
  if (used <= ALL_VISITS_KEPT / 2) return entries;
  return entries.map(([key, state]) => [
    key,
    { ...state, elapsed: state.elapsed.slice(-room), left: state.left.slice(-room), next: state.next.slice(-room) },
  ]);
}

export const ROOM = { positions: POSITIONS_KEPT, names: NAMES_KEPT } as const;
