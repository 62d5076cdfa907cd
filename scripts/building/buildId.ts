import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inRepo } from '../paths.ts';

/** Names a build to people: the commit it was made from, and when. */
export async function buildId(now: Date): Promise<string> {
  const git = promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: inRepo() });
  // Without git, or before the first commit, there is no commit to name.
  const commit = await git.then(({ stdout }) => stdout.trim()).catch(() => 'dev');
  return `${commit}-${now.toISOString().slice(0, 19)}Z`;
}
