import { execFile } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../client/src/cli/exitCode.ts';
import { MissionProgress } from '../../client/src/index.ts';
import { reportRequest } from '../../functions/src/schema/reportRequest.ts';
import { inRepo } from '../../scripts/paths.ts';
import { CLIENT_TYPES } from '../support/clientTypes.ts';
import { serveRunning } from '../support/runningApi.ts';
import { BuiltTerminal } from '../support/terminal.ts';

const exec = promisify(execFile);

/** What the snippets' missions are, who leave the type out. */
const [quick] = CLIENT_TYPES;
const TYPES =
  quick === undefined
    ? []
    : [
        ...CLIENT_TYPES,
        { ...quick, name: 'research' },
        { ...quick, name: 'report', input: reportRequest, problemOf: () => null },
      ];

/** The page's code blocks of one language, by what is written behind it. */
async function blocksOf(page: string, language: string): Promise<string[]> {
  const text = await readFile(inRepo(page), 'utf8');
  const blocks = [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)];
  return blocks.filter(([, info]) => info === language).map(([, , code = '']) => code);
}

let origin: string;
let project: string;
let built: BuiltTerminal;
beforeAll(async () => {
  const served = await serveRunning(TYPES);
  origin = served.api.origin;
  project = served.deps.projectId;
  built = await BuiltTerminal.make(origin);
  // A file in the package's own folder finds the package by its name; what else it needs is ours.
  await symlink(inRepo('node_modules'), join(built.folder, 'node_modules'));
});
afterAll(() => built.remove());

/** Runs `code` as a program beside the installed package; to what it writes. */
async function runProgram(code: string): Promise<string> {
  const file = join(built.folder, 'snippet.mjs');
  await writeFile(file, code.replaceAll('http://localhost:5000', origin));
  const env = { ...process.env, MISSION_PROGRESS_KEY: 'anna' };
  return (await exec(process.execPath, [file], { cwd: built.folder, env })).stdout;
}

describe('the snippets of the client’s page', () => {
  it('run as they stand', async () => {
    const said: string[] = [];
    for (const code of await blocksOf('web/guide/client.md', 'js')) said.push(await runProgram(code));
    expect(said).toEqual([
      expect.stringMatching(/^.+\n$/),
      expect.stringMatching(/100 %, heard by (polling|stream)\n$/),
      expect.stringMatching(/^invalid_request objective .+\n$/),
    ]);
  });

  it('run in the README', async () => {
    const [code = ''] = await blocksOf('README.md', 'js');
    // There, on the emulator suite, nobody needs a key.
    const said = await runProgram(code.replace("5000' }", "5000', key: 'anna' }"));
    expect(said).toMatch(/^100\n.+\n$/m);
  });

  it('run with Firestore', async () => {
    const [host = '', port = ''] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
    const before = [
      "import { initializeApp } from 'firebase/app';",
      "import { connectFirestoreEmulator } from 'firebase/firestore';",
      `connectFirestoreEmulator(getFirestore(initializeApp({ projectId: '${project}' })), '${host}', ${port}, { mockUserToken: { user_id: 'anna' } });`,
    ];
    const [code = ''] = await blocksOf('web/guide/client.md', 'js firestore');
    expect(await runProgram(`${before.join('\n')}\n${code}\nprocess.exit();`)).toMatch(/snapshot completed\n$/);
  });

  it('name the file that npm packs', async () => {
    const { version }: { version: string } = JSON.parse(await readFile(inRepo('client/package.json'), 'utf8'));
    expect((await blocksOf('web/guide/client.md', 'sh')).join('')).toContain(`./mission-progress-${version}.tgz`);
  });
});

describe('the terminal’s page', () => {
  it('has commands that work as they stand', async () => {
    const client = new MissionProgress({ url: origin, key: 'anna' });
    const scope = { allowed_domains: ['python.org'] };
    const { mission_id: id } = await client.run({ type: 'asking', objective: 'Spend', scope });
    for await (const { progress } of client.follow(id)) if (progress.wait !== null) break;
    const lines = (await blocksOf('web/guide/terminal.md', 'sh'))
      .join('')
      .trim()
      .split(/(?<!\\)\n/);
    expect(lines.length).toBeGreaterThanOrEqual(7);
    const env = { ...process.env, MISSION_PROGRESS_URL: origin, MISSION_PROGRESS_KEY: 'anna' };
    for (const line of lines) {
      const command = line
        .replace('npx mission-progress', `${process.execPath} bin/mission-progress.js`)
        .replace(' ID ', ` ${id} `);
      await exec('sh', ['-c', command], { cwd: built.folder, env });
    }
    expect(await readFile(join(built.folder, 'tutorials.md'), 'utf8')).not.toBe('');
  });

  it('has every exit code, and no other', async () => {
    const text = await readFile(inRepo('web/guide/terminal.md'), 'utf8');
    const codes = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT).toSorted((a, b) => a - b));
  });
});
