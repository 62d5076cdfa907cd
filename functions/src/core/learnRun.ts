import {
  DURATIONS_KEPT,
  type MissionStats,
  STEP_NAME_CHARACTERS,
  STEP_NAMES_KEPT,
  TOTALS_KEPT,
} from '../schema/missionStats.ts';

/** A run that is over, as far as it is known. Working seconds: waits and pauses are taken out. */
export interface EndedRun {
  readonly outcome: 'completed' | 'failed' | 'cancelled';
  /** It began after the first step, or its first steps are no longer known: durations and what was left are known, totals are not. */
  readonly isPartial: boolean;
  /** In order; seconds from the run's start to the step's end. */
  readonly steps: readonly { readonly step_name: string; readonly end_seconds: number }[];
  /** Seconds from start to end of the whole run. */
  readonly total_seconds: number;
  /** How many steps it had in all. */
  readonly total_steps: number;
}

/** What is known of a type that never ran. */
export function emptyStats(): MissionStats {
  return { completed: 0, failed: 0, cancelled: 0, totals: [], steps: {} };
}

/** `stats` with one more run. Failed and cancelled runs are counted and change no duration. */
export function learnRun(stats: MissionStats, run: EndedRun): MissionStats {
  if (run.outcome !== 'completed') return { ...stats, [run.outcome]: stats[run.outcome] + 1 };
  const total = clean(run.total_seconds);
  return {
    ...stats,
    completed: stats.completed + 1,
    totals: run.isPartial || total === null ? stats.totals : [...stats.totals, total].slice(-TOTALS_KEPT),
    steps: learnSteps(stats.steps, run),
  };
}

/** What a new version begins with: the older one's steps, which count where names are the same. */
export function inheritStats(older: MissionStats): MissionStats {
  return { ...emptyStats(), steps: older.steps };
}

/** Expected seconds of each planned step, in order; null if history does not know every one of them. */
export function stepWeights(stats: MissionStats, stepNames: readonly string[]): number[] | null {
  const weights: number[] = [];
  for (const name of stepNames) {
    const durations = stats.steps[stepKey(name)]?.durations;
    if (durations === undefined || durations.length === 0) return null;
    weights.push(medianOf(durations));
  }
  return weights.some((weight) => weight > 0) ? weights : null;
}

/** The picture of earlier runs: seconds of the newest completed ones in order of length, and how many ended otherwise. */
export function spreadOf(stats: MissionStats): {
  readonly totals: number[];
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
} {
  const { completed, failed, cancelled } = stats;
  return { totals: stats.totals.toSorted((one, other) => one - other), completed, failed, cancelled };
}

function learnSteps(known: MissionStats['steps'], run: EndedRun): MissionStats['steps'] {
  const steps = new Map(Object.entries(known));
  // What came before the first step that is known of a partial run is not in its end.
  let before = run.isPartial ? null : 0;
  for (const step of run.steps) {
    const end = clean(step.end_seconds);
    if (end === null) continue;
    const key = stepKey(step.step_name);
    const durations = steps.get(key)?.durations;
    if (before !== null && (durations !== undefined || steps.size < STEP_NAMES_KEPT)) {
      steps.set(key, { durations: [...(durations ?? []), Math.max(0, end - before)].slice(-DURATIONS_KEPT) });
    }
    before = end;
  }
  return Object.fromEntries(steps);
}

/** The map key of a step's name: short enough, and never of the form that Firestore keeps for itself. */
export function stepKey(name: string): string {
  return `s:${name.slice(0, STEP_NAME_CHARACTERS)}`;
}

function clean(seconds: number): number | null {
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** The middle of `values`; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}
