import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOver, MissionProgress, newMissionId, type Update } from '../../client/src/index.ts';
import { missions } from '../../functions/src/store/collections.ts';
import { CLIENT_TYPES } from '../support/clientTypes.ts';
import type { TestDeps } from '../support/deps.ts';
import { serveRunning } from '../support/runningApi.ts';
import { historyOf, ledgerOf } from '../support/runs.ts';
import { until } from '../support/until.ts';

const of = (type: string) => ({ type, objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } });

let deps: TestDeps;
let origin: string;
let client: MissionProgress;
beforeAll(async () => {
  const served = await serveRunning(CLIENT_TYPES);
  deps = served.deps;
  origin = served.api.origin;
  client = new MissionProgress({ url: origin, key: 'anna' });
});

/** The first update for which `matches` holds. */
async function updateOf(id: string, matches: (update: Update) => boolean): Promise<Update> {
  for await (const update of client.follow(id)) if (matches(update)) return update;
  throw new Error('it ended before that');
}

describe('a mission', () => {
  it('is run and waited for', async () => {
    const { mission_id: id } = await client.run(of('quick'));
    expect(await client.wait(id)).toMatchObject({ mission_id: id, summary: expect.any(String) });
    expect(await client.result(id)).toMatchObject({ mission_id: id });
    expect((await client.steps(id)).steps.map((step) => step.step_name)).toEqual(['find', 'read', 'write']);
    const { events } = await client.events(id, { after: 3 });
    expect(events.map(({ message }) => message)).toEqual((await historyOf(deps, id)).slice(3));
  });

  it('that is run twice under one id is one mission', async () => {
    const request = { ...of('quick'), mission_id: newMissionId() };
    const both = await Promise.all([client.run(request), client.run(request)]);
    expect(new Set(both.map((mission) => mission.mission_id)).size).toBe(1);
    await client.wait(request.mission_id);
    expect(await client.run(request)).toMatchObject({ status: 'completed' });
    expect(await ledgerOf(deps, request.mission_id)).toHaveLength(3);
  });

  it('is created once, though the answer was lost', async () => {
    const lossy = await loseFirstAnswer(origin);
    const ben = new MissionProgress({ url: lossy.origin, key: 'ben' });
    const mission = await ben.create(of('quick'));
    expect(lossy.calls()).toBe(2);
    const found = await missions(deps.db).where('owner', '==', 'ben').get();
    expect(found.docs.map((doc) => doc.id)).toEqual([mission.mission_id]);
  });

  it('asks, and goes on with the answer and the signal', async () => {
    const { mission_id: id } = await client.run(of('asking'));
    const asked = await updateOf(id, ({ progress }) => progress.wait !== null);
    expect(asked.progress.wait).toMatchObject({ kind: 'approval', question: 'Spend the money?' });
    await client.answer(id, { choice: 'approve', comment: 'a little', wait_id: asked.progress.wait?.wait_id });
    await updateOf(id, ({ progress }) => progress.wait?.kind === 'signal');
    await client.signal(id, { name: 'go', payload: { now: true } });
    expect(await client.wait(id)).not.toBeNull();
  });

  it('that fails throws its error, and is retried from where it failed', async () => {
    const { mission_id: id } = await client.run(of('failing'));
    await expect(client.wait(id)).rejects.toMatchObject({
      ...{ code: 'mission_failed', mission: { status: 'failed', error: { code: 'over_budget', step_name: 'fail' } } },
    });
    await client.retry(id);
    expect(await client.wait(id)).not.toBeNull();
    expect(await ledgerOf(deps, id)).toContain('1-0 completed by 1');
  });

  it('is paused, resumed and cancelled', async () => {
    const { mission_id: id } = await client.run(of('endless'));
    await updateOf(id, ({ progress }) => progress.current_step?.sub_progress?.done === 3);
    await client.pause(id);
    await updateOf(id, ({ progress }) => progress.status === 'paused');
    await client.resume(id);
    await client.cancel(id);
    await expect(client.wait(id)).rejects.toMatchObject({ code: 'mission_cancelled' });
  });

  it('is edited before it is approved', async () => {
    const { mission_id: id } = await client.create(of('quick'));
    expect(await client.edit(id, { objective: 'Find books' })).toMatchObject({ objective: 'Find books' });
    expect(await client.get(id)).toMatchObject({ objective: 'Find books', status: 'proposed' });
  });

  it('that runs elsewhere is reported', async () => {
    const steps = [{ name: 'fetch' }, { name: 'load' }];
    const external = { type: 'external', objective: 'Nightly export', external: { steps } };
    const { mission_id: id } = await client.run(external);
    expect(await client.report(id, 0, { status: 'started' })).toMatchObject({ recorded: true, next_step: 0 });
    expect(await client.heartbeat(id)).toMatchObject({ should_stop: false });
    await client.report(id, 0, { status: 'completed', output: { rows: 3 } });
    const done = { status: 'completed', result: { summary: 'Loaded.' } } as const;
    expect(await client.report(id, 1, done)).toMatchObject({ status: 'completed' });
    expect(await client.wait(id)).toMatchObject({ summary: 'Loaded.' });
  });
});

