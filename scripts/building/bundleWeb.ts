import { spawn } from 'node:child_process';
import { inRepo } from '../paths.ts';
import { Problem } from '../problem.ts';
import { bundleGuide } from './bundleGuide.ts';

/** Builds the page by Vite, in a process of its own: Vite takes the working directory and NODE_ENV for itself. */
export async function bundleWeb(folder: string, buildId: string): Promise<void> {
  const vite = spawn(
    process.execPath,
    [inRepo('node_modules/vite/bin/vite.js'), 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: inRepo('web'), env: { ...process.env, VITE_BUILD_ID: buildId }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    vite.once('error', reject);
    vite.once('exit', resolve);
  });
  if (code !== 0) throw new Problem('Vite could not build the page; it says why above.');
  await bundleGuide(folder);
}
