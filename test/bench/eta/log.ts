import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod';
import { Problem } from '../../../scripts/problem.ts';
import { medianOf } from '../figures.ts';

const loggedRun = z.object({
  type: z.string(),
  run: z.string(),
  start: z.number(),
  split: z.enum(['train', 'test']),
  steps: z.array(z.object({ name: z.string(), start: z.number(), end: z.number() })).min(1),
});
export type LoggedRun = z.infer<typeof loggedRun>;

/** A test run after `k` of its steps, as an estimator may see it, and the seconds that really were left. */
export interface Checkpoint {
  readonly run: LoggedRun;
  readonly k: number;
  readonly elapsed: number;
  readonly total: number;
  readonly truth: number;
}

export type Moment =
  | { readonly kind: 'ended'; readonly run: LoggedRun }
  | { readonly kind: 'asked'; readonly at: Checkpoint };

export interface Log {
  readonly name: string;
  readonly train: readonly LoggedRun[];
  readonly test: readonly LoggedRun[];
  /** Seconds of a usual run of the type: the scale of nmae and of the polls. */
  scaleOf(run: LoggedRun): number;
  totalFor(run: LoggedRun, k: number): number;
  readonly online: readonly Moment[];
}

export function totalOf(run: LoggedRun): number {
  return run.steps.at(-1)?.end ?? 0;
}

export function endOf(run: LoggedRun, k: number): number {
  return k === 0 ? 0 : (run.steps[k - 1]?.end ?? 0);
}

export async function readLog(path: string, name: string): Promise<Log> {
  const text = (await promisify(gunzip)(await readFile(path))).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  const runs = lines.map((line, index) => {
    const parsed = loggedRun.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Problem(`${path}, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
  runs.sort((one, other) => one.start - other.start || (one.run < other.run ? -1 : 1));
  const train = runs.filter((run) => run.split === 'train');
  const test = runs.filter((run) => run.split === 'test');
  if (train.length === 0 || test.length === 0) throw new Problem(`${path} has no runs to learn from, or none to test.`);
  const totalFor = plannedTotals(train);
  const scaleOf = scales(train);
  return { name, train, test, scaleOf, totalFor, online: momentsOf(train, test, totalFor) };
}

/** Steps that a run is taken to have: its own where the type's count is fixed, else the type's median, or one more than done. */
function plannedTotals(train: readonly LoggedRun[]): Log['totalFor'] {
  const counts = Map.groupBy(train, (run) => run.type);
  const all = Math.floor(medianOf(train.map((run) => run.steps.length)));
  const known = new Map(
    [...counts].map(([type, runs]) => {
      const lengths = runs.map((run) => run.steps.length);
      const most = Math.max(...[...Map.groupBy(lengths, (length) => length).values()].map((same) => same.length));
      return [type, { isFixed: most >= 0.95 * runs.length, median: roundToEven(medianOf(lengths)) }];
    }),
  );
  return (run, k) => {
    const type = known.get(run.type);
    return type?.isFixed ? run.steps.length : Math.max(type?.median ?? all, k + 1);
  };
}

/** As Python rounds. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

function scales(train: readonly LoggedRun[]): Log['scaleOf'] {
  const byType = new Map(
    [...Map.groupBy(train, (run) => run.type)].map(([type, runs]) => [type, medianOf(runs.map(totalOf))]),
  );
  const all = medianOf(train.map(totalOf));
  return (run) => Math.max(1e-9, byType.get(run.type) ?? all);
}

/** The order of production: what ended before the first test run, then every end and every question in time. */
function momentsOf(train: readonly LoggedRun[], test: readonly LoggedRun[], totalFor: Log['totalFor']): Moment[] {
  const begin = test[0]?.start ?? 0;
  const timed: { at: number; order: number; moment: Moment }[] = [];
  for (const run of [...train, ...test]) {
    const ended = run.start + totalOf(run);
    const isBefore = run.split === 'train' && ended <= begin;
    timed.push({ at: isBefore ? Number.NEGATIVE_INFINITY : ended, order: 0, moment: { kind: 'ended', run } });
  }
  for (const run of test) {
    for (let k = 0; k < run.steps.length; k += 1) {
      const elapsed = endOf(run, k);
      const at = { run, k, elapsed, total: totalFor(run, k), truth: totalOf(run) - elapsed };
      timed.push({ at: run.start + elapsed, order: 1, moment: { kind: 'asked', at } });
    }
  }
  timed.sort((one, other) => (one.at === other.at ? one.order - other.order : one.at < other.at ? -1 : 1));
  return timed.map(({ moment }) => moment);
}
