import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { inRepo } from '../paths.ts';
import { disown } from './dataFolder.ts';
import { type FromKeeper, readPlan } from './keeperPlan.ts';

/*
 * A process between us and firebase-tools, in a process group of its own. Ctrl-C in the terminal does not reach it,
 * so firebase-tools hears of it once and from here; and when the process that started it dies, even by kill -9, the
 * channel closes and the keeper still saves the data and ends everything it started.
 */

/** After the data is saved nothing is worth waiting for, though firebase-tools would wait a minute for functions. */
const shutdownMs = 4_000;

const plan = readPlan(process.argv[2] ?? '');
const log = createWriteStream(plan.logPath);
const firebase = spawn(process.execPath, [inRepo('node_modules/firebase-tools/lib/bin/firebase.js'), ...plan.args], {
  cwd: plan.cwd,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
});
const firebaseExit = new Promise<void>((resolve) => firebase.once('exit', () => resolve()));

let firestorePid: number | null = null;
let isReady = false;
let isStopping = false;

for (const output of [firebase.stdout, firebase.stderr]) {
  output.pipe(log);
  if (plan.isVerbose) output.pipe(process.stdout);
}
process.stdout.on('error', () => {
  // Whoever read it is gone; the log has it all.
});
process.on('message', (message) => {
  if (message === 'ready') isReady = true;
  if (message === 'stop') void stop();
  if (message === 'abandon') endAll();
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());
void rememberFirestorePid();
void firebaseExit.then(cleanUp);

/** Saves first, for from then on nothing that still runs can add to what is kept; then ends the suite. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (plan.exportTo !== null && isReady) await save(plan.exportTo);
  firebase.kill('SIGINT');
  await Promise.race([firebaseExit, delay(shutdownMs)]);
  endAll();
}

/** Through this suite's own hub: firebase-tools' --export-on-exit finds a hub by project and may find another's. */
async function save(folder: string): Promise<void> {
  try {
    const answer = await fetch(`http://127.0.0.1:${plan.hubPort}/_admin/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: folder, initiatedBy: 'exit' }),
    });
    tell(answer.ok ? { saved: true } : { saved: false, reason: await answer.text() });
  } catch (error) {
    tell({ saved: false, reason: String(error) });
  }
}

/** firebase-tools starts the Firestore emulator in a group of its own: if it dies itself, that one stays behind. */
async function rememberFirestorePid(): Promise<void> {
  while (firestorePid === null && firebase.exitCode === null && firebase.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${plan.hubPort}/emulators`).catch(() => null);
    const emulators: { firestore?: { pid?: number } } = answer?.ok ? await answer.json() : {};
    firestorePid = emulators.firestore?.pid ?? null;
    await delay(200);
  }
}

function endAll(): void {
  // The group: function workers do not notice that the emulator which started them is gone.
  if (firebase.pid !== undefined) end(-firebase.pid);
  if (firestorePid !== null) end(firestorePid);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}

async function cleanUp(): Promise<void> {
  endAll();
  await rm(plan.configPath, { force: true });
  if (plan.exportTo !== null) await disown(plan.exportTo);
  process.exit(isStopping ? 0 : 1);
}

function tell(message: FromKeeper): void {
  if (process.connected) process.send?.(message);
}
