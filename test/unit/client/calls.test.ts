import { describe, expect, it } from 'vitest';
import { MissionProgress, MissionProgressError, newMissionId } from '../../../client/src/index.ts';
import { missionId } from '../../../functions/src/schema/ids.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeServer, json, problem, progress } from '../../support/fakeServer.ts';

const REQUEST = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } };
const DOWN = new TypeError('fetch failed');

function clientOf(replies: (Response | Error)[]) {
  const clock = new FakeClock();
  const server = new FakeServer(() => replies.shift() ?? json({ status: 'queued', mission_id: 'm-1' }));
  return { clock, server, client: new MissionProgress({ url: 'http://api/', fetch: server.fetch }, clock) };
}

/** What becomes of `call` when time passes. */
async function after<T>(clock: FakeClock, ms: number, call: Promise<T>): Promise<unknown> {
  const settled = call.catch((error: unknown) => error);
  await clock.pass(ms);
  return settled;
}

describe('a call that is safe to repeat', () => {
  it.each([
    ['no connection', DOWN],
    ['an answer of 503', problem(503, 'dependency_unavailable', true)],
    ['a gateway’s page', new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ])('is repeated after %s', async (_what, first) => {
    const { clock, server, client } = clientOf([first]);
    expect(await after(clock, 1_000, client.approve('m-1'))).toMatchObject({ status: 'queued' });
    expect(server.paths()).toEqual(['POST /missions/m-1/approve', 'POST /missions/m-1/approve']);
  });

  it('gives up after three repeats', async () => {
    const { clock, server, client } = clientOf([DOWN, DOWN, DOWN, DOWN, DOWN]);
    expect(await after(clock, 60_000, client.get('m-1'))).toMatchObject({ code: 'no_answer', retryable: true });
    expect(server.heard).toHaveLength(4);
  });

  it('creates one mission, whatever became of the first answer', async () => {
    const { clock, server, client } = clientOf([DOWN, DOWN]);
    await after(clock, 10_000, client.create(REQUEST));
    const ids = server.heard.map(({ body }) => JSON.parse(body ?? '').mission_id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a call that is not', () => {
  it.each([
    ['a retry', (client: MissionProgress) => client.retry('m-1')],
    ['a signal', (client: MissionProgress) => client.signal('m-1', { name: 'go' })],
    ['an answer to whatever it asks', (client: MissionProgress) => client.answer('m-1', { choice: 'yes' })],
  ])('is sent once: %s', async (_what, call) => {
    const { clock, server, client } = clientOf([DOWN]);
    expect(await after(clock, 60_000, call(client))).toMatchObject({ code: 'no_answer' });
    expect(server.heard).toHaveLength(1);
  });

  it('is repeated when it was refused before anything was done', async () => {
    const { clock, server, client } = clientOf([problem(429, 'rate_limited', true, { 'retry-after': '3' })]);
    const call = client.retry('m-1');
    await clock.pass(2_999);
    expect(server.heard).toHaveLength(1);
    expect(await after(clock, 1, call)).toMatchObject({ status: 'queued' });
  });

  it('tells the caller when the wait would be long', async () => {
    const { clock, client } = clientOf([problem(429, 'rate_limited', true, { 'retry-after': '600' })]);
    expect(await after(clock, 0, client.retry('m-1'))).toMatchObject({ code: 'rate_limited', retryAfterMs: 600_000 });
  });
});

describe('an error', () => {
  it('is the server’s problem', async () => {
    const body = {
      ...{ type: '/guide/errors#invalid_request', title: 'Invalid request', status: 400, code: 'invalid_request' },
      ...{ detail: 'objective: is too short', next: 'Correct the fields named in errors.', retryable: false },
      ...{ errors: [{ field: 'objective', message: 'is too short' }], allowed: ['cancel'] },
    };
    const { clock, client } = clientOf([json(body, 400)]);
    const error = await after(clock, 0, client.create(REQUEST));
    expect(error).toBeInstanceOf(MissionProgressError);
    expect(error).toMatchObject({
      ...{ code: 'invalid_request', title: 'Invalid request', status: 400, retryable: false, mission: null },
      ...{ message: 'objective: is too short', detail: 'objective: is too short', allowed: ['cancel'] },
      ...{ next: 'Correct the fields named in errors.', fields: [{ field: 'objective', message: 'is too short' }] },
    });
  });

  it('says so when what answers is something else', async () => {
    const { clock, client } = clientOf([new Response('<!doctype html>')]);
    expect(await after(clock, 0, client.get('m-1'))).toMatchObject({
      code: 'unreadable',
      retryable: false,
      status: 200,
    });
  });

  it('is your own reason when you abort', async () => {
    const { server, client } = clientOf([]);
    const mine = new Error('changed my mind');
    const controller = new AbortController();
    server.reply = () => new Promise(() => undefined);
    const call = client.get('m-1', { signal: controller.signal });
    controller.abort(mine);
    await expect(call).rejects.toBe(mine);
    await expect(client.get('m-1', { signal: controller.signal })).rejects.toBe(mine);
  });
});

describe('run', () => {
  it('creates, approves and executes', async () => {
    const { server, client } = clientOf([
      json({ mission_id: 'm-1', status: 'proposed' }),
      json({ mission_id: 'm-1', status: 'approved' }),
    ]);
    expect(await client.run(REQUEST)).toMatchObject({ status: 'queued' });
    expect(server.paths()).toEqual([
      'POST /missions/create',
      'POST /missions/m-1/approve',
      'POST /missions/m-1/execute',
    ]);
  });

  it('leaves a mission alone that is under way or over', async () => {
    const { server, client } = clientOf([json({ mission_id: 'm-1', status: 'failed' })]);
    expect(await client.run({ ...REQUEST, mission_id: 'm-1' })).toMatchObject({ status: 'failed' });
    expect(server.heard).toHaveLength(1);
  });
});

describe('who is calling', () => {
  it.each([
    ['a key', { key: 'mp_1' }, 'Bearer mp_1'],
    ['a token that is asked for each time', { token: () => Promise.resolve('fresh') }, 'Bearer fresh'],
    ['nobody', { token: () => Promise.resolve(null) }, null],
  ])('is said by %s', async (_what, options, header) => {
    const server = new FakeServer(() => json({}));
    await new MissionProgress({ url: 'http://api', fetch: server.fetch, ...options }).get('a/b');
    expect(server.heard[0]?.headers.get('authorization')).toBe(header);
    expect(server.heard[0]?.path).toBe('/missions/a%2Fb');
  });
});

it('waits for a token no longer than for an answer, and sends nothing without it', async () => {
  const clock = new FakeClock();
  const server = new FakeServer(() => json({}));
  const token = () => new Promise<never>(() => undefined);
  const options = { url: 'http://api', fetch: server.fetch, token, retries: 0, timeoutMs: 5_000 };
  const call = new MissionProgress(options, clock).get('m-1');
  expect(await after(clock, 5_000, call)).toMatchObject({ retryable: true, status: null });
  expect(server.heard).toEqual([]);
});

describe('what lies beside a mission', () => {
  it.each([
    ['its input', (client: MissionProgress) => client.input('m-1'), 'GET /missions/m-1/input'],
    ['its drafts', (client: MissionProgress) => client.drafts('m-1'), 'GET /missions/m-1/drafts'],
  ])('is asked for: %s', async (_what, call, path) => {
    const { server, client } = clientOf([json({ mission_id: 'm-1' })]);
    expect(await call(client)).toEqual({ mission_id: 'm-1' });
    expect(server.paths()).toEqual([path]);
  });
});

describe('many', () => {
  it('the list asks for a page when the one before is used up', async () => {
    const pages = [
      { missions: [{ mission_id: 'a' }, { mission_id: 'b' }], next_cursor: 'next' },
      { missions: [{ mission_id: 'c' }], next_cursor: null },
    ];
    const { server, client } = clientOf(pages.map((page) => json(page)));
    const ids: string[] = [];
    const filter = { status: ['failed', 'cancelled'], created_after: new Date(0), limit: 2 } as const;
    for await (const mission of client.list(filter)) {
      ids.push(`${mission.mission_id} ${server.heard.length}`);
    }
    expect(ids).toEqual(['a 1', 'b 1', 'c 2']);
    const asked = 'status=failed%2Ccancelled&created_after=1970-01-01T00%3A00%3A00.000Z&limit=2';
    expect(server.paths()).toEqual([`GET /missions?${asked}`, `GET /missions?${asked}&cursor=next`]);
  });

  it('progress of more than a call takes is asked for in several', async () => {
    const { server, client } = clientOf([
      json({ progress: [progress()], missing: [] }),
      json({ progress: [], missing: ['id-100'] }),
    ]);
    const ids = Array.from({ length: 101 }, (_, index) => `id-${index}`);
    expect(await client.progressOf(ids)).toEqual({ progress: [progress()], missing: ['id-100'] });
    expect(server.heard).toHaveLength(2);
    expect(await client.progressOf([])).toEqual({ progress: [], missing: [] });
    expect(server.heard).toHaveLength(2);
  });
});

describe('wait', () => {
  const over = (given: Parameters<typeof progress>[0]) => json(progress({ poll_after_ms: null, ...given }));

  it('answers the result', async () => {
    const { client } = clientOf([over({ status: 'completed' }), json({ summary: 'found' })]);
    expect(await client.wait('m-1')).toEqual({ summary: 'found' });
  });

  it('answers null where there is none', async () => {
    const { client } = clientOf([over({ status: 'completed' }), problem(409, 'no_result', false)]);
    expect(await client.wait('m-1')).toBeNull();
  });

  it('throws the mission’s own error', async () => {
    const error = { code: 'over_budget', message: 'It read too much.', next: 'Raise it.', step_name: 'crawl' };
    const { client } = clientOf([over({ status: 'failed', error })]);
    await expect(client.wait('m-1')).rejects.toMatchObject({
      ...{ code: 'mission_failed', next: 'Raise it.', mission: { status: 'failed', error } },
      message: 'Mission m-1 failed in step crawl: It read too much.',
    });
  });

  it('throws when it was cancelled', async () => {
    const { client } = clientOf([over({ status: 'cancelled' })]);
    await expect(client.wait('m-1')).rejects.toMatchObject({ code: 'mission_cancelled' });
  });

  it('gives up in time, and says where it stands', async () => {
    const { clock, server, client } = clientOf([]);
    server.reply = () => json(progress());
    const waiting = client.wait('m-1', { timeoutMs: 5_000, sources: [] });
    expect(await after(clock, 5_000, waiting)).toMatchObject({
      code: 'gave_up',
      message: 'Mission m-1 is in_progress after 5 s of waiting; it goes on without us.',
    });
  });
});

it('ids drawn here are mission ids, and no two are the same', () => {
  const ids = Array.from({ length: 500 }, newMissionId);
  expect(ids.filter((id) => !missionId.safeParse(id).success)).toEqual([]);
  expect(new Set(ids).size).toBe(500);
});
