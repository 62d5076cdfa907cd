import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { command } from '../../functions/src/missions/commands.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { type StreamEvent, streamEvent } from '../../functions/src/schema/stream.ts';
import { type Instant, toInstant } from '../../functions/src/schema/time.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { readHistory } from '../../functions/src/store/history.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { chanceOf } from '../chaos/chance.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { type Received, readEvents } from '../support/readEvents.ts';
import { execute, lastTask, missionOf, OWNER } from '../support/runs.ts';
import { gate, lastStep, missionType, step, stuckStep } from '../support/steps.ts';
import { entriesOf, isEntry, openStream, type Reader, type StreamCall } from '../support/streamReader.ts';
import { until } from '../support/until.ts';

const CUTS = 50;
const STEPS_A_CUT = 3;
/** Which step may run: so the mission goes on as long as its stream is cut. */
let mayRun = 0;

/** A step of the mission that is cut: it says something of each kind, and moves the bar. */
const talkative = (index: number) =>
  step(`step ${index}`, async (context) => {
    await until(`step ${index} to be due`, () => mayRun >= index);
    context.note({ kind: 'chat', message: `Looking at ${index} …\nand “${index}”` });
    context.report({ done: 1, total: 2, unit: 'pages', message: 'half' });
    context.note({ kind: 'error', message: `Page ${index} is gone` });
    return { output: index, message: `step ${index} done` };
  });

const TALKATIVE = {
  ...missionType([...Array.from({ length: CUTS * STEPS_A_CUT }, (_, n) => talkative(n)), lastStep('end')]),
};
const BRIEF = { ...missionType([step('a'), lastStep('b')]), name: 'brief' };
const held = stuckStep('held');
const HELD = { ...missionType([step('a'), held.step, lastStep('b')]), name: 'held' };
const busy = gate();
const BUSY = {
  ...missionType([
    step('busy', async (context) => {
      for (let done = 0; done < 100; done += 1) {
        context.report({ done, total: 100, unit: 'pages', message: `page ${done}` });
        await new Promise((resolve) => {
          setTimeout(resolve, 25);
        });
      }
      await busy.opened;
      return { output: null, message: 'done' };
    }),
    lastStep('b'),
  ]),
  name: 'busy',
};

let deps: TestDeps;
let api: ApiServer;
/** The same database as another process has it: with a client, a cache and listeners of its own. */
let elsewhere: TestDeps;
beforeAll(async () => {
  deps = testDeps([TALKATIVE, BRIEF, HELD, BUSY]);
  api = await serveApi(deps);
  const app = initializeApp({ projectId: deps.projectId }, 'elsewhere');
  elsewhere = { ...deps, db: getFirestore(app) };
  return () => deleteApp(app);
});
afterAll(() => api.close());

const readers: Reader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.cut();
});

async function open(id: string, sent: StreamCall = {}, origin = api.origin): Promise<Reader> {
  const reader = await openStream(origin, id, { token: OWNER, ...sent });
  readers.push(reader);
  return reader;
}

/** The whole stream of a mission, to its end. */
async function whole(id: string, sent: StreamCall = {}): Promise<StreamEvent[]> {
  const reader = await open(id, sent);
  expect(await reader.closed).toEqual({ isWhole: true });
  expect(reader.parsed().rest).toBe('');
  return reader.parsed().events.map((event) => streamEvent.parse(event));
}

