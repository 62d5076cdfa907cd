import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MissionProgress } from '../../client/src/index.ts';
import { isEnded, untilProgress } from '../support/api.ts';
import { newUser, ORIGINS } from '../support/http.ts';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { BuiltTerminal } from '../support/terminal.ts';

let site: SlowSite;
let terminal: BuiltTerminal;
beforeAll(async () => {
  site = await serveSlowSite(5, 100);
  terminal = await BuiltTerminal.make(ORIGINS.hosting);
});
afterAll(() => Promise.all([site.close(), terminal.remove()]));

/** A process of the functions emulator may still have to start. */
const PATIENCE_SECONDS = '50';

describe('on the emulator suite, as npm start runs it', () => {
  it('the terminal runs a research mission without a key', async () => {
    const asked = ['run', 'How does a mission make progress?', '--domain', site.domain, '--timeout', PATIENCE_SECONDS];
    const running = terminal.start([...asked, '--budget-pages', '5', '--json'], { MISSION_PROGRESS_KEY: '' });
    const code = await running.exited;
    expect({ code, stderr: running.stderr }).toEqual({ code: 0, stderr: '' });
    const lines = running.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ event: 'end', status: 'completed', result: { summary: expect.any(String) } });
    expect(lines.map(({ source }) => source)).toContain('stream');
  });

  it('a service runs missions by an API key, as far as its scopes allow', async () => {
    const user = await newUser();
    const owner = new MissionProgress({ url: ORIGINS.hosting, token: () => Promise.resolve(user.token) });
    const make = (name: string, scopes: readonly string[]) =>
      owner.request<{ key: string }>({ method: 'POST', path: '/keys', body: { name, scopes } });
    const service = new MissionProgress({ url: ORIGINS.hosting, key: (await make('ci', ['read', 'run'])).key });
    const looker = new MissionProgress({ url: ORIGINS.hosting, key: (await make('wall', ['read'])).key });
    const request = { type: 'external', objective: 'Nightly export', external: { steps: [{ name: 'fetch' }] } };
    const { mission_id: id } = await service.run(request);
    expect(await looker.progress(id)).toMatchObject({ status: 'queued' });
    await expect(looker.cancel(id)).rejects.toMatchObject({ status: 403, code: 'scope_missing' });
    expect(await service.cancel(id)).toMatchObject({ status: 'cancelled' });
  });

  it.each(['hosting', 'function'] as const)('a signed-in user follows by the stream through %s', async (way) => {
    const user = await newUser();
    const client = new MissionProgress({ url: ORIGINS[way], token: () => Promise.resolve(user.token) });
    const external = { steps: [{ name: 'fetch' }, { name: 'load' }] };
    const { mission_id: id } = await client.run({ type: 'external', objective: 'Nightly export', external });
    const sources = new Set<string>();
    for await (const { progress, source } of client.follow(id)) {
      sources.add(source);
      if (progress.status === 'queued' && source === 'stream') await client.report(id, 0, { status: 'completed' });
      if (progress.completed_count === 1) await client.report(id, 1, { status: 'completed' });
    }
    expect(sources).toContain('stream');
    const ended = await untilProgress(user, id, 'the end', isEnded);
    expect(ended.status).toBe('completed');
    expect(await client.wait(id)).toBeNull();
  });
});
