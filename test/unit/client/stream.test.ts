import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MissionProgress, type Update } from '../../../client/src/index.ts';
import { type Said, SseParser } from '../../../client/src/sse.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeServer, type Heard, json, problem, progress } from '../../support/fakeServer.ts';

/** A stream that says `texts` and then ends, or stays open. */
function sse(texts: readonly string[], isLeftOpen = false): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      if (!isLeftOpen) controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const event = (id: string, name: string, data: unknown) =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const END = event('9-abc-end', 'end', { mission_id: 'm-1', status: 'completed', timestamp: '' });
const at = (percent: number, status: 'in_progress' | 'completed' = 'in_progress') =>
  progress({ progress_percent: percent, status, updated_at: `2026-11-01T10:00:0${percent / 10}.000Z` });

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

function world(reply: (call: Heard) => Response | Error | Promise<Response>) {
  const clock = new FakeClock();
  const server = new FakeServer(reply);
  return { clock, server, client: new MissionProgress({ url: 'http://api', fetch: server.fetch }, clock) };
}

describe('the parser', () => {
  it('reads what the standard says', () => {
    const text =
      ': hello\r\nretry: 500\nretry: soon\nid:1\nevent:  step\ndata: a\ndata:b\n\ndata\n\nevent: lost\n\nid: 2\ndata: cut off';
    expect(new SseParser().push(text)).toEqual([
      { kind: 'comment' },
      { kind: 'retry', ms: 500 },
      { kind: 'event', event: ' step', id: '1', data: 'a\nb' },
      { kind: 'event', event: 'message', id: '1', data: '' },
    ]);
  });

  it('reads the same however the text is cut', () => {
    const line = fc.constantFrom('data: x', 'id: 7', 'event: step', ': c', '', 'retry: 9', 'odd');
    const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r'))).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length];
        const parser = new SseParser();
        const inParts: Said[] = [];
        places.forEach((place, index) => inParts.push(...parser.push(whole.slice(place, places[index + 1] ?? place))));
        // A "\r" at the very end may be half of a line end, so both are told that nothing follows.
        expect([...inParts, ...parser.push('\n')]).toEqual(new SseParser().push(`${whole}\n`));
      }),
    );
  });
});

describe('stream', () => {
  it('comes back after the last event it has, until the end', async () => {
    const parts = [
      sse(['retry: 700\n\n', event('1', 'status', { seq: 1 }), ': alive\n\n', event('2', 'step', { seq: 2 })]),
      new TypeError('cut'),
      sse([event('3', 'chat', { seq: 3 }), event('x', 'invented', {}), END]),
    ];
    const { clock, server, client } = world(() => parts.shift() ?? json({}));
    const ids: string[] = [];
    const reading = (async () => {
      for await (const { event: kind, id } of client.stream('m-1', { lastEventId: '0' })) ids.push(`${kind} ${id}`);
    })();
    await clock.pass(5_000);
    await reading;
    expect(ids).toEqual(['status 1', 'step 2', 'chat 3', 'end 9-abc-end']);
    expect(server.heard.map(({ headers }) => headers.get('last-event-id'))).toEqual(['0', '2', '2']);
    expect(server.heard[0]?.path).toBe('/missions/m-1/stream');
  });

  it('makes a connection anew that has fallen silent', async () => {
    const parts = [sse([event('1', 'status', {})], true), sse([END])];
    const { clock, server, client } = world(() => parts.shift() ?? json({}));
    const reading = all(client.stream('m-1'));
    await clock.pass(44_999);
    expect(server.heard).toHaveLength(1);
    await clock.pass(2_000);
    expect((await reading).map(({ id }) => id)).toEqual(['1', '9-abc-end']);
    expect(server.open).toBe(0);
  });

  it('ends when the server has nothing more to tell', async () => {
    const { client } = world(() => new Response(null, { status: 204 }));
    expect(await all(client.stream('m-1', { lastEventId: '9-abc-end' }))).toEqual([]);
  });

  it('throws what coming back can’t mend, also when it is told in the middle', async () => {
    const gone = { code: 'mission_not_found', title: '', detail: 'Gone.', retryable: false };
    const { client } = world(() =>
      sse([event('1', 'status', {}), `event: trouble\ndata: ${JSON.stringify(gone)}\n\n`]),
    );
    await expect(all(client.stream('m-1'))).rejects.toMatchObject({ code: 'mission_not_found' });
  });

  it('comes back after trouble that passes, and gives up when it does not', async () => {
    const busy = { code: 'dependency_unavailable', title: '', detail: 'Busy.', retryable: true };
    const { clock, server, client } = world(() => sse([`event: trouble\ndata: ${JSON.stringify(busy)}\n\n`]));
    const reading = all(client.stream('m-1')).catch((error: unknown) => error);
    await clock.pass(60_000);
    expect(await reading).toMatchObject({ code: 'dependency_unavailable' });
    expect(server.heard).toHaveLength(5);
  });
});

