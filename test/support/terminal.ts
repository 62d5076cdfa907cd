import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleClient } from '../../scripts/building/bundleClient.ts';
import { inRepo } from '../../scripts/paths.ts';
import { until } from './until.ts';

/** The command `mission-progress` as npm would install it, in a folder of its own. */
export class BuiltTerminal {
  readonly folder: string;
  readonly #origin: string;

  private constructor(folder: string, origin: string) {
    this.folder = folder;
    this.#origin = origin;
  }

  static async make(origin: string): Promise<BuiltTerminal> {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-'));
    await cp(inRepo('client/bin'), join(folder, 'bin'), { recursive: true });
    await cp(inRepo('client/package.json'), join(folder, 'package.json'));
    await bundleClient(join(folder, 'dist'), { withTypes: false });
    return new BuiltTerminal(folder, origin);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  /** Starts the command; `env` beside the address and the key of "anna". */
  start(args: readonly string[], env: Record<string, string> = {}): Running {
    return new Running(process.execPath, [this.#bin(), ...args], this.#env(env));
  }

  /** The same with a terminal around it, so many columns wide: what it writes to either is one text. */
  startInTerminal(args: readonly string[], env: Record<string, string> = {}, columns = 70): Running {
    const words = [process.execPath, this.#bin(), ...args].map((word) => `'${word}'`).join(' ');
    return new Running('script', ['-qfec', `stty cols ${columns}; exec ${words}`, '/dev/null'], this.#env(env));
  }

  #bin(): string {
    return join(this.folder, 'bin', 'mission-progress.js');
  }

  #env(env: Record<string, string>): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env;
    const own = {
      MISSION_PROGRESS_URL: this.#origin,
      MISSION_PROGRESS_KEY: 'anna',
      TERM: 'xterm',
      LANG: 'en_GB.UTF-8',
      npm_command: 'exec',
    };
    return { PATH, HOME, ...own, ...env };
  }
}

/** A command that runs, and what it has written so far. */
export class Running {
  stdout = '';
  stderr = '';
  readonly exited: Promise<number | null>;
  readonly #child;

  constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout.on('data', (data: Buffer) => {
      this.stdout += data.toString();
    });
    this.#child.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', resolve);
    });
  }

  /** What Ctrl-C does. In a terminal it is a key, and the terminal makes the signal of it. */
  interrupt(): void {
    if (this.#child.spawnfile === 'script') this.#child.stdin.write('\u0003');
    else this.#child.kill('SIGINT');
  }

  /** Resolves once it has written something like `pattern`; to the match. */
  said(pattern: RegExp): Promise<RegExpExecArray> {
    return until(`${pattern} in ${JSON.stringify(this.stdout + this.stderr)}`, () =>
      pattern.exec(this.stdout + this.stderr),
    );
  }
}
