import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { inRepo } from '../../../scripts/paths.ts';
import { Problem } from '../../../scripts/problem.ts';
import { numberText } from '../table.ts';
import { largestDocument, msPerForecast } from './cost.ts';
import { BASELINES, Ours } from './estimators.ts';
import { type Log, readLog } from './log.ts';
import { type Calm, poll, replay, type Scores } from './scores.ts';

const SUFFIX = '.jsonl.gz';
const RATE = 'elapsed ÷ done × left';

interface Target {
  /** The best baseline's mean absolute error, in seconds. */
  readonly mae: number;
  readonly within5s: number;
}

/** What is aimed at on the logs that are known by name; on any other there are only figures. */
const TARGETS: Readonly<Record<string, Target>> = {
  sebs_flow: { mae: 31.2, within5s: 0.66 },
  mlperf_v21: { mae: 207, within5s: 0 },
  helpdesk: { mae: 605_603, within5s: 0 },
  bpi13i: { mae: 357_003, within5s: 0 },
};
const COVERAGE = { least: 0.76, most: 0.84 } as const;
const MS_PER_FORECAST = 1;
const DOCUMENT_BYTES = 65_536;

/** Replays each log of `folder` through the code that ships, and prints it beside the baselines. */
export async function benchEta(folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new Problem('Say where the logs are: npm run bench -- eta --data DIR');
  const names = await logsIn(resolve(folder));
  const results = inRepo('bench-results', 'eta');
  await mkdir(results, { recursive: true });
  for (const name of names) {
    const log = await readLog(join(resolve(folder), name + SUFFIX), name);
    const ours = new Ours();
    const { scores, predictions } = replay(log, ours);
    await writeFile(join(results, `${name}.jsonl`), predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
    console.log(reportOf(log, scores));
    console.log(`  largest document of statistics: ${largestDocument(ours.byType.values())} bytes\n`);
  }
  const ms = msPerForecast();
  const bytes = largestDocument();
  console.log(`a forecast in a mission of 100 steps: ${numberText(ms)} ms${verdict(ms < MS_PER_FORECAST)}`);
  console.log(`statistics of a type made to be large: ${bytes} bytes${verdict(bytes <= DOCUMENT_BYTES)}`);
  console.log(`\nThe predictions are in ${relative(process.cwd(), results)}`);
  return 0;
}

async function logsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Problem(`There is no folder ${folder}, or it can't be read.`, { cause });
  });
  const names = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  if (names.length === 0) throw new Problem(`There is no log (*${SUFFIX}) in ${folder}.`);
  return names.toSorted();
}

function reportOf(log: Log, ours: Scores): string {
  const calm = poll(log, new Ours());
  const rows = [rowOf('ours', ours, calm)];
  let restless: Calm = { bigRise: 0, jitter: 0 };
  for (const [name, make] of Object.entries(BASELINES)) {
    const jumps = name === RATE ? poll(log, make()) : null;
    if (jumps !== null) restless = jumps;
    rows.push(rowOf(name, replay(log, make()).scores, jumps));
  }
  const heads = ['', 'MAE s', 'nmae', 'within 5 s', 'coverage', 'unknown', 'big rises', 'jitter'];
  return [`== ${log.name}`, aligned([heads, ...rows]), ...verdictsOf(log.name, ours, calm, restless)].join('\n');
}

function rowOf(name: string, scores: Scores, calm: Calm | null): string[] {
  const { mae, nmae, within5s, coverage, unknown } = scores;
  const jumps = calm === null ? ['', ''] : [percent(calm.bigRise, 1), calm.jitter.toFixed(4)];
  const cover = coverage === null ? '' : percent(coverage, 1);
  return [name, numberText(mae), nmae.toFixed(3), percent(within5s), cover, percent(unknown, 1), ...jumps];
}

function verdictsOf(name: string, { mae, within5s, coverage }: Scores, calm: Calm, rate: Calm): string[] {
  const target = TARGETS[name];
  if (target === undefined) return [];
  const covers = coverage ?? 0;
  const below = `${numberText(100 * (1 - mae / target.mae))} % below the best baseline`;
  const isCalm = calm.bigRise <= rate.bigRise / 2 && calm.jitter <= rate.jitter / 2;
  return [
    `  MAE at most ${target.mae}${verdict(mae <= target.mae)}, ${below}`,
    `  coverage 76 to 84 %${verdict(covers >= COVERAGE.least && covers <= COVERAGE.most)}`,
    `  jumps at most half of the rate's${verdict(isCalm)}`,
    ...(target.within5s > 0 ? [`  within 5 s at least 66 %${verdict(within5s >= target.within5s)}`] : []),
  ];
}

function verdict(isMet: boolean): string {
  return isMet ? ': met' : ': MISSED';
}

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
