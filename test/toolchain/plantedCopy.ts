import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** Neither what is built nor what is installed; the latter is linked. */
const leftOut = ['node_modules', 'lib', 'dist', '.git', '.cache', '.data'];

/** A copy of the repository in which tests plant what the tools must catch. */
export class PlantedCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<PlantedCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'planted-'));
    for (const name of await readdir(root)) {
      if (leftOut.includes(name) || name.startsWith('.firebase')) continue;
      const filter = (path: string) => !leftOut.includes(basename(path));
      await cp(join(root, name), join(folder, name), { recursive: true, filter });
    }
    for (const installed of ['node_modules', 'functions/node_modules']) {
      await symlink(join(root, installed), join(folder, installed));
    }
    return new PlantedCopy(folder);
  }

  async plant(path: string, ...lines: readonly string[]): Promise<void> {
    await writeFile(join(this.folder, path), `${lines.join('\n')}\n`);
  }

  /** What a tool prints; its exit code where it found something is not 0. */
  async run(script: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
    const command = join(root, 'node_modules', script);
    return new Promise((done, fail) => {
      const options = { cwd: this.folder, maxBuffer: 32 * 1024 * 1024 };
      execFile(process.execPath, [command, ...args], options, (error, stdout) => {
        if (error !== null && typeof error.code !== 'number') return fail(error);
        done({ code: error === null ? 0 : Number(error.code), output: stdout });
      });
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