async function completed(): Promise<string> {
  const id = await execute(deps, { type: 'brief' });
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

const historyOf = (id: string) => readHistory(deps.db, id, 0, 10_000);
const isEnd = ({ event }: Received): boolean => event === 'end';
const isProgress = ({ event }: Received): boolean => event === 'progress';

describe('the stream of a mission', () => {
  it('tells its history as it is stored, its progress and its end as they happen', async () => {
    const id = await execute(deps, { type: 'brief' });
    const task = lastTask(deps);
    const reader = await open(id);
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const first = await reader.event(isProgress);
    expect(first.data).toMatchObject({ mission_id: id, status: 'queued', progress_percent: 0 });
    await runMission(deps, task, 'runner');
    const end = await reader.event(isEnd);
    expect(await reader.closed).toEqual({ isWhole: true });

    const { events, retryMs, rest } = reader.parsed();
    expect(rest).toBe('');
    expect(retryMs).toBeGreaterThanOrEqual(1_000);
    expect(entriesOf(events)).toEqual(await historyOf(id));
    for (const event of events) {
      expect(streamEvent.parse(event)).toEqual(event);
      expect(event.data).toHaveProperty('timestamp');
    }
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(events.at(-2)).toMatchObject({ event: 'progress', data: { status: 'completed', progress_percent: 100 } });
    expect(events.at(-1)).toEqual(end);
    const { finished_at: timestamp } = await missionOf(deps, id);
    expect(end.data).toEqual({ mission_id: id, status: 'completed', timestamp });
  });

  it('of one that is over tells history, progress and end, and listens to nothing', async () => {
    const id = await completed();
    const operations = countOperations(deps.db);
    const events = await whole(id);
    expect(operations.watches).toBe(0);
    expect(entriesOf(events.map((event) => ({ id: null, ...event })))).toEqual(await historyOf(id));
    expect(events.slice(-2).map(({ event }) => event)).toEqual(['progress', 'end']);
  });

  it('tells progress once a second at most, and the last of it', async () => {
    const id = await execute(deps, { type: 'busy' });
    const run = runMission(deps, lastTask(deps), 'runner');
    const reader = await open(id);
    await reader.event(({ data }) => JSON.stringify(data).includes('"page 99"'));
    busy.open();
    await run;
    await reader.event(isEnd);
    const told = reader.parsed().events.filter(isProgress);
    const atMs = told.slice(0, -1).map(({ data }) => Date.parse(String(Object(data).timestamp)));
    const gaps = atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(1);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(told.at(-1)?.data).toMatchObject({ status: 'completed' });
  }, 30_000);
});

describe('a reader that comes back', () => {
  it(`after each of ${CUTS} cuts at random, to either of two processes, has the history as it is stored`, async () => {
    const seed = Number(process.env.STREAM_SEED ?? Date.now() % 1_000_000);
    process.stdout.write(`stream cuts: STREAM_SEED=${seed}\n`);
    const chance = chanceOf(seed, 'cuts');
    const id = await execute(deps, { type: 'research' });
    const run = runMission(deps, lastTask(deps), 'runner');
    const other = await serveApi(elsewhere);
    try {
      const joined: Received[] = [];
      let inTheMiddle = 0;
      for (let cut = 0; cut <= CUTS; cut += 1) {
        mayRun = cut * STEPS_A_CUT;
        const last = joined.findLast((event) => event.id !== null)?.id ?? undefined;
        const asQuery = last !== undefined && chance.happens(0.3);
        const reader = await open(
          id,
          last === undefined ? {} : asQuery ? { query: `?last_event_id=${last}` } : { lastEventId: last },
          chance.happens(0.5) ? api.origin : other.origin,
        );
        expect(reader.status).toBe(200);
        if (cut === CUTS) {
          await reader.closed;
          joined.push(...reader.parsed().events);
          break;
        }
        const bytes = chance.between(0, 4_000);
        const untilMs = Date.now() + chance.between(0, 150);
        await until('the moment of the cut', () => reader.text().length > bytes || Date.now() >= untilMs);
        reader.cut();
        await reader.closed;
        // What was on its way is lost, from anywhere in an event.
        const arrived = readUpTo(reader, bytes);
        if (arrived.isCutOpen) inTheMiddle += 1;
        joined.push(...arrived.events);
      }
      expect(await run).toBe('over');
      const stored = await historyOf(id);
      expect(stored.length).toBeGreaterThan(CUTS * STEPS_A_CUT * 3);
      expect(entriesOf(joined)).toEqual(stored);
      expect(joined.filter(isEnd)).toEqual([joined.at(-1)]);
      expect(new Set(joined.map((event) => event.id)).size).toBe(joined.length);
      const percents = joined.filter(isProgress).map(({ data }) => Number(Object(data).progress_percent));
      expect(percents).toEqual(percents.toSorted((a, b) => a - b));
      process.stdout.write(`stream cuts: ${stored.length} entries, ${inTheMiddle} of ${CUTS} cuts within an event\n`);
      expect(inTheMiddle).toBeGreaterThan(0);
    } finally {
      mayRun = Number.POSITIVE_INFINITY;
      await other.close();
    }
  }, 120_000);

  it('after the end is told nothing again, until the mission is retried', async () => {
    const id = await execute(deps, { type: 'held' });
    await command(deps, OWNER, id, 'cancel');
    const events = await whole(id);
    const ids = events.map((event) => ('id' in event ? event.id : ''));
    expect((await whole(id, { lastEventId: ids.at(-2) ?? '' })).map(({ event }) => event)).toEqual(['end']);
    expect((await whole(id, { lastEventId: ids.at(-3) ?? '' })).map(({ event }) => event)).toEqual(['progress', 'end']);
    const answer = await open(id, { lastEventId: ids.at(-1) ?? '' });
    expect([answer.status, answer.text()]).toEqual([204, '']);

    await retryMission(deps, OWNER, id, {});
    const again = await open(id, { lastEventId: ids.at(-1) ?? '' });
    const entry = await again.event(isEntry);
    expect(entry.data).toEqual(
      (await historyOf(id))[entriesOf(events.map((event) => ({ id: null, ...event }))).length],
    );
    await command(deps, OWNER, id, 'cancel');
    expect((await again.event(isEnd)).data).toMatchObject({ status: 'cancelled' });
  });

  it('is believed by the header before the address, as browsers send both', async () => {
    const id = await completed();
    const events = await whole(id);
    const last = events.map((event) => ('id' in event ? event.id : '')).at(-2) ?? '';
    expect((await whole(id, { query: '?last_event_id=1', lastEventId: last })).map(({ event }) => event)).toEqual([
      'end',
    ]);
    expect(await whole(id, { query: '?last_event_id=0' })).toHaveLength(events.length);
  });
});

describe('many readers of one mission', () => {
  it('cost one listener and one read of each entry, as one reader does', async () => {
    // Places are counted by each server, and one gives ten to a caller.
    const second = await serveApi(deps);
    const origins = [api.origin, second.origin];
    const counted = async (count: number) => {
      const id = await execute(deps, { type: 'brief' });
      const task = lastTask(deps);
      const operated = countOperations(deps.db);
      const all = await Promise.all(Array.from({ length: count }, (_, n) => open(id, {}, origins[n % 2])));
      await Promise.all(all.map((reader) => reader.event(isProgress)));
      await runMission(elsewhere, task, 'runner');
      await Promise.all(all.map((reader) => reader.closed));
      const stored = await readHistory(elsewhere.db, id, 0, 1_000);
      for (const reader of all) expect(entriesOf(reader.parsed().events)).toEqual(stored);
      return { beside: operated.read - stored.length, watches: operated.watches };
    };
    try {
      const one = await counted(1);
      const twenty = await counted(20);
      expect([one.watches, twenty.watches]).toEqual([1, 1]);
      // The mission itself, and what earlier runs of its kind taught.
      expect(one.beside).toBeLessThanOrEqual(3);
      expect(twenty.beside).toBeLessThanOrEqual(one.beside);
    } finally {
      await second.close();
    }
  });

  it('and the last of them ends the listener', async () => {
    const id = await execute(deps, { type: 'held' });
    const operations = countOperations(deps.db);
    const [one, two] = [await open(id), await open(id)];
    await Promise.all([one.event(isProgress), two.event(isProgress)]);
    await until('the listener', () => operations.watches === 1);
    one.cut();
    await one.closed;
    two.cut();
    await two.closed;
    const looks = async (): Promise<boolean> => {
      const reader = await open(id);
      await reader.event(isProgress);
      reader.cut();
      await reader.closed;
      return operations.watches > 1;
    };
    await until('a listener of its own for who comes later', looks);
    await command(deps, OWNER, id, 'cancel');
  });

  it('are ten of one caller at most', async () => {
    const id = await execute(deps, { type: 'held' });
    const ten = await Promise.all(Array.from({ length: 10 }, () => open(id)));
    expect(ten.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const refused = await callAt(api.origin, 'GET', `/missions/${id}/stream`, { token: OWNER });
    expect([refused.status, refused.json]).toMatchObject([429, { code: 'too_many_streams', retryable: true }]);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await callAt(api.origin, 'GET', `/missions/${id}/stream`, { token: 'boris' })).status).toBe(404);
    ten[0]?.cut();
    await until('a free place', async () => (await open(id)).status === 200);
    await command(deps, OWNER, id, 'cancel');
  });
});

