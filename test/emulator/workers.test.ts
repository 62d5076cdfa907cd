import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { chanceOf } from '../chaos/chance.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { testDeps } from '../support/deps.ts';
import { flakyProxy, type Mishap } from '../support/flakyProxy.ts';
import { currentStep, ledgerOf, missionOf, OWNER, REQUEST } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';
import { until } from '../support/until.ts';

const deps = testDeps([missionType([lastStep('a')])]);
const FILES = 24;
/** Slow enough to be met in the middle. */
const SLOW = ['--slow', '0.05'];

let api: ApiServer;
let folder = '';
let data = '';
let expected = '';
beforeAll(async () => {
  api = await serveApi(deps);
  folder = await mkdtemp(join(tmpdir(), 'workers-'));
  data = join(folder, 'data');
  await mkdir(join(data, 'inner'), { recursive: true });
  const lines: string[] = [];
  for (let index = 0; index < FILES; index += 1) {
    const name = index % 3 === 0 ? `inner/file ${index} é.txt` : `file-${index}.txt`;
    await writeFile(join(data, name), `content ${index}`);
    lines.push(`${createHash('sha256').update(`content ${index}`).digest('hex')}  ${name}`);
  }
  expected = lines.toSorted().join('\n');
});
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const example = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const WORKERS = {
  // Warnings are errors: what is deprecated now would break for somebody soon.
  'worker.py': ['python3', '-W', 'error', '-B', example('worker.py')],
  'worker.ts': [process.execPath, example('worker.ts')],
} as const;
type Worker = keyof typeof WORKERS;
const NAMES = Object.keys(WORKERS).filter((name): name is Worker => name in WORKERS);

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Its exit code and the JSON that it ended with. */
  readonly end: Promise<{ readonly code: number | null; readonly last: unknown }>;
}

function start(worker: Worker, args: readonly string[], env: Record<string, string> = {}): Run {
  const [program, ...rest] = WORKERS[worker];
  const child = spawn(program, [...rest, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', MISSION_PROGRESS_URL: api.origin, MISSION_PROGRESS_KEY: OWNER, ...env },
  });
  running.push(child);
  let said = '';
  let out = '';
  child.stderr.on('data', (piece) => {
    said += String(piece);
  });
  child.stdout.on('data', (piece) => {
    out += String(piece);
  });
  const end = new Promise<{ code: number | null; last: unknown }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, last: out.startsWith('{') ? JSON.parse(out) : out }));
  });
  return { child, said: () => said, end };
}

let count = 0;
function newId(): string {
  count += 1;
  return `checksums-test-${count}`;
}

const linesOf = async (id: string): Promise<string[]> =>
  (await readFile(join(folder, 'checksums', `${id}.jsonl`), 'utf8').catch(() => '')).split('\n').slice(0, -1);
const sumsOf = async (id: string): Promise<string> =>
  (await readFile(join(folder, 'checksums', `${id}.sha256`), 'utf8')).split('\n').slice(0, -1).toSorted().join('\n');
const untilLines = (id: string, least: number) =>
  until(`${least} files of ${id}`, async () => (await linesOf(id)).length >= least);

/** What a mission must be like that ran to its end, however often its worker was begun. */
async function expectCompleted(id: string, end: { code: number | null; last: unknown }): Promise<void> {
  expect(end).toEqual({ code: 0, last: { mission_id: id, status: 'completed' } });
  expect(await sumsOf(id)).toBe(expected);
  // Each file was done once.
  expect(new Set(await linesOf(id)).size).toBe(FILES);
  expect(await linesOf(id)).toHaveLength(FILES);
  const { status, usage } = await missionOf(deps, id);
  expect([status, usage]).toEqual(['completed', { files: FILES }]);
}

