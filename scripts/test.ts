import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listenForInterrupts } from './emulators/interrupts.ts';
import { inCache } from './paths.ts';
import { Problem, runScript } from './problem.ts';
import { COVERING_PARTS, coverageLine, judgeCoverage, readCoverage } from './testing/coverage.ts';
import { parts, TestRun } from './testing/parts.ts';
import {
  type Counts,
  closingLine,
  failing,
  failuresOf,
  type PartResult,
  summary,
  unsteadyOf,
} from './testing/result.ts';

const usage = `npm test [-- --only PART,PART]

Runs every part, whatever became of the ones before: ${Object.keys(parts).join(', ')}.`;

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const names = selectParts(values.only);
  const { signal } = listenForInterrupts();
  const run = new TestRun(inCache('test', randomBytes(4).toString('hex')), signal);
  await mkdir(run.folder, { recursive: true });

  const results: PartResult[] = [];
  for (const name of names) {
    if (!signal.aborted) results.push(await runPart(name, run));
  }
  await run.end();
  const covered = COVERING_PARTS.every((name) => results.some((result) => result.name === name));
  const coverage = covered && !signal.aborted ? await addUpCoverage(run.folder) : null;
  if (coverage !== null) results.push(coverage.result);
  const hasFailed = signal.aborted || results.some(failing);
  await leaveBehind(run.folder, hasFailed);
  console.log(`\n${summary(results)}\n${hasFailed ? `\nLogs are in ${run.folder}\n` : ''}`);
  if (hasFailed) console.log(`${failuresOf(results)}\n`);
  const unsteady = unsteadyOf(results);
  if (unsteady !== '') console.log(`${unsteady}\n`);
  if (coverage !== null) console.log(coverage.line);
  console.log(closingLine(results));
  return hasFailed ? 1 : 0;
});

function selectParts(only: string | undefined): string[] {
  const all = Object.keys(parts);
  const asked = only === undefined ? all : only.split(',');
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Problem(`No such part: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return all.filter((name) => asked.includes(name));
}

async function runPart(name: string, run: TestRun): Promise<PartResult> {
  console.log(`\n== ${name}`);
  const startedAt = performance.now();
  const counts = await runGuarded(name, run);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`-- ${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds.toFixed(1)} s`);
  return { name, seconds, ...counts };
}

/** A part that cannot run is a part that failed; the others still run. */
async function runGuarded(name: string, run: TestRun): Promise<Counts> {
  try {
    const counts = await parts[name]?.(run);
    if (counts === undefined || counts.passed + counts.failed === 0) throw new Problem(`${name} ran no test.`);
    return counts;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/** What the tests have run of the product, as a part of its own: it fails when that is too little. */
async function addUpCoverage(folder: string): Promise<{ result: PartResult; line: string }> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    const coverage = await readCoverage(folder);
    const counts = judgeCoverage(coverage);
    return { line: coverageLine(coverage), result: { name: 'coverage', seconds: seconds(), ...counts } };
  } catch (error) {
    const line = `coverage could not be measured: ${String(error)}`;
    return { line, result: { name: 'coverage', seconds: seconds(), passed: 0, failed: 1, failures: [line] } };
  }
}

async function leaveBehind(folder: string, hasFailed: boolean): Promise<void> {
  await rm(hasFailed ? join(folder, 'build') : folder, { recursive: true, force: true });
}
