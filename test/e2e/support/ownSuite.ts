import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ports, scatteredPorts } from '../../../scripts/emulators/ports.ts';
import { startSuite } from '../../../scripts/emulators/suite.ts';
import { suite } from '../../support/suite.ts';
import { until } from '../../support/until.ts';

/** An emulator suite that a test may stop, freeze and start again without harm to others. */
export interface OwnSuite {
  readonly projectId: string;
  readonly origin: string;
  readonly ports: Ports;
  /** The processes of the database, and of all the rest: Hosting, API, Auth and tasks. */
  pids(): Promise<{ readonly firestore: number; readonly firebase: number }>;
  /** Starts it, with the data of the time before. */
  start(): Promise<void>;
  /**
   * Kills the database alone, as a crash would, and returns what starts another one in its place, with all that it had.
   * What the hub knows of the process is wrong from then on, until the suite is started again.
   */
  killFirestore(): Promise<() => Promise<void>>;
  /** Saves the data and ends everything. */
  stop(): Promise<void>;
}

export async function ownSuite(folder: string): Promise<OwnSuite> {
  const projectId = `demo-lost-${randomBytes(3).toString('hex')}`;
  const ports = await scatteredPorts();
  let end: (() => Promise<void>) | null = null;
  let another: ChildProcess | null = null;
  async function pids() {
    const answer = await fetch(`http://127.0.0.1:${ports.hub}/emulators`);
    const emulators: { firestore: { pid: number } } = await answer.json();
    const { pid } = emulators.firestore;
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return { firestore: pid, firebase: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) };
  }
  return {
    projectId,
    ports,
    origin: `http://localhost:${ports.hosting}`,
    pids,
    async killFirestore() {
      const { firestore: pid } = await pids();
      const program = await readlink(`/proc/${pid}/exe`);
      const args = unseeded((await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(1, -1));
      const saved = await saveFirestore(projectId, ports.firestore, join(folder, 'crashed'));
      process.kill(pid, 'SIGKILL');
      return async () => {
        another = spawn(program, [...args, '--seed_from_export', saved], { cwd: folder, stdio: 'ignore' });
        await untilAnswers(ports.firestore);
      };
    },
    async start() {
      const dataFolder = join(folder, 'data');
      const own = await startSuite(
        { projectId, ports, build: suite.build, folder, dataFolder, isVerbose: false, env: process.env },
        new AbortController().signal,
      );
      end = async () => {
        own.stop();
        await own.ended;
      };
    },
    async stop() {
      await end?.();
      end = null;
      another?.kill('SIGKILL');
    },
  };
}

/** Without what it was begun with: a suite that was started again has its data from the time before. */
function unseeded(args: readonly string[]): string[] {
  const at = args.indexOf('--seed_from_export');
  return at === -1 ? [...args] : args.toSpliced(at, 2);
}

/** Returns the file by which another database finds what this one has. */
async function saveFirestore(projectId: string, port: number, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const answer = await fetch(`http://127.0.0.1:${port}/emulator/v1/projects/${projectId}:export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      database: `projects/${projectId}/databases/(default)`,
      ...{ export_directory: directory, export_name: 'firestore' },
    }),
  });
  if (!answer.ok) throw new Error(`The database could not be saved: ${await answer.text()}`);
  return join(directory, 'firestore', 'firestore.overall_export_metadata');
}

async function untilAnswers(port: number): Promise<void> {
  await until('the database', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    return answer?.ok === true;
  });
}