describe.each(NAMES)('%s', (worker) => {
  it('makes a mission and runs it to its end', async () => {
    const run = start(worker, [data]);
    const end = await run.end;
    const id = /^mission (\S+): /.exec(run.said())?.[1] ?? '';
    await expectCompleted(id, end);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1', '1-2 completed by 1']);
    const { attempt, execution_record: record } = await missionOf(deps, id);
    expect(await readResult(deps.db, id, attempt)).toMatchObject({
      summary: `The checksums of 24 files are in ${id}.sha256.`,
    });
    expect(record.progress_tracker.completed_steps.map((step) => step.message)).toEqual([
      ...['24 files', '24 checksums', `The checksums of 24 files are in ${id}.sha256.`],
    ]);
  });

  it('killed and started again goes on where it was', async () => {
    const id = newId();
    const first = start(worker, [data, '--mission', id, ...SLOW]);
    await untilLines(id, 5);
    first.child.kill('SIGKILL');
    await first.end;
    const before = await linesOf(id);
    expect(before.length).toBeLessThan(FILES);
    // A line of which the crash left half.
    await appendFile(join(folder, 'checksums', `${id}.jsonl`), '{"file": "file-1');
    expect(await currentStep(deps, id)).toMatchObject({ step_name: 'checksum', status: 'running' });

    const second = start(worker, [data, '--mission', id]);
    await expectCompleted(id, await second.end);
    expect((await linesOf(id)).slice(0, before.length)).toEqual(before);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1', '1-2 completed by 1']);
    expect(second.said()).not.toContain('list');
    // Started once more, it finds nothing to do.
    expect(await start(worker, [data, '--mission', id]).end).toMatchObject({ code: 0 });
  });

  it('stops when its owner cancels', async () => {
    const id = newId();
    const run = start(worker, [data, '--mission', id, '--slow', '1']);
    await untilLines(id, 1);
    await command(deps, OWNER, id, 'cancel');
    expect(await run.end).toEqual({ code: 1, last: { mission_id: id, status: 'cancelled' } });
    expect((await linesOf(id)).length).toBeLessThan(FILES / 2);
  });

  it('rests while its owner pauses, and goes on when he resumes', async () => {
    const id = newId();
    const run = start(worker, [data, '--mission', id, '--slow', '0.1']);
    await untilLines(id, 1);
    await command(deps, OWNER, id, 'pause');
    await until('the pause', async () => (await missionOf(deps, id)).status === 'paused');
    await until('the worker to rest', () => run.said().includes('resting: the mission is paused'));
    expect((await linesOf(id)).length).toBeLessThan(FILES);
    await command(deps, OWNER, id, 'resume');
    await expectCompleted(id, await run.end);
  });

  it('tells what failed, and goes on from there when that is mended and the mission retried', async () => {
    const id = newId();
    const inTheWay = join(folder, 'checksums', `${id}.jsonl`);
    await mkdir(inTheWay);
    expect(await start(worker, [data, '--mission', id]).end).toMatchObject({ code: 1, last: { status: 'failed' } });
    const failed = await missionOf(deps, id);
    expect(failed.error).toMatchObject({ code: 'step_failed', step_name: 'checksum' });
    expect(failed.error?.message).toMatch(/directory/i);
    await rmdir(inTheWay);
    await retryMission(deps, OWNER, id, {});
    await expectCompleted(id, await start(worker, [data, '--mission', id]).end);
    expect((await ledgerOf(deps, id)).map((entry) => entry.split(' by')[0])).toEqual([
      ...['1-0 completed', '1-1 failed', '2-1 completed', '2-2 completed'],
    ]);
  });

  it('gets through whatever goes wrong on the way, and nothing counts twice', async () => {
    const id = newId();
    const chance = chanceOf(7, worker);
    const mishaps: readonly Mishap[] = ['refused', 'lost answer', 'busy', 'slow down', 'garbled'];
    // The call that makes the mission is lost on the way back, whatever chance says: it must not make two.
    const first = new Map<string, Mishap>([['POST /missions', 'lost answer']]);
    const proxy = await flakyProxy(api.origin, (call) => {
      const mishap = first.get(call) ?? (chance.happens(0.4) ? chance.pick(mishaps) : 'none');
      first.delete(call);
      return mishap;
    });
    try {
      const run = start(worker, [data, '--mission', id], { MISSION_PROGRESS_URL: `${proxy.origin}/` });
      await expectCompleted(id, await run.end);
      expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1', '1-2 completed by 1']);
      expect(proxy.calls.filter(({ mishap }) => mishap !== 'none').length).toBeGreaterThan(3);
      expect(proxy.calls.filter(({ call }) => call === 'POST /missions').length).toBeGreaterThan(1);
    } finally {
      await proxy.close();
    }
  }, 60_000);

  it('says why it is refused, and does not try that again', async () => {
    const stranger = start(worker, [data, '--mission', newId()], { MISSION_PROGRESS_KEY: '' });
    expect(await stranger.end).toMatchObject({ code: 1 });
    expect(stranger.said()).toContain('unauthenticated: ');
    expect(stranger.said()).not.toContain('again in');

    const { mission } = await createMission(deps, OWNER, REQUEST);
    const other = start(worker, [data, '--mission', mission.mission_id]);
    expect(await other.end).toMatchObject({ code: 1 });
    expect(other.said()).toContain('has other steps than this worker');

    const id = newId();
    const run = start(worker, [data, '--mission', id, ...SLOW]);
    await untilLines(id, 1);
    const { version } = (await readMission(deps.db, id)) ?? {};
    expect(version).toBeDefined();
    await deps.db.collection('missions').doc(id).delete();
    expect(await run.end).toMatchObject({ code: 1 });
    expect(run.said()).toContain('mission_not_found: ');
  });

  it('explains itself', async () => {
    const { code, last } = await start(worker, ['--help']).end;
    expect(code).toBe(0);
    expect(last).toMatch(/--mission[^]*MISSION_PROGRESS_URL[^]*MISSION_PROGRESS_KEY/);
    expect((await start(worker, []).end).code).toBe(2);
  });
});

it.each([
  ['worker.py', 'worker.ts'],
  ['worker.ts', 'worker.py'],
] as const)('%s is killed, and %s goes on with its mission', async (one, other) => {
  const id = newId();
  const first = start(one, [data, '--mission', id, ...SLOW]);
  await untilLines(id, 3);
  first.child.kill('SIGKILL');
  await first.end;
  await expectCompleted(id, await start(other, [data, '--mission', id]).end);
});