describe('many missions', () => {
  it('are listed over pages, and asked about at once', async () => {
    const carl = new MissionProgress({ url: origin, key: 'carl' });
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.push((await carl.create(of('quick'))).mission_id);
    await carl.approve(made[0] ?? '');
    const ids: string[] = [];
    for await (const mission of carl.list({ limit: 2 })) ids.push(mission.mission_id);
    expect(ids).toEqual(made.toReversed());
    const proposed: string[] = [];
    for await (const mission of carl.list({ status: ['proposed', 'queued'], limit: 100 }))
      proposed.push(mission.mission_id);
    expect(proposed).toHaveLength(4);
    const { progress, missing } = await carl.progressOf([...made, 'not-there']);
    expect(progress.map(({ mission_id: id }) => id)).toEqual(made);
    expect(missing).toEqual(['not-there']);
  });
});

describe('following', () => {
  it('by polling tells a bar that never falls', async () => {
    const { mission_id: id } = await client.run(of('quick'));
    const percents: number[] = [];
    for await (const { progress, source } of client.follow(id, { sources: [] })) {
      expect(source).toBe('polling');
      percents.push(progress.progress_percent);
    }
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
  });

  it('is answered 304 where nothing happened', async () => {
    const { mission_id: id } = await client.create(of('quick'));
    const statuses: number[] = [];
    const counting = new MissionProgress({
      ...{ url: origin, key: 'anna' },
      fetch: async (...asked) => {
        const response = await fetch(...asked);
        statuses.push(response.status);
        return response;
      },
    });
    const following = counting.follow(id, { sources: [] });
    const updates: Update[] = [];
    const reading = (async () => {
      for await (const update of following) updates.push(update);
    })();
    await until('the first answer', () => updates.length === 1);
    following.refresh();
    await until('a second answer', () => statuses.length === 2);
    expect(statuses).toEqual([200, 304]);
    await counting.cancel(id);
    following.refresh();
    await reading;
    expect(updates.map(({ progress }) => progress.status)).toContain('cancelled');
    expect(updates.length).toBeLessThanOrEqual(2);
  });

  it('by the stream hears of every change', async () => {
    const { mission_id: id } = await client.run(of('endless'));
    const heard = await updateOf(
      id,
      ({ progress, source }) => source === 'stream' && progress.current_step?.step_name === 'dig',
    );
    expect(heard.progress.status).toBe('in_progress');
    const sources: string[] = [];
    const following = client.follow(id, { onProgress: ({ source }) => sources.push(source) });
    await until('the stream', () => sources.includes('stream'));
    await client.cancel(id);
    const ends: string[] = [];
    for await (const { progress } of following) ends.push(progress.status);
    expect(ends.at(-1)).toBe('cancelled');
    expect(following.source).toBe('stream');
  });

  it('by the stream is told the whole history, each entry once', async () => {
    const { mission_id: id } = await client.run(of('quick'));
    const messages: string[] = [];
    const kinds: string[] = [];
    for await (const event of client.stream(id)) {
      kinds.push(event.event);
      if (event.event !== 'progress' && event.event !== 'end') messages.push(event.data.message);
    }
    expect(messages).toEqual(await historyOf(deps, id));
    expect(kinds).toContain('progress');
    expect(kinds.at(-1)).toBe('end');
  });

  it('by snapshots hears of changes from Firestore', async () => {
    const watching = new MissionProgress({
      ...{ url: origin, key: 'anna' },
      firestore: (path, onChange, onError) => deps.db.doc(path).onSnapshot(onChange, onError),
    });
    const { mission_id: id } = await client.create(of('quick'));
    const updates: Update[] = [];
    const reading = (async () => {
      for await (const update of watching.follow(id)) updates.push(update);
    })();
    await until('the first update', () => updates.length > 0);
    await client.approve(id);
    // Long before its poll would be due.
    await until('the approval', () => updates.some(({ progress }) => progress.status === 'approved'));
    await client.execute(id);
    await reading;
    expect(new Set(updates.map(({ source }) => source))).toEqual(new Set(['snapshot']));
    expect(updates.at(-1)?.progress).toSatisfy(isOver);
  });

  it('by snapshots that are refused goes on without them', async () => {
    const refused = new MissionProgress({
      ...{ url: origin, key: 'anna' },
      firestore: (_path, _onChange, onError) => {
        queueMicrotask(() => onError(new Error('permission-denied')));
        return () => undefined;
      },
    });
    const { mission_id: id } = await client.run(of('quick'));
    expect(await refused.wait(id)).not.toBeNull();
  });
});

