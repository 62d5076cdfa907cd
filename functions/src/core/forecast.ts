import type { MissionStats } from '../schema/missionStats.ts';
import { blend } from './blend.ts';
import { LONGEST_SECONDS, type Standing } from './experts.ts';
import { medianOf } from './quantiles.ts';

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
  /**
   * The running step: how long it has worked, which share of it is done, 0 to 1, and how many of these seconds ago it
   * said so.
   */
  readonly current: {
    readonly step_name: string;
    readonly seconds: number;
    readonly fraction: number | null;
    readonly since_report: number;
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
  /** It has run longer than nine in ten of the earlier runs did. */
  readonly is_overdue: boolean;
  /** The middle of the earlier runs' lengths. */
  readonly usual_seconds: number | null;
}

/** What is taken for overdue: longer than this share of the earlier runs, of at least three. */
const USUALLY_OVER = 0.9;
const FEWEST_FOR_OVERDUE = 3;

/** When `run` will be done; null if nothing is known: nothing is done and no run has ended before. */
export function forecast(run: RunSoFar, stats: MissionStats | null): Forecast | null {
  const said = blend(standingOf(run), stats);
  if (said === null) return null;
  const totals = stats?.totals ?? [];
  const elapsed = clean(run.elapsed_seconds);
  const shorter = totals.filter((total) => total < elapsed).length;
  return {
    p10: Math.min(LONGEST_SECONDS, said.low),
    p50: Math.min(LONGEST_SECONDS, said.middle),
    p90: Math.min(LONGEST_SECONDS, said.high),
    basis: said.hasHistory ? (said.hasRate ? 'blend' : 'history') : 'rate',
    samples: said.hasHistory ? (stats?.completed ?? 0) : 0,
    is_overdue: !run.is_partial && totals.length >= FEWEST_FOR_OVERDUE && shorter >= USUALLY_OVER * totals.length,
    usual_seconds: totals.length === 0 ? null : medianOf(totals),
  };
}

function standingOf(run: RunSoFar): Standing {
  const elapsed = clean(run.elapsed_seconds);
  const last = run.done.at(-1) ?? null;
  const running = run.current;
  const atStep = last === null ? elapsed - clean(running?.seconds ?? elapsed) : clean(last.end_seconds);
  const elapsedAtStep = Math.min(elapsed, Math.max(0, atStep));
  const said = running?.fraction ?? null;
  const fraction = said === null || !Number.isFinite(said) ? null : Math.min(1, Math.max(0, said));
  const seconds = clean(running?.seconds ?? 0);
  const inStep = run.is_partial ? seconds : elapsed - elapsedAtStep;
  const since = Math.min(elapsed, fraction === null ? inStep : Math.min(seconds, clean(running?.since_report ?? 0)));
  return {
    done: Math.floor(clean(run.done_count)),
    lastStep: last?.step_name ?? null,
    elapsedAtStep: run.is_partial ? null : elapsedAtStep,
    inStep,
    since,
    ran: Math.max(0, seconds - since),
    fraction,
    share: shareDone(run),
    elapsed,
    toCome: running === null ? [] : [running.step_name, ...run.next],
  };
}

/** 0 to 1. While a run goes on beyond its plan, it is one step before its end. */
function shareDone({ percent, done_count, total_steps }: RunSoFar): number {
  if (percent !== null && Number.isFinite(percent)) return Math.min(1, Math.max(0, percent / 100));
  if (total_steps === null) return 0;
  const done = clean(done_count);
  return done / Math.max(1, done + 1, clean(total_steps));
}

function clean(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(LONGEST_SECONDS, Math.max(0, seconds)) : 0;
}
