import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { firestoreJarPath } from '../../scripts/emulators/firestoreJar.ts';
import { findJava } from '../../scripts/emulators/java.ts';
import { scatteredPorts } from '../../scripts/emulators/ports.ts';
import { until } from '../support/until.ts';

const BOOT_LIMIT_MS = 60_000;

/** A Firestore emulator of the campaign's own, which it may pause and exchange. */
export class Emulator {
  readonly host: string;
  readonly #port: number;
  readonly #command: readonly [string, string];
  readonly #folder: string;
  #process: ChildProcess | null = null;
  #exports = 0;

  private constructor(port: number, command: readonly [string, string], folder: string) {
    this.host = `127.0.0.1:${port}`;
    this.#port = port;
    this.#command = command;
    this.#folder = folder;
  }

  /** Starts one on a free port; `folder` takes its log and what it exports. */
  static async start(folder: string): Promise<Emulator> {
    const [java, jar, ports] = await Promise.all([
      findJava(process.env),
      firestoreJarPath(process.env),
      scatteredPorts(),
    ]);
    const emulator = new Emulator(ports.firestore, [java.command, jar], folder);
    await emulator.#boot([]);
    return emulator;
  }

  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  continue(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Ends it at once and starts another with the same data. Nobody may write meanwhile: it would be lost. */
  async restart(projectId: string): Promise<void> {
    this.#exports += 1;
    const name = `export-${this.#exports}`;
    const answer = await fetch(`http://${this.host}/emulator/v1/projects/${projectId}:export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        database: `projects/${projectId}/databases/(default)`,
        export_directory: this.#folder,
        export_name: name,
      }),
    });
    if (!answer.ok) throw new Error(`the export was answered ${answer.status}: ${await answer.text()}`);
    await this.end();
    await this.#boot(['--seed_from_export', join(this.#folder, name, `${name}.overall_export_metadata`)]);
  }

  async end(): Promise<void> {
    const ending = this.#process;
    this.#process = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  }

  async #boot(more: readonly string[]): Promise<void> {
    const log = openSync(join(this.#folder, 'emulator.log'), 'a');
    const [java, jar] = this.#command;
    const args = ['-Xmx1g', '-jar', jar, '--host', '127.0.0.1', '--port', String(this.#port), ...more];
    const started = spawn(java, args, { stdio: ['ignore', log, log] });
    this.#process = started;
    const endWithUs = (): unknown => started.kill('SIGKILL');
    process.once('exit', endWithUs);
    started.once('exit', () => process.off('exit', endWithUs));
    await until(
      'the Firestore emulator',
      async () => {
        if (started.exitCode !== null) throw new Error(`the Firestore emulator ended with ${started.exitCode}`);
        const answer = await fetch(`http://${this.host}/`).catch(() => null);
        return answer?.ok === true;
      },
      BOOT_LIMIT_MS,
    );
  }
}
