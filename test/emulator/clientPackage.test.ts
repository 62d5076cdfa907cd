import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRepo } from '../../scripts/paths.ts';
import { CLIENT_TYPES } from '../support/clientTypes.ts';
import { serveRunning } from '../support/runningApi.ts';

const exec = promisify(execFile);

/** What a program that uses the package looks like. */
const PROGRAM = `
import { MissionProgress, MissionProgressError, type ResultAnswer } from 'mission-progress';

const client = new MissionProgress({ url: process.argv[2] ?? '', key: 'anna' });
const mission = await client.run({ type: 'quick', objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } });
for await (const { progress, source } of client.follow(mission.mission_id)) {
  console.log(progress.status, progress.progress_percent, source);
}
const result: ResultAnswer | null = await client.wait(mission.mission_id);
console.log(result?.summary);
try {
  await client.get('not-there');
} catch (error) {
  if (error instanceof MissionProgressError) console.log(error.code);
}
`;

let folder: string;
let origin: string;
beforeAll(async () => {
  origin = (await serveRunning(CLIENT_TYPES)).api.origin;
  folder = await mkdtemp(join(tmpdir(), 'client-package-'));
  await exec('npm', ['pack', '--pack-destination', folder], { cwd: inRepo('client') });
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz')) ?? '';
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'somebody', type: 'module' }));
  await exec('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true }));

describe('the packed package, installed in an empty folder', () => {
  it('brings no other package and no source', async () => {
    expect((await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
      'mission-progress',
    ]);
    const files = await readdir(join(folder, 'node_modules', 'mission-progress'));
    expect(files.toSorted()).toEqual(['README.md', 'bin', 'dist', 'package.json']);
  });

  it('runs a mission', async () => {
    await writeFile(
      join(folder, 'program.mjs'),
      PROGRAM.replace(', type ResultAnswer', '').replace(': ResultAnswer | null', ''),
    );
    const { stdout } = await exec(process.execPath, ['program.mjs', origin], { cwd: folder });
    const lines = stdout.trim().split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^completed 100 (polling|stream)$/));
    expect(lines.slice(-2)).toEqual([expect.any(String), 'mission_not_found']);
  });

  it('is typed, with nothing of ours to look up', async () => {
    await writeFile(join(folder, 'program.ts'), PROGRAM);
    await writeFile(join(folder, 'wrong.ts'), PROGRAM.replace('objective:', 'objektive:'));
    const tsc = (file: string) =>
      exec(
        process.execPath,
        [
          ...[inRepo('node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', 'false'],
          ...['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom,dom.iterable,dom.asynciterable'],
          ...['--typeRoots', inRepo('node_modules/@types'), '--types', 'node', file],
        ],
        { cwd: folder },
      );
    await tsc('program.ts');
    await expect(tsc('wrong.ts')).rejects.toMatchObject({ stdout: expect.stringContaining('objektive') });
  });

  it('is a command', async () => {
    const env = { ...process.env, MISSION_PROGRESS_URL: origin, MISSION_PROGRESS_KEY: 'anna' };
    const { stdout } = await exec('npx', ['--offline', 'mission-progress', 'list', '--json'], { cwd: folder, env });
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ type: 'quick' });
  });
});
