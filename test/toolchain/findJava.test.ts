import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findJava, withJava } from '../../scripts/emulators/java.ts';

let folder: string;

beforeAll(async () => {
  // Resolved: on macOS the folder for temporary files is a link.
  folder = await realpath(await mkdtemp(join(tmpdir(), 'java-')));
  await installJava('old', 'openjdk version "17.0.15" 2025-04-15');
  await installJava('new', 'openjdk version "21.0.4" 2024-07-16 LTS');
  await installJava('newer', 'openjdk version "25" 2025-09-16');
  await installJava('asks', 'No Java runtime present, requesting install.');
});

afterAll(() => rm(folder, { recursive: true }));

async function installJava(name: string, saying: string): Promise<void> {
  const bin = join(folder, name, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'java'), `#!/bin/sh\necho '${saying}' >&2\n`);
  await chmod(join(bin, 'java'), 0o755);
}

function bin(name: string): string {
  return join(folder, name, 'bin');
}

it('JAVA_HOME comes before PATH', async () => {
  const java = await findJava({ JAVA_HOME: join(folder, 'newer'), PATH: bin('new') });
  expect(java).toEqual({ command: join(bin('newer'), 'java'), major: 25 });
});

it('a Java that is too old, or only asks to be installed, is passed over', async () => {
  const java = await findJava({ JAVA_HOME: join(folder, 'old'), PATH: `${bin('asks')}:${bin('old')}:${bin('new')}` });
  expect(java.major).toBe(21);
});

it('what is found comes first on PATH', async () => {
  const java = await findJava({ PATH: bin('new') });
  expect(withJava({ PATH: bin('old') }, java)).toEqual({
    JAVA_HOME: join(folder, 'new'),
    PATH: `${bin('new')}:${bin('old')}`,
  });
});
