import { type Forecast, forecast, type RunSoFar } from '../../../../functions/src/core/forecast.ts';
import { type EndedRun, emptyStats, learnRun } from '../../../../functions/src/core/learnRun.ts';
import type { MissionStats } from '../../../../functions/src/schema/missionStats.ts';

/** Numbers in [0, 1), the same for the same seed: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Standard normal, by Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Durations in seconds of the steps of run `index` of a type. */
export type Kind = (random: () => number, index: number) => number[];

const STEPS = [5, 20, 60, 10, 5];

export const kinds = {
  /** Each step normal around its mean, deviation 10 %. */
  steady: (random) => STEPS.map((mean) => mean * Math.max(0.1, 1 + 0.1 * normal(random))),
  /** Half of the runs find nothing and take a tenth in their third step, which nothing tells before. */
  bimodal: (random) => {
    const isQuick = random() < 0.5;
    return STEPS.map((mean, step) => mean * (isQuick && step === 2 ? 0.1 : 1) * (1 + 0.05 * Math.abs(normal(random))));
  },
  /** Log-normal with sigma 1: the mean is 1.6 times the median, one run in a hundred takes ten times as long. */
  heavyTail: (random) => STEPS.map((mean) => mean * Math.exp(normal(random))),
  /** Steady, and from run 100 on three times as long. */
  drifting: (random, index) =>
    STEPS.map((mean) => mean * (index < 100 ? 1 : 3) * Math.max(0.1, 1 + 0.1 * normal(random))),
  /** The first of every ten runs starts on a cold machine: all of it takes twice as long, the first step ten times. */
  coldAndWarm: (random) => {
    const isCold = random() < 0.1;
    return STEPS.map(
      (mean, step) => mean * (isCold ? (step === 0 ? 10 : 2) : 1) * (1 + 0.1 * Math.abs(normal(random))),
    );
  },
} as const satisfies Readonly<Record<string, Kind>>;

export function runOf(durations: readonly number[]): EndedRun {
  let end = 0;
  const steps = durations.map((seconds, index) => {
    end += seconds;
    return { step_name: `step ${index}`, end_seconds: end };
  });
  return { outcome: 'completed', isPartial: false, steps, total_seconds: end, total_steps: steps.length };
}

/** `run` after `done` steps and `inStep` seconds of the next. */
export function soFar(run: EndedRun, done: number, inStep = 0): RunSoFar {
  const finished = run.steps.slice(0, done);
  const running = run.steps[done];
  return {
    ...{ done: finished.slice(-50), done_count: done, total_steps: run.total_steps, percent: null, is_partial: false },
    elapsed_seconds: (finished.at(-1)?.end_seconds ?? 0) + inStep,
    current:
      running === undefined ? null : { step_name: running.step_name, seconds: inStep, fraction: null, since_report: 0 },
    next: run.steps.slice(done + 1).map((step) => step.step_name),
  };
}

export interface Asked {
  readonly index: number;
  readonly said: Forecast;
  readonly truth: number;
  readonly total: number;
  readonly byRate: number;
}

/** Runs of a kind one after the other, each asked after every step but the last, then learnt. */
export function replay(kind: Kind, runs: number, seed = 7): { asked: Asked[]; stats: MissionStats } {
  const random = seeded(seed);
  const asked: Asked[] = [];
  let stats = emptyStats();
  for (let index = 0; index < runs; index += 1) {
    const run = runOf(kind(random, index));
    for (let done = 1; done < run.steps.length; done += 1) {
      const said = forecast(soFar(run, done), stats);
      if (said === null) throw new Error('nothing known after a step');
      const elapsed = run.steps[done - 1]?.end_seconds ?? 0;
      const byRate = (elapsed * (run.steps.length - done)) / done;
      asked.push({ index, said, truth: run.total_seconds - elapsed, total: run.total_seconds, byRate });
    }
    stats = learnRun(stats, run);
  }
  return { asked, stats };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