describe('follow', () => {
  const isStream = ({ path }: Heard) => path.endsWith('/stream');

  function followed(reply: Parameters<typeof world>[0]) {
    const made = world(reply);
    const updates: Update[] = [];
    const follow = made.client.follow('m-1', { onProgress: (update) => updates.push(update) });
    const told = () => updates.map(({ source, progress: { progress_percent: percent } }) => `${source} ${percent}`);
    return { ...made, follow, told };
  }

  it('looks once, then hears from the stream', async () => {
    const { clock, told, follow } = followed((call) =>
      isStream(call)
        ? sse([event('1-a', 'progress', at(20)), event('2-b', 'progress', at(90, 'completed')), END])
        : json(at(10)),
    );
    await clock.pass(0);
    expect(told()).toEqual(['polling 10', 'stream 20', 'stream 90']);
    expect(follow.source).toBe('stream');
    expect((await all(follow)).map(({ progress: { status } }) => status)).toEqual(['completed']);
  });

  it('opens no stream for a mission that is over', async () => {
    const { clock, server, told } = followed(() => json(at(90, 'completed')));
    await clock.pass(0);
    expect(told()).toEqual(['polling 90']);
    expect(server.paths()).toEqual(['GET /missions/m-1/progress']);
  });

  it.each([
    ['there is no stream', () => problem(404, 'route_not_found', false)],
    ['there are too many', () => problem(429, 'too_many_streams', false)],
    ['something else answers', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ])('polls when %s', async (_what, reply) => {
    const { clock, told, follow } = followed((call) => (isStream(call) ? reply() : json(at(10))));
    await clock.pass(2_000);
    expect(told()).toEqual(['polling 10', 'polling 10', 'polling 10']);
    follow.close();
  });

  it('polls when the stream is held back on its way', async () => {
    const { clock, server, told, follow } = followed((call) =>
      isStream(call) ? new Promise(() => undefined) : json(at(10)),
    );
    await clock.pass(8_001);
    expect(told()).toEqual(['polling 10', 'polling 10']);
    await clock.pass(60_000);
    expect(server.paths().filter((path) => path.endsWith('stream'))).toHaveLength(1);
    follow.close();
  });

  it('lets go of the stream while paused, and comes back to where it was', async () => {
    const { clock, server, follow } = followed((call) =>
      isStream(call) ? sse([event('5-a', 'progress', at(20))], true) : json(at(10)),
    );
    await clock.pass(0);
    expect(server.open).toBe(0);
    follow.pause();
    await clock.pass(60_000);
    expect(server.heard).toHaveLength(2);
    follow.resume();
    await clock.pass(0);
    expect(server.heard[2]?.headers.get('last-event-id')).toBe('5-a');
    follow.close();
  });

  it('asks the API when a snapshot comes, at most once a second', async () => {
    const clock = new FakeClock();
    let percent = 0;
    const server = new FakeServer(() => {
      percent += 10;
      return json(at(percent));
    });
    const watched: { path: string; onChange: () => void; onError: (error: unknown) => void }[] = [];
    let stopped = 0;
    const client = new MissionProgress(
      {
        ...{ url: 'http://api', fetch: server.fetch },
        firestore: (path, onChange, onError) => {
          watched.push({ path, onChange, onError });
          return () => {
            stopped += 1;
          };
        },
      },
      clock,
    );
    const sources: string[] = [];
    const follow = client.follow('m-1', { sources: ['snapshot'], onProgress: ({ source }) => sources.push(source) });
    await clock.pass(30_000);
    expect(watched.map(({ path }) => path)).toEqual(['missions/m-1']);
    expect(server.paths()).toEqual(['GET /missions/m-1/progress?fresh=1']);
    for (let change = 0; change < 10; change += 1) watched[0]?.onChange();
    await clock.pass(1_000);
    expect(server.heard).toHaveLength(3);
    // Paused it hears nothing, and asks at once when it is resumed.
    follow.pause();
    await clock.pass(120_000);
    expect({ asked: server.heard.length, stopped }).toEqual({ asked: 3, stopped: 1 });
    follow.resume();
    await clock.pass(0);
    expect({ asked: server.heard.length, watched: watched.length }).toEqual({ asked: 4, watched: 2 });
    // A listener that fails leaves the mission to the next source.
    watched[1]?.onError(new Error('permission-denied'));
    await clock.pass(2_000);
    expect(stopped).toBe(2);
    expect(sources.slice(0, 3)).toEqual(['snapshot', 'snapshot', 'snapshot']);
    expect(follow.source).toBe('polling');
    follow.close();
  });
});
