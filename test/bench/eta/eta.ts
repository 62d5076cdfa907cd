import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { inRepo } from '../../../scripts/paths.ts';
import { Problem } from '../../../scripts/problem.ts';
import { type Comparison, rowOf as comparedRow } from '../figures.ts';
import { settingOf, settingText, writeReport } from '../report.ts';
import { numberText, tableOf } from '../table.ts';
import { largestDocument } from './cost.ts';
import { BASELINES, Ours } from './estimators.ts';
import { type Log, readLog } from './log.ts';
import { type Calm, poll, replay, type Scores } from './scores.ts';
import { comparisonsOf, costComparisons } from './targets.ts';

const SUFFIX = '.jsonl.gz';
const RATE = 'elapsed ÷ done × left';

/**
 * Replays each log of `folder` through the code that ships, and prints it beside the baselines. Without a folder, for
 * the logs belong to others and are not in the repository, it measures what a forecast takes, and says so.
 */
export async function benchEta(folder: string | undefined): Promise<number> {
  const names = folder === undefined ? [] : await logsIn(resolve(folder));
  const results = inRepo('bench-results', 'eta');
  await mkdir(results, { recursive: true });
  const measured: Comparison[] = [];
  for (const name of names) {
    const log = await readLog(join(resolve(folder ?? ''), name + SUFFIX), name);
    const ours = new Ours();
    const { scores, predictions } = replay(log, ours);
    await writeFile(join(results, `${name}.jsonl`), predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { text, comparisons } = reportOf(log, scores);
    console.log(text);
    console.log(`  largest document of statistics: ${largestDocument(ours.byType.values())} bytes\n`);
    measured.push(...comparisons);
  }
  measured.push(...costComparisons());
  const setting = await settingOf(names.length === 0 ? 'no logs' : `logs ${names.join(', ')}`, 1);
  const rows = measured.map(comparedRow);
  const path = inRepo('bench-results', 'eta.json');
  await writeReport(path, setting, rows, measured);
  console.log(`${settingText(setting)}\n\n${tableOf(rows)}\n`);
  if (folder === undefined) console.log('How good the estimate is takes logs: npm run bench -- eta --data DIR');
  console.log(`All of it is in ${relative(process.cwd(), path)}, the predictions beside it in eta/`);
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

function reportOf(log: Log, ours: Scores): { text: string; comparisons: Comparison[] } {
  const calm = poll(log, new Ours());
  const rows = [rowOf('ours', ours, calm)];
  let restless: Calm = { bigRise: 0, jitter: 0 };
  for (const [name, make] of Object.entries(BASELINES)) {
    const jumps = name === RATE ? poll(log, make()) : null;
    if (jumps !== null) restless = jumps;
    rows.push(rowOf(name, replay(log, make()).scores, jumps));
  }
  const heads = ['', 'MAE s', 'nmae', 'within 5 s', 'coverage', 'unknown', 'big rises', 'jitter'];
  return {
    text: [`== ${log.name}`, aligned([heads, ...rows])].join('\n'),
    comparisons: comparisonsOf(log.name, ours, calm, restless),
  };
}

function rowOf(name: string, scores: Scores, calm: Calm | null): string[] {
  const { mae, nmae, within5s, coverage, unknown } = scores;
  const jumps = calm === null ? ['', ''] : [percent(calm.bigRise, 1), calm.jitter.toFixed(4)];
  const cover = coverage === null ? '' : percent(coverage, 1);
  return [name, numberText(mae), nmae.toFixed(3), percent(within5s), cover, percent(unknown, 1), ...jumps];
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
