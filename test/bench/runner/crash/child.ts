import { type ChildProcess, fork } from 'node:child_process';
import { build } from 'esbuild';
import type { RunTask } from '../../../../functions/src/edge/tasks.ts';
import { inCache, inRepo } from '../../../../scripts/paths.ts';
import { endChild } from '../../emulator.ts';
import type { ChildPlan, Delivery, FromChild } from './protocol.ts';

/** A process that runs tasks, and the queue in front of it. */
export interface Worker {
  /** From the order to start it until it takes tasks. */
  readonly bootMs: number;
  readonly pid: number;
  /** Resolves when all of `tasks` are acknowledged; rejects when the process ends before. */
  run(tasks: readonly RunTask[]): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
}

/** Bundled as the functions are when they are deployed: a process that strips types first would boot longer. */
export async function bundleWorker(name: 'product' | 'rawLoop'): Promise<string> {
  const outfile = inCache('bench', `${name}.mjs`);
  await build({
    entryPoints: [inRepo('test/bench/runner/crash', `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
}

export async function startWorker(bundle: string, plan: ChildPlan): Promise<Worker> {
  const startedAt = performance.now();
  const child = fork(bundle, [JSON.stringify(plan)], { execArgv: [] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
  });
  const bootMs = performance.now() - startedAt;
  if (child.pid === undefined) throw new Error('a process without an id');
  return { bootMs, pid: child.pid, run: (tasks) => runTasks(child, tasks), kill: () => endChild(child, 'SIGKILL') };
}

function runTasks(child: ChildProcess, tasks: Delivery): Promise<void> {
  const open = new Set(tasks.map(({ task_id }) => task_id));
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if (message.kind === 'done') open.delete(message.taskId);
      if (open.size === 0) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}; ${open.size} tasks are open`)));
    child.send(tasks);
  });
}
