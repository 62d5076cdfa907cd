import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type CoverageMapData, createCoverageMap, createCoverageSummary } from '@vitest/istanbul-lib-coverage';
import { inRepo } from '../paths.ts';
import type { Counts } from './result.ts';

/** What must be covered, of lines and of branches. Lower, and code that nobody has seen run gets in. */
const LEAST_PERCENT = 90;

/** The code that is measured, by the folder it lies in. */
const MEASURED = { functions: 'functions/src', client: 'client/src' } as const;
const LEAST_COVERED_TOLD = 8;

/** The parts whose tests run that code in the test's own process; what other processes run is not seen. */
export const COVERING_PARTS: readonly string[] = ['unit', 'emulator'];

/** Where a part leaves what its tests have run. */
export function coverageFolder(folder: string, project: string): string {
  return join(folder, `coverage-${project}`);
}

/** Percent of the lines and branches of `name`, and of each of its files. */
export interface Coverage {
  readonly name: string;
  readonly lines: number;
  readonly branches: number;
  readonly files: readonly { readonly path: string; readonly lines: number; readonly branches: number }[];
}

/** What the parts have run together: a line counts that any of them ran. */
export async function readCoverage(folder: string): Promise<Coverage[]> {
  const runs = COVERING_PARTS.map(async (project): Promise<CoverageMapData> => {
    const path = join(coverageFolder(folder, project), 'coverage-final.json');
    const run: CoverageMapData = JSON.parse(await readFile(path, 'utf8'));
    return run;
  });
  return coverageOf(await Promise.all(runs));
}

/** The coverage of `runs` together, for each folder that is measured and has code. */
export function coverageOf(runs: readonly CoverageMapData[]): Coverage[] {
  const map = createCoverageMap({});
  // A map counts on in what it was given.
  for (const run of runs) map.merge(structuredClone(run));
  return Object.entries(MEASURED).flatMap(([name, folder]) => {
    const whole = createCoverageSummary();
    const paths = map.files().filter((path) => path.startsWith(inRepo(folder) + sep));
    const files = paths.map((path) => {
      const summary = map.fileCoverageFor(path).toSummary();
      whole.merge(summary);
      return { path: relative(inRepo(), path), ...percentsOf(summary) };
    });
    return files.length === 0 ? [] : [{ name, ...percentsOf(whole), files }];
  });
}

function percentsOf({ lines, branches }: ReturnType<typeof createCoverageSummary>): {
  lines: number;
  branches: number;
} {
  return { lines: percentOf(lines), branches: percentOf(branches) };
}

function percentOf({ covered, total }: { readonly covered: number; readonly total: number }): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

/** As one line: `coverage of functions: 93.1 % lines, 90.4 % branches`. Rounded down: 89.99 is not 90. */
export function coverageLine(all: readonly Coverage[]): string {
  const told = all.map(({ name, lines, branches }) => {
    return `${name}: ${percent(lines)} lines, ${percent(branches)} branches`;
  });
  return `coverage of ${told.join('; of ')}`;
}

function percent(value: number): string {
  return `${(Math.floor(value * 10) / 10).toFixed(1)} %`;
}

/** As the result of a part: each folder is a test, which fails below the least; its least covered files are named. */
export function judgeCoverage(all: readonly Coverage[]): Counts {
  const low = all.filter((one) => leastOf(one) < LEAST_PERCENT);
  const failures = low.map((one) => {
    const worst = one.files.toSorted((a, b) => leastOf(a) - leastOf(b)).slice(0, LEAST_COVERED_TOLD);
    const files = worst.map(
      (file) => `    ${file.path}: ${percent(file.lines)} lines, ${percent(file.branches)} branches`,
    );
    return [`${coverageLine([one])}; at least ${LEAST_PERCENT} % of either is asked for`, ...files].join('\n');
  });
  return { passed: all.length - low.length, failed: low.length, failures };
}

function leastOf({ lines, branches }: { readonly lines: number; readonly branches: number }): number {
  return Math.min(lines, branches);
}
