import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { newSecret, signedHeaders } from '../../../functions/src/edge/signature.ts';
import { until } from '../../support/until.ts';

/** The receivers that the guide shows are what is run here. */
const guide = readFileSync(new URL('../../../web/guide/webhooks.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill();
  rmSync(folder, { recursive: true });
});

const SECRET = newSecret((below) => Math.floor(Math.random() * below));
const BODY = JSON.stringify({ type: 'mission.completed', data: { mission_id: 'mission-ü' } });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts the snippet in `language`; answers where it listens and what it has printed. */
async function start(language: string, file: string, command: string) {
  const code = new RegExp(`\`\`\`${language}\n([\\s\\S]+?)\`\`\``).exec(guide)?.[1];
  if (code === undefined) throw new Error(`the guide has no receiver in ${language}`);
  writeFileSync(join(folder, file), code);
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), WEBHOOK_SECRET: SECRET, PYTHONIOENCODING: 'utf8' };
  const child = spawn(command, [file], { cwd: folder, env });
  running.push(child);
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8')));
  }
  const url = `http://localhost:${port}/`;
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await until(`the receiver in ${language}`, isUp);
  return { url, printed };
}

describe.each([
  ['js', 'receiver.mjs', process.execPath],
  ['python', 'receiver.py', 'python3'],
])('the receiver in %s', (language, file, command) => {
  it('takes what is signed, once, and refuses everything else', async () => {
    const { url, printed } = await start(language, file, command);
    const post = async (headers: Record<string, string>, body = BODY) =>
      (await fetch(url, { method: 'POST', headers, body })).status;
    const id = 'msg_0123456789';
    const signed = (atMs = Date.now(), secrets = [SECRET]) => signedHeaders({ id, atMs, body: BODY }, secrets);
    const other = newSecret(() => 7);

    expect(await post(signed())).toBe(204);
    expect(await post(signed())).toBe(204);
    expect(await post(signed(Date.now(), [other, SECRET]))).toBe(204);
    expect(await post(signed(Date.now(), [other]))).toBe(401);
    expect(await post(signed(), BODY.replace('completed', 'failed'))).toBe(401);
    expect(await post(signed(Date.now() - 600_000))).toBe(401);
    expect(await post({ ...signed(), 'webhook-id': 'msg_9876543210' })).toBe(401);
    await until('the line', () => printed.length > 0);
    expect(printed.join('').trim().split('\n')).toEqual(['mission.completed mission-ü']);
  });
});