describe('a stream that must not begin', () => {
  it('is answered as any other call', async () => {
    const id = await completed();
    const ask = (path: string, token?: string, headers: Record<string, string> = {}, method = 'GET') =>
      callAt(api.origin, method, path, { token, headers });
    const invalid = { code: 'invalid_request', errors: [{ field: 'last_event_id' }] };
    const rows = [
      [await ask(`/missions/${id}/stream`), 401, { code: 'unauthenticated' }],
      [await ask(`/missions/${id}/stream`, 'boris'), 404, { code: 'mission_not_found' }],
      [await ask('/missions/not-there/stream', OWNER), 404, { code: 'mission_not_found' }],
      [await ask('/missions/-/stream', OWNER), 404, { code: 'mission_not_found' }],
      [await ask(`/missions/${id}/stream?last_event_id=x`, OWNER), 400, invalid],
      [await ask(`/missions/${id}/stream?last_event_id=`, OWNER), 400, invalid],
      [await ask(`/missions/${id}/stream?last_event_id=1&last_event_id=2`, OWNER), 400, invalid],
      [await ask(`/missions/${id}/stream`, OWNER, { 'last-event-id': '5-' }), 400, invalid],
      [await ask(`/missions/${id}/stream`, OWNER, { 'last-event-id': '900' }), 400, invalid],
      [await ask(`/missions/${id}/stream?kinds=step`, OWNER), 400, { code: 'invalid_request' }],
      [await ask(`/missions/${id}/stream`, OWNER, {}, 'POST'), 405, { code: 'method_not_allowed' }],
    ] as const;
    for (const [answer, status, json] of rows) {
      expect([answer.status, answer.json]).toMatchObject([status, json]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('is not begun for a look at its headers', async () => {
    const id = await execute(deps, { type: 'held' });
    const reader = await open(id, { method: 'HEAD' });
    expect([reader.status, reader.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await reader.closed;
    await command(deps, OWNER, id, 'cancel');
  });
});

describe('a stream that can’t go on', () => {
  it('because the mission was deleted says so, and ends', async () => {
    const id = await execute(deps, { type: 'held' });
    const reader = await open(id);
    await reader.event(isProgress);
    await missionDoc(deps.db, id).delete();
    const trouble = await reader.event(({ event }) => event === 'trouble');
    expect(streamEvent.parse(trouble)).toMatchObject({ data: { code: 'mission_not_found', status: 404 } });
    expect(trouble.id).toBeNull();
    expect(await reader.closed).toEqual({ isWhole: true });
    await until('the refusal of another', async () => {
      const again = await callAt(api.origin, 'GET', `/missions/${id}/progress?fresh=1`, { token: OWNER });
      return again.status === 404;
    });
    expect((await open(id)).status).toBe(404);
  });

  it('because its listener says nothing learns of what happens by itself, and listens anew', async () => {
    await withMuteListener(async (id, reader, listeners) => {
      await command(elsewhere, OWNER, id, 'pause');
      await reader.event(({ data }) => JSON.stringify(data).includes('"Paused"'));
      await until('another listener', () => listeners() === 2);
      await command(elsewhere, OWNER, id, 'cancel');
      await reader.event(isEnd);
      expect(entriesOf(reader.parsed().events)).toEqual(await historyOf(id));
    });
  });

  it('because its listener says nothing learns of the end of the mission’s document too', async () => {
    await withMuteListener(async (id, reader) => {
      await missionDoc(elsewhere.db, id).delete();
      const trouble = await reader.event(({ event }) => event === 'trouble');
      expect(trouble.data).toMatchObject({ code: 'mission_not_found' });
    });
  });

  it('for lack of time says when to come back, after signs of life, and is gone on with', async () => {
    const fast = await serveApi(atSpeed(deps, 100));
    try {
      const id = await execute(deps, { type: 'held' });
      const reader = await open(id, {}, fast.origin);
      expect(await reader.closed).toEqual({ isWhole: true });
      const { events, comments, rest } = reader.parsed();
      expect(rest).toBe('');
      // As many as a busy machine lets it say; one of them at least.
      expect(new Set(comments.slice(0, -1))).toEqual(new Set(['alive']));
      expect(comments.at(-1)).toContain('come back');
      expect(events.some(isEnd)).toBe(false);
      const again = await open(id, { lastEventId: events.at(-1)?.id ?? '' }, fast.origin);
      await command(deps, OWNER, id, 'cancel');
      await again.closed;
      expect(entriesOf([...events, ...again.parsed().events])).toEqual(await historyOf(id));
    } finally {
      await fast.close();
    }
  });
});

type Follow = (url: string, token: () => string, onEvent: (name: string, data: unknown) => void) => Promise<void>;
const followsAs = z.object({ follow: z.custom<Follow>((value) => typeof value === 'function') });

describe('the guide’s own reader', () => {
  it('follows a mission to its end over several streams', async () => {
    const fast = await serveApi(atSpeed(deps, 100));
    try {
      const id = await execute(deps, { type: 'held' });
      const told: (readonly [string, unknown])[] = [];
      const guide = readFileSync(new URL('../../web/guide/stream.md', import.meta.url), 'utf8');
      const snippet = /```js\n(async function follow[^]*?)```/.exec(guide)?.[1] ?? '';
      const { follow } = followsAs.parse(
        await import(`data:text/javascript,${encodeURIComponent(`export ${snippet}`)}`),
      );
      let asked = 0;
      const token = (): string => {
        asked += 1;
        return OWNER;
      };
      const end = follow(`${fast.origin}/missions/${id}/stream`, token, (name, data) => told.push([name, data]));
      await until('a third stream', () => asked === 3);
      await command(deps, OWNER, id, 'cancel');
      await end;
      expect(told.map(([name]) => name)).toEqual([
        'status',
        'status',
        'status',
        'progress',
        'status',
        'progress',
        'end',
      ]);
      expect(told.filter(([name]) => name === 'status').map(([, data]) => data)).toEqual(await historyOf(id));
      told.length = 0;
      await follow(
        `${fast.origin}/missions/${id}/stream`,
        () => 'boris',
        (name, data) => told.push([name, data]),
      );
      expect(told).toMatchObject([['refused', { code: 'mission_not_found' }]]);
    } finally {
      await fast.close();
    }
  });
});

/** What had arrived of a stream when `bytes` of it had. */
function readUpTo(reader: Reader, bytes: number): { events: readonly Received[]; isCutOpen: boolean } {
  const { events, rest } = readEvents(reader.text().slice(0, bytes));
  return { events, isCutOpen: rest !== '' };
}

/** A mission with a reader whose listener hears nothing; time runs ten times as fast. */
async function withMuteListener(
  work: (id: string, reader: Reader, listeners: () => number) => Promise<void>,
): Promise<void> {
  muted += 1;
  const app = initializeApp({ projectId: deps.projectId }, `mute ${muted}`);
  const db = getFirestore(app);
  const listeners = muteTheFirstListener(db);
  const fast = await serveApi(atSpeed({ ...deps, db }, 10));
  try {
    const id = await execute(deps, { type: 'held' });
    const reader = await open(id, {}, fast.origin);
    await reader.event(isProgress);
    await work(id, reader, listeners);
  } finally {
    await fast.close();
    await deleteApp(app);
  }
}

let muted = 0;

/** Has the first listener of a client hear nothing, as a connection that died without a word; counts all of them. */
function muteTheFirstListener(db: Firestore): () => number {
  const doors = db as unknown as { requestStream(method: string, ...rest: unknown[]): Promise<EventEmitter> };
  const requestStream = doors.requestStream.bind(db);
  let count = 0;
  doors.requestStream = async (method, ...rest) => {
    const stream = await requestStream(method, ...rest);
    if (method !== 'listen') return stream;
    count += 1;
    if (count > 1) return stream;
    const emit = stream.emit.bind(stream);
    return Object.assign(stream, {
      emit: (event: string, ...said: unknown[]) => event === 'data' || emit(event, ...said),
    });
  };
  return () => count;
}

/** The same parts with a clock on which time runs faster. */
function atSpeed(real: TestDeps, factor: number): Deps {
  const startMs = real.clock.epochMs();
  const epochMs = (): number => startMs + (real.clock.epochMs() - startMs) * factor;
  return {
    ...real,
    clock: { epochMs, now: (): Instant => toInstant(epochMs()) },
    sleep: (durationMs, signal) => real.sleep(durationMs / factor, signal),
  };
}
