import { mkdir, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { inRepo } from '../../../scripts/paths.ts';
import { Problem } from '../../../scripts/problem.ts';
import { OVERLAY_BYTES, type PartSize, partSizes } from '../../support/webBuild.ts';
import { settingOf, settingText } from '../report.ts';
import { budgetTable, figureOf, isMet, type Measured } from './budgets.ts';
import { input } from './input.ts';
import { link } from './link.ts';
import { paints, without } from './paints.ts';
import { type Stage, withStage } from './stage.ts';
import { writes } from './writes.ts';

/** The measurements by name, in the order in which they run. */
const measurements: Readonly<Record<string, (stage: Stage) => Promise<Measured[]>>> = {
  sizes,
  paints,
  without,
  writes,
  link,
  input,
};

interface Options {
  /** Names with commas between; all when undefined. */
  readonly only: string | undefined;
  readonly repetitions: number;
}

/** Measures every budget of the page (SCREENS section 6) in Chromium, on an emulator suite of its own. */
export async function benchWeb({ only, repetitions }: Options, signal: AbortSignal): Promise<number> {
  const asked = only?.split(',') ?? Object.keys(measurements);
  const unknown = asked.filter((name) => !(name in measurements));
  if (unknown.length > 0) {
    throw new Problem(`No such measurement: ${unknown.join(', ')}. There are ${Object.keys(measurements).join(', ')}.`);
  }
  const rows: Measured[] = [];
  const failures: unknown[] = [];
  await withStage(repetitions, signal, async (stage) => {
    for (const name of asked) {
      console.log(`== ${name}`);
      try {
        const measured = (await measurements[name]?.(stage)) ?? [];
        console.log(`\n${budgetTable(measured)}\n`);
        rows.push(...measured);
      } catch (error) {
        // What the others took minutes to measure is worth its table all the same.
        console.error(`${name} could not be measured:`, error);
        failures.push(error);
      }
    }
  });
  const setting = await settingOf('emulator suite, page compressed by a proxy', repetitions);
  const path = inRepo('bench-results', 'web.json');
  await mkdir(inRepo('bench-results'), { recursive: true });
  const figures = rows.map((row) => ({ ...row, figure: figureOf(row), isMet: isMet(row) }));
  await writeFile(path, `${JSON.stringify({ setting, figures }, null, 2)}\n`);
  console.log(`\n${settingText(setting)}\n\n${budgetTable(rows)}\n`);
  console.log(`${verdict(rows, failures.length)}. All is in ${relative(process.cwd(), path)}`);
  return failures.length === 0 ? 0 : 1;
}

function verdict(rows: readonly Measured[], failed: number): string {
  const missed = rows.filter((row) => isMet(row) === false).length;
  const unknown =
    failed === 0 ? '' : `, and of ${failed} ${failed === 1 ? 'measurement' : 'measurements'} nothing is known`;
  return `${missed === 0 ? 'Every budget that was measured is met' : `${missed} missed`}${unknown}`;
}

/** Every part that has a budget of its own, and of the others the one that is nearest to theirs. */
async function sizes(stage: Stage): Promise<Measured[]> {
  const parts = await partSizes(stage.build);
  const isNamed = ({ budget }: PartSize) => budget !== OVERLAY_BYTES;
  const others = parts.filter((part) => !isNamed(part)).toSorted((one, other) => other.bytes - one.bytes);
  return [...parts.filter(isNamed), ...others.slice(0, 1)].map(({ name, bytes, budget }) => ({
    name: `${name}, gzipped`,
    unit: 'kB',
    values: [bytes / 1_000],
    of: 'highest',
    budget: budget / 1_000,
  }));
}
