import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRepo } from '../paths.ts';
import { runNode } from './command.ts';
import { COVERING_PARTS, coverageFolder } from './coverage.ts';
import type { Counts } from './result.ts';

/** What we read of the report that Vitest's JSON reporter writes. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface Selection {
  /** Those that have one of these in their path; all, when there is none. */
  readonly files?: readonly string[];
  /** "2/3": the second third of them, by Vitest's own division. */
  readonly shard?: string;
  /** What its report is called by beside the project and the shard, where the same runs twice. */
  readonly label?: string;
}

/** Runs one of vitest.config.ts's projects, or a selection of its files, and counts its tests. */
export async function runVitest(
  project: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  { files = [], shard, label }: Selection = {},
): Promise<Counts> {
  const reportName = [project, shard?.replace('/', 'of'), label].filter((each) => each !== undefined).join('-');
  const reportPath = join(folder, `${reportName}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const coverage = COVERING_PARTS.includes(project)
    ? ['--coverage.enabled', `--coverage.reportsDirectory=${coverageFolder(folder, project)}`]
    : [];
  const part = shard === undefined ? [] : [`--shard=${shard}`];
  const args = ['run', '--project', project, ...reporters, ...coverage, ...part, ...files];
  const code = await runNode('vitest/vitest.mjs', args, env, signal);
  const report = await readReport(reportPath);
  // A file that fails before its first test, or around its tests, has no test that failed.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  // An error outside of all tests fails the run though every test passed.
  return {
    passed: report.numPassedTests,
    failed: code === 0 ? failed : Math.max(failed, 1),
    failures: [
      ...report.testResults
        .flatMap((file) => file.assertionResults)
        .filter((test) => test.status === 'failed')
        .map((test) => `${test.fullName}\n${beginningOf(test.failureMessages.join('\n'))}`),
      ...brokenFiles.map((file) => `${relative(inRepo(), file.name)}\n${beginningOf(file.message)}`),
    ],
    failedFiles: report.testResults
      .filter((file) => file.status === 'failed')
      .map((file) => relative(inRepo(), file.name)),
  };
}

const LINES_TOLD = 8;

function beginningOf(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, LINES_TOLD);
  return lines.map((line) => `    ${line.slice(0, 200)}`).join('\n');
}

async function readReport(path: string): Promise<VitestReport> {
  const text = await readFile(path, 'utf8').catch(() => null);
  // Without a report Vitest did not get to run anything; its exit code says so.
  if (text === null) return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  const report: VitestReport = JSON.parse(text);
  return report;
}
