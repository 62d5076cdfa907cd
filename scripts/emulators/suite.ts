import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepo } from '../paths.ts';
import { Problem } from '../problem.ts';
import { own, untilUnowned } from './dataFolder.ts';
import type { FromKeeper, KeeperPlan, ToKeeper } from './keeperPlan.ts';
import type { Ports } from './ports.ts';
import { type Build, writeSuiteConfig } from './suiteConfig.ts';
import { suiteEnv } from './suiteEnv.ts';
import { tail, untilHealthy } from './untilHealthy.ts';

export interface SuiteOptions {
  readonly projectId: string;
  readonly ports: Ports;
  readonly build: Build;
  /** Where the emulators write their logs. */
  readonly folder: string;
  /** Imported when there is something in it, and saved to when the suite is stopped. Null: the data is not kept. */
  readonly dataFolder: string | null;
  readonly isVerbose: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export interface Suite {
  /** Settles when the suite has ended, for whatever reason; says what became of its data. */
  readonly ended: Promise<'saved' | 'not saved' | { problem: string }>;
  /** Saves the data and ends everything. */
  stop(): void;
  /** Ends everything at once. */
  abandon(): void;
}

/** Starts the emulators and waits until the API answers. An abort of `signal` ends what was started so far. */
export async function startSuite(options: SuiteOptions, signal: AbortSignal): Promise<Suite> {
  const logPath = join(options.folder, 'suite.log');
  await mkdir(options.folder, { recursive: true });
  const keeper = await startKeeper(options, logPath);
  const ended = watch(keeper, logPath);
  const suite: Suite = { ended, stop: () => tell(keeper, 'stop'), abandon: () => tell(keeper, 'abandon') };

  const failed = new AbortController();
  void ended.then((end) => failed.abort(new Problem(typeof end === 'object' ? end.problem : 'Stopped.')));
  const health = `http://127.0.0.1:${options.ports.hosting}/health/ready`;
  try {
    await untilHealthy(health, logPath, AbortSignal.any([signal, failed.signal]));
  } catch (error) {
    const reason = failed.signal.aborted ? failed.signal.reason : error;
    tell(keeper, 'stop');
    await ended;
    if (signal.aborted) throw new Problem('Stopped before the emulators were ready; saved data is as it was.');
    throw reason;
  }
  tell(keeper, 'ready');
  return suite;
}

async function startKeeper(options: SuiteOptions, logPath: string): Promise<ChildProcess> {
  // In the repository's root, and never firebase.json itself: suites run side by side.
  const configPath = inRepo(`.firebase.${randomBytes(6).toString('hex')}.json`);
  if (options.dataFolder !== null) await untilUnowned(options.dataFolder);
  const env = await suiteEnv(options.ports, options.env);
  await writeSuiteConfig(configPath, options.ports, options.build);
  const plan: KeeperPlan = {
    args: ['emulators:start', '--project', options.projectId, '--config', configPath, ...importArgs(options)],
    cwd: options.folder,
    configPath,
    logPath,
    hubPort: options.ports.hub,
    exportTo: options.dataFolder,
    isVerbose: options.isVerbose,
  };
  const keeper = fork(inRepo('scripts/emulators/keeper.ts'), [JSON.stringify(plan)], {
    detached: true,
    // Whoever starts it may run under flags that are none of its business.
    execArgv: [],
    env,
    stdio: ['ignore', options.isVerbose ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  if (options.dataFolder !== null && keeper.pid !== undefined) await own(options.dataFolder, keeper.pid);
  return keeper;
}

function importArgs(options: SuiteOptions): string[] {
  if (options.dataFolder === null) return [];
  const hasData = existsSync(join(options.dataFolder, 'firebase-export-metadata.json'));
  return hasData ? ['--import', options.dataFolder] : [];
}

function watch(keeper: ChildProcess, logPath: string): Suite['ended'] {
  let data: FromKeeper | null = null;
  keeper.on('message', (message: FromKeeper) => {
    data = message;
  });
  return new Promise((resolve) => {
    keeper.once('exit', (code) => {
      if (code === 0) return resolve(describe(data));
      const log = readFile(logPath, 'utf8').catch(() => '');
      resolve(log.then((text) => ({ problem: `The emulators ended by themselves:\n${tail(text)}` })));
    });
  });
}

function describe(data: FromKeeper | null): Awaited<Suite['ended']> {
  if (data === null) return 'not saved';
  return data.saved ? 'saved' : { problem: `The data could not be saved: ${data.reason}` };
}

function tell(keeper: ChildProcess, message: ToKeeper): void {
  // A keeper that has ended needs no telling.
  if (keeper.connected) keeper.send(message);
}
