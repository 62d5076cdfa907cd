import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ports, scatteredPorts } from '../../../scripts/emulators/ports.ts';
import { startSuite } from '../../../scripts/emulators/suite.ts';
import { suite } from '../../support/suite.ts';

/** An emulator suite that a test may stop, freeze and start again without harm to others. */
export interface OwnSuite {
  readonly projectId: string;
  readonly origin: string;
  readonly ports: Ports;
  /** The processes of the database, and of all the rest: Hosting, API, Auth and tasks. */
  pids(): Promise<{ readonly firestore: number; readonly firebase: number }>;
  /** Starts it, with the data of the time before. */
  start(): Promise<void>;
  /** Saves the data and ends everything. */
  stop(): Promise<void>;
}

export async function ownSuite(folder: string): Promise<OwnSuite> {
  const projectId = `demo-lost-${randomBytes(3).toString('hex')}`;
  const ports = await scatteredPorts();
  let end: (() => Promise<void>) | null = null;
  return {
    projectId,
    ports,
    origin: `http://localhost:${ports.hosting}`,
    async pids() {
      const answer = await fetch(`http://127.0.0.1:${ports.hub}/emulators`);
      const emulators: { firestore: { pid: number } } = await answer.json();
      const { pid } = emulators.firestore;
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return { firestore: pid, firebase: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) };
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
    },
  };
}
