import type { MissionStats, RunState } from '../schema/missionStats.ts';
import { weightedQuantiles } from './quantiles.ts';
import { longMean, lotOf, nameKey } from './runStates.ts';

/** Where a run stands, cleaned: finite, not negative. Seconds are working seconds. */
export interface Standing {
  readonly done: number;
  readonly lastStep: string | null;
  /** Since the start, at the end of the last finished step; null when it began at a later step. */
  readonly elapsedAtStep: number | null;
  /** Since then. */
  readonly inStep: number;
  /** Since the last news: the running step's last report, or the end of the step before. */
  readonly since: number;
  /** How long the running step had run in its present try when it reported: what `fraction` was done in. */
  readonly ran: number;
  /** Share of the running step that is done; null if unknown. */
  readonly fraction: number | null;
  /** Share of the whole that is done, 0 to 1; 0 if unknown. */
  readonly share: number;
  /** Seconds in which that share was done. */
  readonly elapsed: number;
  /** The running step and the planned ones after it. */
  readonly toCome: readonly string[];
}

/** One opinion on the seconds left; one that is a mean knows no range. */
export interface Opinion {
  readonly middle: number;
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** A visit weighs half after so many newer ones: more noise below, slower to follow a change above. */
const HALF_LIFE = 40;
/** Width of the likeness of two runs in elapsed time, in powers of e: 0.3 is a third longer or shorter. */
const LIKENESS = 0.3;
/** How visits are weighed. Near: the new and alike ones; wide: all that are kept, be they old. */
interface View {
  readonly halfLife: number;
  readonly likeness: number;
}
const NEAR: View = { halfLife: HALF_LIFE, likeness: LIKENESS };
const WIDE: View = { halfLife: 1e6, likeness: 1 };
/** Where a tenth lies beyond, in mean errors: 1.6, be it a normal distribution or Laplace's. */
const DECILE = 1.6;
/** What a visit counts that is not alike at all: where nothing is alike, all count the same. */
const UNLIKE = 0.02;
/** What a visit counts whose next step was over sooner than this one has run by now. */
const OUTLIVED = 0.02;
/** A rate halves, doubles or trebles in the rest of a run often enough. */
export const RATE_RANGE = 3;
/** A century, in seconds: what is longer is no estimate, and dates have an end. */
export const LONGEST_SECONDS = 100 * 366 * 24 * 3600;
/** How much longer something goes on that outlived all before: a share of how long it has (Lindy's law, mildly). */
const LINDY = 0.25;
/** Seconds: keeps the logarithm of no time finite; below a millisecond runs are all alike. */
const LEAST = 1e-3;

type Expert = (standing: Standing, stats: MissionStats) => Opinion | null;

/** Those that go by earlier runs. */
export const EXPERTS: readonly Expert[] = [
  fromTotals,
  (standing, stats) => fromVisits(standing, atPosition(standing, stats), NEAR),
  (standing, stats) => fromVisits(standing, stateOfStep(standing, stats), NEAR),
  (standing, stats) => fromVisits(standing, atPosition(standing, stats), WIDE),
  fromLongMemory,
  (standing, stats) => fromMean(standing, stateOfStep(standing, stats)),
  fromPlan,
  fromPace,
];

/** Elapsed ÷ done × left: the formula of every progress bar since Myers (CHI 1985). */
export function fromRate({ share, elapsed, since }: Standing): Opinion | null {
  if (share <= 0) return null;
  const middle = Math.min(LONGEST_SECONDS, countedDown(((elapsed - since) * (1 - share)) / share, since));
  return { middle, range: { low: middle / RATE_RANGE, high: middle * RATE_RANGE } };
}

/** Earlier totals − elapsed, of those runs that took longer than this one has by now. */
function fromTotals({ elapsedAtStep, inStep }: Standing, { totals }: MissionStats): Opinion | null {
  if (elapsedAtStep === null || totals.length === 0) return null;
  const elapsed = elapsedAtStep + inStep;
  const left: number[] = [];
  const weights: number[] = [];
  totals.forEach((total, index) => {
    if (total <= elapsed) return;
    left.push(total - elapsed);
    weights.push(recency(index, totals.length, HALF_LIFE));
  });
  if (left.length > 0) return opinionOf(left, weights);
  return { middle: elapsed * LINDY, range: { low: 0, high: elapsed } };
}

/** What was left at earlier visits of the state, weighed by how new they are and how like this run's elapsed time. */
function fromVisits(standing: Standing, state: RunState | undefined, view: View): Opinion | null {
  if (state === undefined || state.left.length === 0) return null;
  const here = standing.elapsedAtStep === null ? null : Math.log(standing.elapsedAtStep + LEAST);
  const left: number[] = [];
  const weights: number[] = [];
  state.left.forEach((then, index) => {
    const next = Math.min(then, state.next[index] ?? then);
    const apart = here === null ? 0 : (Math.log((state.elapsed[index] ?? 0) + LEAST) - here) / view.likeness;
    const isOutlived = standing.fraction === null && standing.inStep > next;
    left.push(then - next + stepLeft(next, standing));
    weights.push(
      recency(index, state.left.length, view.halfLife) *
        (UNLIKE + Math.exp(-apart * apart * 0.5)) *
        (isOutlived ? OUTLIVED : 1),
    );
  });
  return opinionOf(left, weights);
}

/** The long memory of the position. */
export function fromLongMemory(standing: Standing, stats: MissionStats): Opinion | null {
  return fromMean(standing, atPosition(standing, stats));
}

/** The long memory of a state: a mean does not jump between the two answers of a type whose runs are either quick or slow. */
function fromMean({ elapsedAtStep, inStep }: Standing, state: RunState | undefined): Opinion | null {
  if (state === undefined || state.visits === 0) return null;
  const left = longMean(state, elapsedAtStep);
  const middle = Math.max(inStep * LINDY, left - inStep);
  const reach = DECILE * state.mean_error;
  // What runs past all that was expected may go on as long again.
  const overrun = Math.max(0, inStep - left);
  if (state.visits < 2) return { middle, range: null };
  return { middle, range: { low: Math.max(0, middle - reach), high: middle + reach + overrun } };
}

/** What was left at earlier visits of the position, longer or shorter as this run came here slower or faster. */
function fromPace(standing: Standing, stats: MissionStats): Opinion | null {
  const state = atPosition(standing, stats);
  if (state === undefined || standing.elapsedAtStep === null || state.left.length === 0) return null;
  const here = standing.elapsedAtStep + LEAST;
  const left = state.left.map((then, index) => {
    const pace = here / ((state.elapsed[index] ?? 0) + LEAST);
    const total = then * Math.min(MOST_PACE, Math.max(1 / MOST_PACE, pace));
    return total > standing.inStep ? total - standing.inStep : standing.inStep * LINDY;
  });
  const weights = left.map((_, index) => recency(index, left.length, HALF_LIFE));
  return opinionOf(left, weights);
}

/** A run that is five times slower so far is hardly so for the rest. */
const MOST_PACE = 5;

/** The sum of the planned steps' usual durations, where all of them are known. */
function fromPlan(standing: Standing, { names }: MissionStats): Opinion | null {
  const [running, ...later] = standing.toCome;
  if (running === undefined) return null;
  let sum = stepLeft(usualDuration(names[nameKey(running)]) ?? Number.NaN, standing);
  for (const name of later) sum += usualDuration(names[nameKey(name)]) ?? Number.NaN;
  return Number.isFinite(sum) ? { middle: sum, range: null } : null;
}

/**
 * Seconds left of a step that usually takes `usual`. With a share f done in s seconds: the usual and the pace,
 * s (1 - f) / f, weighed 1 - f to f, as it was when it said so. Without, what is usual.
 */
function stepLeft(usual: number, { inStep, since, ran, fraction }: Standing): number {
  if (fraction === null) return countedDown(usual, inStep);
  return countedDown((1 - fraction) * (usual * (1 - fraction) + ran), since);
}

/** What is left of `left` after `since` seconds; once that is over, the longer it has gone on the longer it will. */
export function countedDown(left: number, since: number): number {
  return Math.max(left - since, since * LINDY);
}

/** The median of a step's newest durations; null if it never ran. */
export function usualDuration(state: RunState | undefined): number | null {
  if (state === undefined || state.durations.length === 0) return null;
  const weights = state.durations.map(() => 1);
  return weightedQuantiles(state.durations, weights, [0.5])[0] ?? null;
}

/** The state "after so many steps"; of a lot, told for this position, each run at its own pace. */
function atPosition({ done, elapsedAtStep }: Standing, { positions }: MissionStats): RunState | undefined {
  const { key, centre } = lotOf(done);
  const state = positions[key];
  if (state === undefined || centre === done) return state;
  const factor = done / centre;
  const shift = (elapsedAtStep ?? 0) * (1 - 1 / factor);
  return {
    ...state,
    mean_left: Math.max(0, state.mean_left - shift),
    bin_means: state.bin_means.map((mean) => Math.max(0, mean - shift)),
    elapsed: state.elapsed.map((elapsed) => elapsed * factor),
    left: state.left.map((left, index) => Math.max(0, left - (state.elapsed[index] ?? 0) * (factor - 1))),
  };
}

function stateOfStep({ lastStep }: Standing, { names }: MissionStats): RunState | undefined {
  return lastStep === null ? undefined : names[nameKey(lastStep)];
}

function recency(index: number, length: number, halfLife: number): number {
  return 2 ** ((index + 1 - length) / halfLife);
}

function opinionOf(left: readonly number[], weights: readonly number[]): Opinion {
  const [low = 0, middle = 0, high = 0] = weightedQuantiles(left, weights, [0.1, 0.5, 0.9]);
  return { middle, range: { low, high } };
}
