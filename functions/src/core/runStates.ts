import {
  BINS_KEPT,
  DURATIONS_KEPT,
  type MissionStats,
  NAME_VISITS_KEPT,
  NAMES_KEPT,
  POSITION_VISITS_KEPT,
  POSITIONS_KEPT,
  type RunState,
  VISITS_KEPT,
} from '../schema/missionStats.ts';

/** Longer step names are cut and marked: a map key costs its bytes with every read. */
const NAME_CHARACTERS = 24;
/** Up to here each number of finished steps is a state; beyond, lots that grow by a seventh keep the document small. */
const EXACT_POSITIONS = 24;
const LOTS_PER_DOUBLING = 5;

interface Room {
  readonly states: number;
  readonly visits: number;
}

export const ROOM = {
  positions: { states: POSITIONS_KEPT, visits: POSITION_VISITS_KEPT },
  names: { states: NAMES_KEPT, visits: NAME_VISITS_KEPT },
} as const;

export type States = MissionStats['positions'];

/** The lot of positions that `done` steps belong to: its key, and the position that its visits are told for. */
export interface Lot {
  readonly key: string;
  readonly centre: number;
}

export function lotOf(done: number): Lot {
  const whole = Math.max(0, Math.floor(done));
  if (whole <= EXACT_POSITIONS) return { key: `k${whole}`, centre: whole };
  const lot = Math.round(LOTS_PER_DOUBLING * Math.log2(whole / EXACT_POSITIONS));
  return { key: `k${EXACT_POSITIONS + lot}`, centre: EXACT_POSITIONS * 2 ** (lot / LOTS_PER_DOUBLING) };
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

/** `states` with the visits of one more run, in order. At most as many states as there is room for: those not met for longest go first. */
export function addVisits(
  states: States,
  visits: readonly { readonly key: string; readonly visit: Visit }[],
  seen: number,
  room: Room,
): States {
  const changed = new Map(Object.entries(states));
  // A run of thousands of different steps must not drive out all that other runs have taught.
  const fresh = new Set<string>();
  for (const { key, visit } of visits) {
    const state = changed.get(key);
    if (state === undefined) {
      if (fresh.size >= room.states / 2) continue;
      fresh.add(key);
    }
    changed.set(key, withVisit(state ?? EMPTY_STATE, visit, seen));
  }
  return Object.fromEntries(shortened(newest(changed, room.states), room.visits));
}

const EMPTY_STATE: RunState = {
  ...{ seen: 0, visits: 0, mean_left: 0, mean_error: 0, bins: [], bin_visits: [], bin_means: [] },
  ...{ elapsed: [], left: [], next: [], durations: [] },
};

/** Width of a bin of elapsed time in powers of e (a factor of 16): wide, for a bin must gather runs to be worth it. */
const BIN_WIDTH = 2.8;
/** A long mean rests on so many visits at most: then older ones fade, so that a change of pace is followed at last. */
const LONG_MEMORY = 2_000;

/** The bin of `elapsed` seconds; below a millisecond all is one. */
function binOf(elapsed: number): number {
  return Math.floor(Math.log(elapsed + 1e-3) / BIN_WIDTH);
}

type Bins = Pick<RunState, 'bins' | 'bin_visits' | 'bin_means'>;

function withBin(state: RunState, elapsed: number, left: number): Bins {
  const bins = [...state.bins];
  const [visits, means] = [[...state.bin_visits], [...state.bin_means]];
  const bin = binOf(elapsed);
  const found = bins.indexOf(bin);
  const at = found === -1 ? bins.length : found;
  if (at < BINS_KEPT) {
    bins[at] = bin;
    visits[at] = (visits[at] ?? 0) + 1;
    means[at] = withMean(means[at] ?? 0, visits[at] ?? 1, left);
  }
  return { bins, bin_visits: visits, bin_means: means };
}

/** What the long memory says is left: the mean of the bin of `elapsed`, leaning on the state's while the bin has few. */
export function longMean(state: RunState, elapsed: number | null): number {
  const at = elapsed === null ? -1 : state.bins.indexOf(binOf(elapsed));
  const visits = state.bin_visits[at] ?? 0;
  return (visits * (state.bin_means[at] ?? 0) + BIN_PRIOR * state.mean_left) / (visits + BIN_PRIOR);
}

/** The state's own mean counts like so many visits of the bin: one visit is no mean. */
const BIN_PRIOR = 3;

/** `mean` with the value of the newest of `visits` in it. */
function withMean(mean: number, visits: number, value: number): number {
  return Math.max(0, mean + (value - mean) / Math.min(LONG_MEMORY, visits));
}

function withVisit(state: RunState, { elapsed, ahead, took }: Visit, seen: number): RunState {
  const durations = took === null ? state.durations : appended(state.durations, took, DURATIONS_KEPT);
  if (ahead === null) return { ...state, seen, durations };
  const visits = state.visits + 1;
  // Where it is not known, it is taken for what it was the last time.
  const since = elapsed ?? state.elapsed.at(-1) ?? 0;
  return {
    seen,
    visits,
    mean_left: withMean(state.mean_left, visits, ahead.left),
    mean_error:
      state.visits === 0 ? 0 : withMean(state.mean_error, state.visits, Math.abs(ahead.left - longMean(state, since))),
    ...withBin(state, since, ahead.left),
    elapsed: appended(state.elapsed, since, VISITS_KEPT),
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

/** All states with at most as many visits as the document has room for; more for those that runs come to more often. */
function shortened(entries: [string, RunState][], room: number): [string, RunState][] {
  const used = entries.reduce((sum, [, state]) => sum + state.left.length, 0);
  if (used <= room) return entries;
  const share = shareOfVisits(entries, room);
  return entries.map(([key, state]) => {
    const kept = keptOf(state, share);
    const newestOf = (values: readonly number[]) => values.slice(Math.max(0, values.length - kept));
    return [
      key,
      { ...state, elapsed: newestOf(state.elapsed), left: newestOf(state.left), next: newestOf(state.next) },
    ];
  });
}

/** Of a rare state the newest visits stay all the same. */
const FEWEST = 5;

function keptOf(state: RunState, share: number): number {
  return Math.min(state.left.length, Math.max(FEWEST, Math.floor(share * state.visits)));
}

/** The largest share of all visits ever that fits into `room`, by halving: a state keeps that share of its own. */
function shareOfVisits(entries: readonly [string, RunState][], room: number): number {
  let [least, most] = [0, VISITS_KEPT];
  for (let halving = 0; halving < 20; halving += 1) {
    const middle = (least + most) / 2;
    const kept = entries.reduce((sum, [, state]) => sum + keptOf(state, middle), 0);
    if (kept <= room) least = middle;
    else most = middle;
  }
  return least;
}
