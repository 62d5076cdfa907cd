import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { settingOf, settingText, writeJson } from '../../test/bench/report.ts';
import { type Held, heldOf, summaryText } from '../../test/bench/summary.ts';
import { alignedTable } from '../../test/bench/table.ts';
import { inRepo } from '../paths.ts';

interface Asked {
  readonly full?: boolean;
  readonly data?: string;
}

/** How a part ended. */
interface Ran {
  readonly part: string;
  readonly seconds: number;
  /** 0 where it was measured. */
  readonly exitCode: number | null;
  readonly held: readonly Held[];
}

/**
 * Runs the parts one after the other, each in a process and on an emulator of its own: what one leaves in memory must
 * not slow the next. One that can't be measured keeps none of the others from it. Ends with every target in one table.
 * Resolves to the exit code, which says whether all was measured, not whether it is met.
 */
export async function benchAll(parts: readonly string[], { full, data }: Asked): Promise<number> {
  const setting = await settingOf('each part names its own', full ? 5 : 2);
  console.log(settingText(setting));
  const ran: Ran[] = [];
  for (const part of parts) {
    console.log(`\n#### ${part}`);
    const extra = [...(full ? [] : ['--quick']), ...(part === 'eta' && data !== undefined ? ['--data', data] : [])];
    ran.push(await runPart(part, extra));
  }
  const seconds = ran.reduce((all, one) => all + one.seconds, 0);
  await writeJson(inRepo('bench-results', 'all.json'), { setting, seconds, parts: ran });
  const rows = ran.map((one) => [one.part, timeText(one.seconds), one.exitCode === 0 ? '' : 'NOT MEASURED']);
  console.log(`\n#### all\n\n${settingText(setting)}\n\n${summaryText(ran.flatMap(({ held }) => held))}`);
  console.log(`\n${alignedTable(['part', 'took', ''], [...rows, ['all', timeText(seconds)]])}`);
  return ran.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}

async function runPart(part: string, extra: readonly string[]): Promise<Ran> {
  const began = performance.now();
  const left = inRepo('bench-results', `${part}.json`);
  // What an earlier run left is not what this one measured.
  await rm(left, { force: true });
  const child = spawn(process.execPath, [inRepo('scripts', 'bench.ts'), part, ...extra], { stdio: 'inherit' });
  await once(child, 'exit');
  const seconds = (performance.now() - began) / 1000;
  return { part, seconds, exitCode: child.exitCode, held: await heldIn(part, left) };
}

/** A part that was not measured leaves nothing; the web leaves what it could measure. */
async function heldIn(part: string, path: string): Promise<Held[]> {
  const left = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return left === null ? [] : heldOf(part, JSON.parse(left));
}

function timeText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
