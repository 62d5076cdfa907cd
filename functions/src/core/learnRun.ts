import { type MissionStats, TOTALS_KEPT } from '../schema/missionStats.ts';
import { type Blend, blend, corrected } from './blend.ts';
import { LONGEST_SECONDS, usualDuration } from './experts.ts';
import { medianOf } from './quantiles.ts';
import { addVisits, appended, lotOf, nameKey, ROOM, type Visit } from './runStates.ts';

/** A run that is over, as far as it is known. Working seconds: waits and pauses are taken out. */
export interface EndedRun {
  readonly outcome: 'completed' | 'failed' | 'cancelled';
  /** It began after the first step, or its first steps are not known any more: totals are not known then. */
  readonly isPartial: boolean;
  /** In order; seconds from the run's start to the step's end. Maybe only the newest ones when `isPartial`. */
  readonly steps: readonly { readonly step_name: string; readonly end_seconds: number }[];
  /** Seconds from start to end of the whole run. */
  readonly total_seconds: number;
  /** How many steps it had in all. */
  readonly total_steps: number;
}

/** At how many of a run's steps the estimate is held against the truth: enough for a figure, few enough for a sweep. */
const CHECKS_PER_RUN = 32;
/** How many visits of one state a run adds at most: a loop of hundreds must not drive out the other runs. */
const VISITS_PER_RUN = 8;
/** What the range is stretched by before anything was learnt: not at all. */
const FIRST_STRETCH = 1;

/** What is known of a type that never ran. */
export function emptyStats(): MissionStats {
  return {
    completed: 0,
    failed: 0,
    cancelled: 0,
    totals: [],
    counts: [],
    positions: {},
    names: {},
    stretch: { low: FIRST_STRETCH, high: FIRST_STRETCH },
  };
}

/** `stats` with one more run. Failed and cancelled runs are counted and change no duration. */
export function learnRun(stats: MissionStats, run: EndedRun): MissionStats {
  if (run.outcome !== 'completed') return { ...stats, [run.outcome]: stats[run.outcome] + 1 };
  const completed = stats.completed + 1;
  const visits = visitsOf(run);
  const total = clean(run.total_seconds);
  return {
    ...stats,
    completed,
    totals: run.isPartial ? stats.totals : appended(stats.totals, total, TOTALS_KEPT),
    counts: run.isPartial ? stats.counts : appended(stats.counts, visits.length, TOTALS_KEPT),
    positions: addVisits(stats.positions, byPosition(visits, total), completed, ROOM.positions),
    names: addVisits(stats.names, byName(visits), completed, ROOM.names),
    stretch: run.isPartial ? stats.stretch : checked(stats, visits, total),
  };
}

/** What a new version begins with: the older one's steps, which count where names are the same. */
export function inheritStats(older: MissionStats): MissionStats {
  // Not met yet by this version: they make room for its own when there are too many.
  const names = Object.entries(older.names).map(([key, state]) => [key, { ...state, seen: 0 }]);
  return { ...emptyStats(), names: Object.fromEntries(names) };
}

/** So many runs of a step tell its share of the time better than its author did. */
const RUNS_FOR_WEIGHT = 3;

/** Expected seconds of each planned step, in order; null unless history knows every one of them. */
export function stepWeights(stats: MissionStats, stepNames: readonly string[]): number[] | null {
  const weights = stepNames.map((name) => {
    const state = stats.names[nameKey(name)];
    return state === undefined || state.durations.length < RUNS_FOR_WEIGHT ? null : usualDuration(state);
  });
  const known = weights.filter((weight) => weight !== null);
  return known.length === weights.length && known.some((weight) => weight > 0) ? known : null;
}

/** The picture of earlier runs: seconds of the newest completed ones in order of length, and how many ended how. */
export interface Spread {
  readonly totals: number[];
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
}

export function spreadOf({ totals, completed, failed, cancelled }: MissionStats): Spread {
  return { totals: totals.toSorted((one, other) => one - other), completed, failed, cancelled };
}

interface StepEnd extends Visit {
  readonly name: string;
  readonly done: number;
  /** Seconds since the run's start, or since the start of what is known of it. */
  readonly at: number;
}

