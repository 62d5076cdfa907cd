import { basename, delimiter, dirname, relative } from 'node:path';

/** How this command was started. */
interface Start {
  /** The file that node was given. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What to type to start this command once more. */
export function programName({ script, cwd, env }: Start): string {
  // npm says so to what it starts, and only then finds the command in the project's own packages.
  if (env.npm_command !== undefined) return 'npx mission-progress';
  if (basename(script) === 'mission-progress.js') {
    const near = relative(cwd, script);
    const path = near.startsWith('..') ? script : near;
    return `node ${/\s/.test(path) ? `"${path}"` : path}`;
  }
  const isOnPath = (env.PATH ?? '').split(delimiter).includes(dirname(script));
  return isOnPath ? 'mission-progress' : 'npx mission-progress';
}

export const PROGRAM = programName({ script: process.argv[1] ?? '', cwd: process.cwd(), env: process.env });
