import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { findChromium } from './chromium.ts';
import { runChecks } from './command.ts';
import type { Counts } from './result.ts';
import { withSecondTry } from './secondTry.ts';
import { TestBuild } from './testBuild.ts';
import { startTestSuite, type TestSuite } from './testSuite.ts';
import { runVitest } from './vitestPart.ts';

/**
 * The browser's tests are many and leave thousands of missions behind, all of one user, whose lists and counts become
 * slower with each: every so often they go on with an empty suite.
 */
const BROWSER_SHARDS = 4;

/** A test run: the folder for what it writes, and what its parts share, made when the first of them needs it. */
export class TestRun {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly build: TestBuild;
  #suite: Promise<TestSuite> | undefined;

  constructor(folder: string, signal: AbortSignal) {
    this.folder = folder;
    this.signal = signal;
    this.build = new TestBuild(join(folder, 'build'));
  }

  suite(): Promise<TestSuite> {
    this.#suite ??= this.#startSuite();
    return this.#suite;
  }

  /** Ends the suite; the part that asks for one next gets an empty one. */
  async end(): Promise<void> {
    const ending = this.#suite;
    this.#suite = undefined;
    // A suite that did not start has failed the parts that needed it, and ended itself.
    const suite = await ending?.catch(() => undefined);
    await suite?.stop();
  }

  async #startSuite(): Promise<TestSuite> {
    await this.build.functionsBuilt();
    await Promise.allSettled([this.build.webBuilt()]);
    return startTestSuite(this.folder, this.build, this.signal);
  }
}

/** In the order in which they run: what fails fastest first. */
export const parts: Readonly<Record<string, (run: TestRun) => Promise<Counts>>> = {
  format: ({ signal }) => runChecks([{ script: '@biomejs/biome/bin/biome', args: ['ci', '.'] }], signal),
  lint: ({ signal }) => runChecks([{ script: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] }], signal),
  types: ({ signal }) => runChecks(['functions', 'client', 'web', 'web/worker', '.'].map(typeCheck), signal),
  unused: ({ signal }) => runChecks([{ script: 'knip/bin/knip.js', args: [] }], signal),
  toolchain: (run) => runVitest('toolchain', run.folder, process.env, run.signal),
  unit: (run) => runVitest('unit', run.folder, process.env, run.signal),
  build: async ({ build }) => countBuilds(await Promise.allSettled([build.functionsBuilt(), build.webBuilt()])),
  rules: (run) => onSuite('rules', run),
  emulator: (run) => onSuite('emulator', run),
  chaos: (run) => runVitest('chaos', run.folder, process.env, run.signal),
  browser: async (run) => {
    const chromium = findChromium(process.env);
    await run.build.webBuilt();
    const counts: Counts[] = [];
    for (let shard = 1; shard <= BROWSER_SHARDS && !run.signal.aborted; shard += 1) {
      await run.end();
      const suite = await run.suite();
      const env = { ...suite.env, CHROMIUM_PATH: chromium };
      const first = await runVitest('browser', run.folder, env, run.signal, { shard: `${shard}/${BROWSER_SHARDS}` });
      const again = (files: readonly string[]) =>
        runVitest('browser', run.folder, env, run.signal, { files, label: `${shard}-again` });
      counts.push(await withSecondTry(first, again));
    }
    return addUp(counts);
  },
};

function addUp(counts: readonly Counts[]): Counts {
  const sum = (of: (each: Counts) => number) => counts.reduce((total, each) => total + of(each), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    failures: counts.flatMap(({ failures = [] }) => failures),
    unsteady: counts.flatMap(({ unsteady = [] }) => unsteady),
  };
}

function typeCheck(project: string) {
  return { script: 'typescript/bin/tsc', args: ['--project', project] };
}

function countBuilds(builds: readonly PromiseSettledResult<void>[]): Counts {
  const failures = builds.filter((build) => build.status === 'rejected');
  for (const { reason } of failures) console.error(reason instanceof Problem ? reason.message : reason);
  return { passed: builds.length - failures.length, failed: failures.length };
}

async function onSuite(project: string, run: TestRun): Promise<Counts> {
  const suite = await run.suite();
  return runVitest(project, run.folder, suite.env, run.signal);
}
