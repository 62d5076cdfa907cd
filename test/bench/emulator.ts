import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { findFirestoreJar, firestoreJarPath } from '../../scripts/emulators/firestoreJar.ts';
import { findJava } from '../../scripts/emulators/java.ts';
import { scatteredPorts } from '../../scripts/emulators/ports.ts';
import { tail } from '../../scripts/emulators/untilHealthy.ts';
import { Problem } from '../../scripts/problem.ts';

const BOOT_LIMIT_MS = 60_000;
/** The emulator keeps old versions for a while; where they fill its heap, the pace measured is its collector's. */
const HEAP = '-Xmx4g';

export interface Emulator {
  /** `host:port` */
  readonly host: string;
  /** Which one it is, for whoever compares figures. */
  readonly about: string;
  end(): Promise<void>;
}

/** The Firestore emulator that FIRESTORE_EMULATOR_HOST names, which is left running; else one of our own. */
export async function openEmulator(env: NodeJS.ProcessEnv, logPath: string): Promise<Emulator> {
  const given = env.FIRESTORE_EMULATOR_HOST;
  if (given) return { host: given, about: 'the one of FIRESTORE_EMULATOR_HOST', end: async () => {} };
  const [java, jar, ports] = await Promise.all([findJava(env), presentJar(env), scatteredPorts()]);
  const log = await open(logPath, 'w');
  const args = [HEAP, '-jar', jar.path, '--host', '127.0.0.1', '--port', String(ports.firestore)];
  const child = spawn(java.command, args, { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  // Whatever ends us, an uncaught error too, ends it.
  process.once('exit', () => child.kill());
  const host = `127.0.0.1:${ports.firestore}`;
  await untilAnswers(child, host, logPath);
  return {
    host,
    about: `Firestore emulator ${jar.version ?? 'of unknown version'} (${jar.from}), Java ${java.major}`,
    end: () => endChild(child),
  };
}

/** The emulator's jar; a clone that nobody has started yet downloads it first. */
async function presentJar(env: NodeJS.ProcessEnv) {
  const jar = await findFirestoreJar(env);
  if (jar.from !== 'download') return jar;
  console.log('Downloading the Firestore emulator, once: over 100 MB');
  return { from: 'download', path: await firestoreJarPath(env), version: null };
}

async function untilAnswers(child: ChildProcess, host: string, logPath: string): Promise<void> {
  const deadline = Date.now() + BOOT_LIMIT_MS;
  while (!(await answers(host))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await endChild(child);
      throw new Problem(`The Firestore emulator does not start:\n${tail(await readFile(logPath, 'utf8'))}`);
    }
    await delay(100);
  }
}

async function answers(host: string): Promise<boolean> {
  const answer = await fetch(`http://${host}/`).catch(() => null);
  return answer?.ok === true;
}

/** Ends a child that we started, and waits until it is gone. */
export async function endChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
