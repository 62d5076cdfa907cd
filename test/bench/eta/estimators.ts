import { type Forecast, forecast, type RunSoFar } from '../../../functions/src/core/forecast.ts';
import { emptyStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import { weightedQuantiles } from '../../../functions/src/core/quantiles.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { type Checkpoint, endOf, type LoggedRun, totalOf } from './log.ts';

/** Seconds left, with or without a range. */
export interface Answer {
  readonly p50: number;
  readonly range: { readonly p10: number; readonly p90: number } | null;
}

export interface Estimator {
  learn(run: LoggedRun): void;
  at(checkpoint: Checkpoint): Answer | null;
}

/** What ships, one document of statistics for each type. */
export class Ours implements Estimator {
  readonly byType = new Map<string, MissionStats>();

  learn(run: LoggedRun): void {
    const steps = run.steps.map((step) => ({ step_name: step.name, end_seconds: step.end }));
    const ended = { outcome: 'completed', isPartial: false, steps, total_steps: steps.length } as const;
    const known = this.byType.get(run.type) ?? emptyStats();
    this.byType.set(run.type, learnRun(known, { ...ended, total_seconds: totalOf(run) }));
  }

  at(checkpoint: Checkpoint): Answer | null {
    const said = this.forecast(checkpoint);
    return said === null ? null : { p50: said.p50, range: { p10: said.p10, p90: said.p90 } };
  }

  forecast(checkpoint: Checkpoint): Forecast | null {
    return forecast(soFar(checkpoint), this.byType.get(checkpoint.run.type) ?? null);
  }
}

/** The checkpoint as the product sees it; the log does not say which step runs now. */
function soFar({ run, k, elapsed, total }: Checkpoint): RunSoFar {
  const done = run.steps.slice(Math.max(0, k - 50), k).map((step) => ({ step_name: step.name, end_seconds: step.end }));
  return {
    ...{ done, done_count: k, total_steps: total, percent: null, elapsed_seconds: elapsed },
    ...{ is_partial: false, current: null, next: [] },
  };
}

function rate({ k, elapsed, total }: Checkpoint): number | null {
  return k === 0 ? null : (elapsed * (total - k)) / k;
}

/** The baselines that the logs' own scorer has, made from all that has ended. */
class History {
  readonly kept = new Map<string, number[]>();

  learn(run: LoggedRun): void {
    const total = totalOf(run);
    this.keep(`total ${run.type}`, total);
    run.steps.slice(0, -1).forEach((step, index) => {
      const left = total - step.end;
      this.keep(`step ${run.type} ${step.name}`, left);
      this.keep(`position ${run.type} ${index + 1}`, left);
      this.keep(`both ${run.type} ${index + 1} ${step.name}`, left);
    });
  }

  keep(key: string, value: number): void {
    const values = this.kept.get(key);
    if (values === undefined) this.kept.set(key, [value]);
    else values.push(value);
  }

  /** What was left, by the first of the keys that at least `fewest` runs know. */
  first(keys: readonly string[], fewest: number): number[] | null {
    for (const key of keys) {
      const values = this.kept.get(key);
      if (values !== undefined && values.length >= fewest) return values;
    }
    return null;
  }
}

type FromHistory = (history: History, at: Checkpoint) => Answer | null;

function historic(answer: FromHistory): Estimator {
  const history = new History();
  return { learn: (run) => history.learn(run), at: (checkpoint) => answer(history, checkpoint) };
}

function unlearned(answer: (at: Checkpoint) => number | null): Estimator {
  return { learn: () => {}, at: (checkpoint) => answerOf(answer(checkpoint)) };
}

function answerOf(p50: number | null): Answer | null {
  return p50 === null ? null : { p50, range: null };
}

function keysAt({ run, k }: Checkpoint): { step: string; position: string; both: string; total: string } {
  const name = run.steps[k - 1]?.name ?? '';
  const { type } = run;
  const total = `total ${type}`;
  if (k === 0) return { step: total, position: total, both: total, total };
  return { step: `step ${type} ${name}`, position: `position ${type} ${k}`, both: `both ${type} ${k} ${name}`, total };
}

function quantile(values: readonly number[], wanted: readonly number[]): number[] {
  return weightedQuantiles(
    values,
    values.map(() => 1),
    wanted,
  );
}

const totalLeft: FromHistory = (history, at) => {
  const totals = history.first([keysAt(at).total], 1);
  return totals === null ? null : answerOf(Math.max(0, (quantile(totals, [0.5])[0] ?? 0) - at.elapsed));
};

const meanAfterStep: FromHistory = (history, at) => {
  const keys = keysAt(at);
  const left = history.first([keys.step, keys.both, keys.position], 1);
  if (left === null) return totalLeft(history, at);
  return answerOf(left.reduce((sum, value) => sum + value, 0) / left.length);
};

const quantilesAtStep: FromHistory = (history, at) => {
  const { both, step, position } = keysAt(at);
  const left = history.first([both, step, position], 3) ?? history.first([both, step, position], 1);
  if (left === null) return totalLeft(history, at);
  const [p10 = 0, p50 = 0, p90 = 0] = quantile(left, [0.1, 0.5, 0.9]);
  return { p50, range: { p10, p90 } };
};

export const BASELINES: Readonly<Record<string, () => Estimator>> = {
  'elapsed ÷ done × left': () => unlearned(rate),
  'the same, capped': () => unlearned((at) => (at.k === 0 ? 15 : Math.min(60, rate(at) ?? 60))),
  'median total − elapsed': () => historic(totalLeft),
  'mean after the step': () => historic(meanAfterStep),
  'quantiles by step': () => historic(quantilesAtStep),
};

/** The moment between two steps at which a page asks. */
export function checkpointAt(run: LoggedRun, elapsed: number, totalFor: (k: number) => number): Checkpoint {
  let k = 0;
  while (k < run.steps.length && endOf(run, k + 1) <= elapsed) k += 1;
  return { run, k, elapsed, total: totalFor(k), truth: totalOf(run) - elapsed };
}
