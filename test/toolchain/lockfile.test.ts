import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'),
);

/** Where Node would look for `name` from the package at `path`: beside it, then in every folder above. */
function isLocked(name: string, path: string): boolean {
  const above = path.lastIndexOf('node_modules/');
  const isHere = `${path}/node_modules/${name}` in lock.packages;
  if (isHere || above === -1) return isHere || `node_modules/${name}` in lock.packages;
  return isLocked(name, path.slice(0, above).replace(/\/$/, ''));
}

// A lock made where the registry lacks the builds for other systems leaves them out, and `npm ci` then refuses it.
it('holds the optional packages of every system, not of the one it was made on', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(name, path))
      .map(([name, version]) => `${name}@${version}`),
  );
  expect(missing).toEqual([]);
});

it('names no registry: each machine asks its own', () => {
  const hosts = Object.values(lock.packages).filter(({ resolved }) => resolved?.includes('://'));
  expect(hosts).toEqual([]);
});
