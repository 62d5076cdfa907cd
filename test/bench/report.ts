import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { inRepo } from '../../scripts/paths.ts';
import type { Comparison, Row } from './figures.ts';

/** Figures say nothing without what they were measured on. */
export interface Setting {
  readonly measured_at: string;
  readonly machine: string;
  readonly node: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly emulator: string;
  readonly commit: string;
  readonly repetitions: number;
}

const PACKAGES = ['firebase-admin', '@google-cloud/firestore', 'zod'];

export async function settingOf(emulator: string, repetitions: number): Promise<Setting> {
  const [cpu] = cpus();
  const versions = await Promise.all(PACKAGES.map(async (name) => [name, await versionOf(name)] as const));
  return {
    measured_at: new Date().toISOString(),
    machine: `${cpus().length} cores ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    node: process.version,
    packages: Object.fromEntries(versions),
    emulator,
    commit: await commit(),
    repetitions,
  };
}

async function versionOf(name: string): Promise<string> {
  const parsed: { version: string } = JSON.parse(await readFile(inRepo('node_modules', name, 'package.json'), 'utf8'));
  return parsed.version;
}

async function commit(): Promise<string> {
  const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: inRepo() });
  try {
    const [head, changes] = await Promise.all([git('rev-parse', '--short', 'HEAD'), git('status', '--porcelain')]);
    return head.stdout.trim() + (changes.stdout === '' ? '' : ' with changes');
  } catch {
    return 'unknown';
  }
}

export function settingText({ machine, node, packages, emulator, commit: at, repetitions }: Setting): string {
  const named = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `${machine}; Node ${node}; ${named.join(', ')}; ${emulator}; commit ${at}; ${repetitions} repetitions, median (lowest to highest)`;
}

/** Everything, the single repetitions too, for who wants to look closer. */
export async function writeReport(
  path: string,
  setting: Setting,
  rows: readonly Row[],
  measured: readonly Comparison[],
): Promise<void> {
  const repetitions = measured.map(({ name, ours, floor }) => ({ name, ours, floor: floor.values }));
  await writeJson(path, { setting, rows, repetitions });
}

/** A part's result, in a file of its own. */
export async function writeJson(path: string, result: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`);
}
