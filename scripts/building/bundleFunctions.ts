import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import { inRepo } from '../paths.ts';

/**
 * What is put into the bundle, since every new instance loads it: as a few hundred files of their own, of which a part
 * is needed, the two take a fifth of the time that the API takes to load (docs/cold-start.md).
 */
const BUNDLED: ReadonlySet<string> = new Set(['zod', 'express']);

/** Express is CommonJS, and asks for node's own modules by `require`, which a module does not have. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/**
 * Bundles our own code into `lib/index.js`, so that the functions folder can be deployed alone; other npm packages stay
 * imports, for deployment installs them from the folder's package.json.
 */
export async function bundleFunctions(folder: string, buildId: string): Promise<void> {
  await build({
    absWorkingDir: inRepo('functions'),
    entryPoints: ['src/index.ts'],
    outfile: join(folder, 'lib', 'index.js'),
    bundle: true,
    external: await installed(),
    banner: { js: REQUIRE },
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

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** The packages that stay imports, with what lies in them. */
async function installed(): Promise<string[]> {
  const { dependencies } = manifest.parse(JSON.parse(await readFile(inRepo('functions/package.json'), 'utf8')));
  return Object.keys(dependencies).filter((name) => !BUNDLED.has(name));
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
