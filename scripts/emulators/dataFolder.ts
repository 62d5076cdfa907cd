import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inCache } from '../paths.ts';
import { Problem } from '../problem.ts';

/** A suite whose terminal was closed saves within seconds; one that still holds the folder after this is running. */
const savingMs = 10_000;

/** Where it is written which process saves to a data folder: two of them would overwrite each other's data. */
export function ownerFile(dataFolder: string): string {
  return inCache('owners', createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
}

/** Waits for a suite that is just saving to this folder, and refuses one that goes on running on it. */
export async function untilUnowned(dataFolder: string): Promise<void> {
  const deadline = Date.now() + savingMs;
  for (;;) {
    const owner = await readFile(ownerFile(dataFolder), 'utf8').catch(() => null);
    if (owner === null || !isRunning(Number(owner))) return;
    if (Date.now() > deadline) throw new Problem(explain(dataFolder, owner));
    await delay(100);
  }
}

export async function own(dataFolder: string, pid: number): Promise<void> {
  const file = ownerFile(dataFolder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, String(pid));
}

export async function disown(dataFolder: string): Promise<void> {
  await rm(ownerFile(dataFolder), { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function explain(dataFolder: string, owner: string): string {
  return [
    `${dataFolder} is in use: process ${owner} keeps a running suite and will save to it.`,
    'Stop that one (Ctrl-C where it runs), or start with another folder: npm start -- --data other',
    `If no suite is running, delete ${ownerFile(dataFolder)}`,
  ].join('\n');
}