describe('what is refused', () => {
  it.each([
    [
      'another’s mission',
      (id: string) => new MissionProgress({ url: origin, key: 'dora' }).get(id),
      404,
      'mission_not_found',
    ],
    ['a call of nobody', (id: string) => new MissionProgress({ url: origin }).get(id), 401, 'unauthenticated'],
    ['following what is not there', () => client.wait('not-there'), 404, 'mission_not_found'],
    ['a result before its time', (id: string) => client.result(id), 409, 'result_not_ready'],
  ])('%s', async (_what, call, status, code) => {
    const { mission_id: id } = await client.create(of('quick'));
    await expect(call(id)).rejects.toMatchObject({ status, code, next: expect.any(String) });
  });

  it('names the fields at fault', async () => {
    const wrong = { ...of('quick'), objective: 'x', priority: 99 };
    await expect(client.create(wrong)).rejects.toMatchObject({
      ...{ code: 'invalid_request', status: 400 },
      fields: [
        { field: 'objective', message: expect.any(String) },
        { field: 'priority', message: expect.any(String) },
      ],
    });
  });

  it('says which commands the status allows', async () => {
    const { mission_id: id } = await client.create(of('quick'));
    await expect(client.execute(id)).rejects.toMatchObject({
      code: 'status_forbids',
      allowed: expect.arrayContaining(['approve']),
    });
  });
});

/** A way to the API on which the first answer is lost: the call arrives, and then the connection is cut. */
async function loseFirstAnswer(target: string): Promise<{ origin: string; calls(): number }> {
  let calls = 0;
  const server = createServer((incoming, outgoing) => {
    calls += 1;
    const isFirst = calls === 1;
    const passed = send(
      `${target}${incoming.url ?? ''}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        if (isFirst) {
          answer.resume().once('end', () => outgoing.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { origin: `http://127.0.0.1:${address.port}`, calls: () => calls };
}
