import { forecast, type RunSoFar } from '../../../functions/src/core/forecast.ts';
import { type EndedRun, emptyStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';

/** Bytes of `value` as Firestore counts them: numbers 8, texts and keys their UTF-8 and 1, other values 1. */
export function storedBytes(value: unknown): number {
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return Buffer.byteLength(value) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + storedBytes(entry), 0);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [key, entry]) => sum + storedBytes(key) + storedBytes(entry), 0);
}

/** The largest of `documents`; without any, that of a type with as many and as long names, and runs, as it takes. */
export function largestDocument(documents: Iterable<MissionStats> = [largeStats()]): number {
  return Math.max(0, ...[...documents].map(storedBytes));
}

/** Statistics with every list full: long runs of ever other lengths and paces, with long names in a wide alphabet. */
export function largeStats(runs = 150): MissionStats {
  let stats = emptyStats();
  for (let run = 0; run < runs; run += 1) stats = learnRun(stats, longRun(600 + run, 60, run));
  return stats;
}

/** A completed run of `count` steps with `names` different names of 100 three-byte characters. */
export function longRun(count: number, names: number, seed: number): EndedRun {
  const steps = Array.from({ length: count }, (_, index) => ({
    step_name: `${(index + seed) % names}`.padEnd(100, '長'),
    end_seconds: (index + 1) * 16 ** (seed % 6),
  }));
  const total = steps.at(-1)?.end_seconds ?? 0;
  return { outcome: 'completed', isPartial: false, steps, total_seconds: total, total_steps: count };
}

/** Milliseconds of one forecast in a mission of 100 steps, in the middle of a step, with full statistics. */
export function msPerForecast(): number {
  const stats = largeStats();
  const steps = longRun(100, 60, 3).steps;
  const run: RunSoFar = {
    ...{ done: steps.slice(0, 50), done_count: 50, total_steps: 100, percent: 50, is_partial: false },
    ...{ elapsed_seconds: (steps[49]?.end_seconds ?? 0) + 1 },
    current: { step_name: steps[50]?.step_name ?? '', seconds: 1, fraction: null, since_report: 0 },
    next: steps.slice(51).map((step) => step.step_name),
  };
  const repetitions = 2_000;
  for (let warm = 0; warm < 200; warm += 1) forecast(run, stats);
  const begin = performance.now();
  for (let repetition = 0; repetition < repetitions; repetition += 1) forecast(run, stats);
  return (performance.now() - begin) / repetitions;
}