/** The ends of the run's steps, cleaned: in order, not negative, none after the run's end. */
function visitsOf(run: EndedRun): StepEnd[] {
  const total = clean(run.total_seconds);
  const skipped = Math.max(0, Math.floor(clean(run.total_steps)) - run.steps.length);
  // What came before the first known step of a partial run is not in that step's end.
  let before: number | null = run.isPartial ? null : 0;
  const ends: { name: string; at: number; took: number | null }[] = [];
  for (const step of run.steps) {
    const at: number = Math.min(total, Math.max(before ?? 0, clean(step.end_seconds)));
    ends.push({ name: step.step_name, at, took: before === null ? null : at - before });
    before = at;
  }
  return ends.map(({ name, at, took }, index) => {
    const following = ends[index + 1];
    const ahead = following === undefined ? null : { left: total - at, next: following.at - at };
    return { name, at, took, ahead, done: skipped + index + 1, elapsed: run.isPartial ? null : at };
  });
}

/** The run's visits by position: one of each lot, and the start of a whole run. */
function byPosition(visits: readonly StepEnd[], total: number): { key: string; visit: Visit }[] {
  const first = visits[0];
  const keyed: { key: string; visit: Visit }[] = [];
  if (first !== undefined && first.elapsed !== null) {
    keyed.push({ key: lotOf(0).key, visit: { elapsed: 0, ahead: { left: total, next: first.at }, took: null } });
  }
  for (const visit of visits) {
    const { key, centre } = lotOf(visit.done);
    if (visit.ahead === null || key === keyed.at(-1)?.key) continue;
    // Told for the centre of its lot, at the run's own pace.
    const isWhole = visit.elapsed !== null;
    const elapsed = isWhole ? Math.min(total, (visit.at * centre) / visit.done) : visit.at;
    const ahead = { left: total - elapsed, next: visit.ahead.next };
    keyed.push({ key, visit: { elapsed: isWhole ? elapsed : null, ahead, took: null } });
  }
  return keyed;
}

/** The run's visits by name: the durations of all, and of a step that is run over and over some visits evenly. */
function byName(visits: readonly StepEnd[]): { key: string; visit: Visit }[] {
  const every = new Map<string, number>();
  for (const { name } of visits) every.set(name, (every.get(name) ?? 0) + 1);
  const met = new Map<string, number>();
  return visits.map((visit) => {
    const index = met.get(visit.name) ?? 0;
    met.set(visit.name, index + 1);
    const apart = Math.ceil((every.get(visit.name) ?? 1) / VISITS_PER_RUN);
    return { key: nameKey(visit.name), visit: index % apart === 0 ? visit : { ...visit, ahead: null } };
  });
}

/** The stretch after the run's own estimates, made again from what was known before it, met the truth. */
function checked(stats: MissionStats, visits: readonly StepEnd[], total: number): MissionStats['stretch'] {
  if (stats.completed === 0) return stats.stretch;
  const usualCount = stats.counts.length === 0 ? null : medianOf(stats.counts);
  const checks = Math.min(visits.length - 1, CHECKS_PER_RUN);
  let stretch = stats.stretch;
  for (let check = 0; check < checks; check += 1) {
    const visit = visits[Math.floor(((check + 0.5) * (visits.length - 1)) / checks)];
    if (visit === undefined) continue;
    const said = sayAt(visit, stats, usualCount);
    // A run's checks weigh together as the square root of their number: they are not independent of each other.
    if (said !== null) stretch = corrected(stretch, said, total - visit.at, 1 / Math.sqrt(checks));
  }
  return stretch;
}

function sayAt(visit: StepEnd, stats: MissionStats, usualCount: number | null): Blend | null {
  const share = usualCount === null ? 0 : visit.done / Math.max(usualCount, visit.done + 1);
  const standing = {
    ...{
      done: visit.done,
      lastStep: visit.name,
      elapsedAtStep: visit.elapsed,
      inStep: 0,
      since: 0,
      ran: 0,
      fraction: null,
    },
    ...{ share, elapsed: visit.at, toCome: [] },
  };
  return blend(standing, stats);
}

function clean(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(LONGEST_SECONDS, Math.max(0, seconds)) : 0;
}
