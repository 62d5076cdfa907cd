import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { inRepo } from '../paths.ts';

/**
 * Bundles the client package into `outDir`: the library, its React part and the terminal, which share their code. No
 * source maps: the package is small and readable. With `withTypes` also its declarations.
 */
export async function bundleClient(outDir: string, { withTypes }: { withTypes: boolean }): Promise<void> {
  const { version }: { version: string } = JSON.parse(await readFile(inRepo('client/package.json'), 'utf8'));
  await rm(outDir, { recursive: true, force: true });
  await build({
    absWorkingDir: inRepo('client'),
    entryPoints: { index: 'src/index.ts', react: 'src/react.ts', cli: 'src/cli/main.ts' },
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['react', 'node:*'],
    define: { PACKAGE_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  });
  if (withTypes) await declare(outDir);
}

/** The declarations as TypeScript writes them, but for the endings: `.ts` is ours alone. */
async function declare(outDir: string): Promise<void> {
  const tsc = inRepo('node_modules/typescript/bin/tsc');
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', outDir];
  await promisify(execFile)(process.execPath, [
    tsc,
    '-p',
    inRepo('client'),
    '--rootDir',
    inRepo('client/src'),
    ...emit,
  ]);
  for (const file of await readdir(outDir)) {
    if (!file.endsWith('.d.ts')) continue;
    const text = await readFile(join(outDir, file), 'utf8');
    await writeFile(join(outDir, file), text.replaceAll(/(from '\.\/[^']+)\.ts'/g, "$1.js'"));
  }
  await rm(join(outDir, 'cli'), { recursive: true, force: true });
}
