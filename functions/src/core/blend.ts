import type { MissionStats, RunState } from '../schema/missionStats.ts';
import { EXPERTS, fromLongMemory, fromRate, type Opinion, RATE_RANGE, type Standing } from './experts.ts';
import { weightedQuantiles } from './quantiles.ts';
import { lotOf } from './runStates.ts';

/** What the experts together say, before and after the range is stretched. Seconds left. */
export interface Blend {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** Whether history had a say, and whether anything but history had. */
  readonly hasHistory: boolean;
  readonly hasRate: boolean;
}

/**
 * The long memory's share in the middle is visits ÷ (visits + this), beside the experts' median. Below, it leads too
 * early on few runs; above, types with many runs whose quick ones end first are told too little.
 */
const LEARNT_VISITS = 30;
/** The range is never narrower than this share of the middle: equal runs in the past promise nothing. */
const NARROWEST = 0.02;
/** One or two runs may be alike by chance: the narrowest range is so much wider, divided by their number and one. */
const ALIKE_BY_CHANCE = 0.3;
/** Fewer earlier runs than this widen the range: three runs do not show how far runs differ. */
const FEW_RUNS = 10;
/** How far a stretch may go: beyond, a range says nothing anyway. */
const STRETCH_LIMITS = { least: 0.05, most: 20 } as const;
/** How fast the stretch follows: one estimate beyond an end moves it by 3 %. Faster follows chance, slower is late. */
const STRETCH_RATE = 0.035;
/**
 * How often the truth may lie beyond each end. A little less than the tenth that is promised: of runs that began
 * together the quick ones are learnt first, so what is learnt is kinder than what comes.
 */
const BEYOND = 0.08;

/**
 * The middle: the more runs the more the long memory of the position, the rest the median of all experts, so that one
 * that errs wildly moves it little. The range is the long memory's, else the mean of the experts' that know one, stretched by what
 * history taught. Null when nobody knows anything.
 */
export function blend(standing: Standing, stats: MissionStats | null): Blend | null {
  const rate = fromRate(standing);
  const historic = stats === null ? [] : EXPERTS.map((expert) => expert(standing, stats)).filter(isSaid);
  const said = [rate, ...historic].filter(isSaid);
  if (said.length === 0) return null;
  const state = stats?.positions[lotOf(standing.done).key];
  const steady = stats === null || state === undefined || hasChanged(state) ? null : fromLongMemory(standing, stats);
  // Less where the running step tells how far it is.
  const visits = state?.visits ?? 0;
  const trust = visits / (visits + LEARNT_VISITS);
  const middle = middleOf(said, steady, trust * (1 - (standing.fraction ?? 0)));
  const ends = steady?.range ?? meanRange(historic) ?? { low: middle / RATE_RANGE, high: middle * RATE_RANGE };
  const runs = stats?.completed ?? 0;
  // A rate alone has its range already.
  const isAlone = stats === null || historic.length === 0;
  const wide = isAlone ? 1 : 1 + Math.max(0, FEW_RUNS - runs) / FEW_RUNS;
  const narrowest = isAlone ? 0 : NARROWEST + ALIKE_BY_CHANCE / (runs + 1);
  const stretch = isAlone ? { low: 1, high: 1 } : stats.stretch;
  const reachOf = (reach: number) => wide * Math.max(narrowest * middle, reach);
  return {
    low: Math.max(0, middle - stretch.low * reachOf(middle - ends.low)),
    middle,
    high: middle + stretch.high * reachOf(ends.high - middle) + overrunOf(standing, state),
    hasHistory: historic.length > 0,
    hasRate: rate !== null,
  };
}

/** Seconds by which the running step outlasts what nine in ten of the earlier runs took for it: so much may come again. */
function overrunOf({ inStep }: Standing, state: RunState | undefined): number {
  if (state === undefined || state.next.length === 0) return 0;
  const [usual = 0] = weightedQuantiles(
    state.next,
    state.next.map(() => 1),
    [0.9],
  );
  return Math.max(0, inStep - usual);
}

/** So many newest visits tell whether the type has changed: fewer may be chance. */
const NEWEST_VISITS = 20;
/** The share of them that must be far above, or far below: with fewer, runs that began together look like a change. */
const NEARLY_ALL = 0.9;

/** Whether the newest visits are so far off the long memory that it is of another time. */
function hasChanged({ left, mean_left: mean, mean_error: error }: RunState): boolean {
  if (left.length < NEWEST_VISITS) return false;
  const newest = left.slice(-NEWEST_VISITS);
  const shareOf = (isFar: (seconds: number) => boolean) => newest.filter(isFar).length / NEWEST_VISITS;
  return (
    shareOf((seconds) => seconds > mean + error) > NEARLY_ALL ||
    shareOf((seconds) => seconds < mean - error) > NEARLY_ALL
  );
}

function isSaid(opinion: Opinion | null): opinion is Opinion {
  return opinion !== null;
}

function middleOf(opinions: readonly Opinion[], steady: Opinion | null, share: number): number {
  const middles = opinions.map((opinion) => opinion.middle);
  const [middle = 0] = weightedQuantiles(
    middles,
    middles.map(() => 1),
    [0.5],
  );
  return steady === null ? middle : share * steady.middle + (1 - share) * middle;
}

function meanRange(opinions: readonly Opinion[]): { low: number; high: number } | null {
  const ranges = opinions.flatMap(({ range }) => (range === null ? [] : [range]));
  if (ranges.length === 0) return null;
  const sum = (pick: (range: { low: number; high: number }) => number) =>
    ranges.reduce((total, range) => total + pick(range), 0) / ranges.length;
  return { low: sum((range) => range.low), high: sum((range) => range.high) };
}

/**
 * `stretch` after the truth of one estimate became known: an end that was passed moves out, one that was not moves in
 * a ninth as far, until each is passed one time in ten (Gibbs & Candès 2021, on the logarithm). `weight` is this
 * estimate's share of its run's.
 */
export function corrected(
  stretch: MissionStats['stretch'],
  said: Blend,
  truth: number,
  weight: number,
): MissionStats['stretch'] {
  return {
    low: moved(stretch.low, truth < said.low, weight),
    high: moved(stretch.high, truth > said.high, weight),
  };
}

function moved(stretch: number, isBeyond: boolean, weight: number): number {
  const next = stretch * Math.exp(STRETCH_RATE * weight * ((isBeyond ? 1 : 0) - BEYOND));
  return Math.min(STRETCH_LIMITS.most, Math.max(STRETCH_LIMITS.least, next));
}
