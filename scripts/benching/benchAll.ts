import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { settingOf, settingText, writeJson } from '../../test/bench/report.ts';
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
}

/**
 * Runs the parts one after the other, each in a process and on an emulator of its own: what one leaves in memory must
 * not slow the next. One that can't be measured keeps none of the others from it. Resolves to the exit code.
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
  await writeJson(inRepo('bench-results', 'all.json'), { setting, parts: ran });
  const rows = ran.map(({ part, seconds, exitCode }) => [
    part,
    `${Math.round(seconds)} s`,
    exitCode === 0 ? '' : 'NOT MEASURED',
  ]);
  const sum = ran.reduce((all, { seconds }) => all + seconds, 0);
  console.log(`\n${alignedTable(['part', 'took', ''], [...rows, ['all', `${Math.round(sum)} s`]])}`);
  return ran.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}

async function runPart(part: string, extra: readonly string[]): Promise<Ran> {
  const began = performance.now();
  const script = inRepo('scripts', 'bench.ts');
  const child = spawn(process.execPath, [script, part, ...extra], { stdio: 'inherit' });
  await once(child, 'exit');
  return { part, seconds: (performance.now() - began) / 1000, exitCode: child.exitCode };
}
