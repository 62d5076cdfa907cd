import { spawn } from 'node:child_process';
import { inRepo } from '../paths.ts';
import type { Counts } from './result.ts';

export interface Check {
  /** A package of node_modules by its script, run by the Node that runs us. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Runs each check, its output going where ours goes; a check counts as one test. */
export async function runChecks(checks: readonly Check[], signal: AbortSignal): Promise<Counts> {
  let passed = 0;
  for (const { script, args } of checks) {
    const code = await runNode(script, args, process.env, signal);
    if (code === 0) passed += 1;
  }
  return { passed, failed: checks.length - passed };
}

/** Resolves to the exit code, or null where a signal ended the process. */
export async function runNode(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number | null> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [inRepo('node_modules', script), ...args], {
    cwd: inRepo(),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => child.kill();
  signal.addEventListener('abort', end);
  return new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).finally(() => signal.removeEventListener('abort', end));
}
