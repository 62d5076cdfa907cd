import type { MissionStats } from '../schema/missionStats.ts';

/** A run that goes on. Seconds are working seconds: waits and pauses are taken out. */
export interface RunSoFar {
  /** Finished steps, the newest 50 at most. */
  readonly done: readonly { readonly step_name: string; readonly end_seconds: number }[];
  /** How many steps are finished in all. */
  readonly done_count: number;
  /** How many steps are planned; null if nobody knows. */
  readonly total_steps: number | null;
  /** Weighted percent done, 0 to 100, with the running step's share; null if unknown: then steps are counted. */
  readonly percent: number | null;
  /** Seconds since the start, up to now. */
  readonly elapsed_seconds: number;
  /** It began at a later step: `elapsed_seconds` does not cover the steps before. */
  readonly is_partial: boolean;
  /** The running step: how long it has run, and which share of it is done, 0 to 1. */
  readonly current: {
    readonly step_name: string;
    readonly seconds: number;
    readonly fraction: number | null;
  } | null;
  /** Names of the planned steps after the running one, as far as known. */
  readonly next: readonly string[];
}

/** Seconds left: the middle of what may come, and the ends between which it lies in 8 of 10 cases. */
export interface Forecast {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly basis: 'history' | 'rate' | 'blend';
  /** How many earlier runs it rests on. */
  readonly samples: number;
  /** It runs longer than nearly all earlier runs did. */
  readonly is_overdue: boolean;
  /** The middle of the earlier runs' lengths. */
  readonly usual_seconds: number | null;
}

/** How wide a rate's range is: a rate halves or doubles in the rest of a run often enough. */
const RATE_RANGE = 3;
/** Fewer earlier runs than this are blended with the rate. */
const ENOUGH_RUNS = 5;

/** When `run` will be done; null if nothing is known: nothing is done and no run has ended before. */
export function forecast(run: RunSoFar, stats: MissionStats | null): Forecast | null {
  const totals = (stats?.totals ?? []).toSorted((one, other) => one - other);
  const elapsed = clean(run.elapsed_seconds);
  const rate = rateLeft(run, elapsed);
  const longer = run.is_partial ? [] : totals.filter((total) => total > elapsed);
  const usual = totals.length === 0 ? null : at(totals, 0.5);
  const isOverdue = totals.length > 0 && longer.length === 0 && !run.is_partial;
  const shared = { samples: totals.length, is_overdue: isOverdue, usual_seconds: usual };
  if (longer.length === 0) {
    const left = rate ?? (isOverdue ? elapsed / 4 : null);
    if (left === null) return null;
    return { p10: left / RATE_RANGE, p50: left, p90: left * RATE_RANGE, basis: 'rate', ...shared };
  }
  const share = rate === null ? 1 : Math.min(1, totals.length / ENOUGH_RUNS);
  const mix = (quantile: number, factor: number) =>
    share * (at(longer, quantile) - elapsed) + (1 - share) * (rate ?? 0) * factor;
  return {
    p10: mix(0.1, 1 / RATE_RANGE),
    p50: mix(0.5, 1),
    p90: mix(0.9, RATE_RANGE),
    basis: share < 1 ? 'blend' : 'history',
    ...shared,
  };
}

/** Elapsed ÷ done × left; null while nothing is done. */
function rateLeft(run: RunSoFar, elapsed: number): number | null {
  const counted = run.total_steps === null || run.total_steps <= 0 ? null : run.done_count / run.total_steps;
  const done = Math.min(1, run.percent === null ? (counted ?? 0) : run.percent / 100);
  return done > 0 && Number.isFinite(done) ? (elapsed * (1 - done)) / done : null;
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))] ?? 0;
}

function clean(seconds: number): number {
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
