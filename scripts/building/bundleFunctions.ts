import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inRepo } from '../paths.ts';

/**
 * Bundles our own code into `lib/index.js`, so that the functions folder can be deployed alone; npm packages stay
 * imports, for deployment installs them from the folder's package.json.
 */
export async function bundleFunctions(folder: string, buildId: string): Promise<void> {
  await build({
    absWorkingDir: inRepo('functions'),
    entryPoints: ['src/index.ts'],
    outfile: join(folder, 'lib', 'index.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: true,
    // In a bundle with one, every request to the functions emulator hangs: refuse it here, with file and line.
    supported: { 'top-level-await': false },
    define: { 'process.env.BUILD_ID': JSON.stringify(buildId) },
    logLevel: 'warning',
  });
}

/** Makes another folder look like functions/ to firebase-tools: what it depends on, and where that is installed. */
export async function mirrorFunctions(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(inRepo('functions/package.json'), join(folder, 'package.json'));
  const installed = inRepo('functions/node_modules');
  if (!existsSync(installed)) return;
  await rm(join(folder, 'node_modules'), { force: true });
  await symlink(installed, join(folder, 'node_modules'));
}
