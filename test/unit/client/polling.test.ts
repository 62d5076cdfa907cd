import { afterEach, describe, expect, it, vi } from 'vitest';
import { MissionProgress, type MissionProgressError, type Update } from '../../../client/src/index.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeServer, json, problem, progress } from '../../support/fakeServer.ts';

function following(reply: FakeServer['reply']) {
  const clock = new FakeClock();
  const server = new FakeServer(reply);
  const client = new MissionProgress({ url: 'http://api', fetch: server.fetch }, clock);
  const updates: Update[] = [];
  const troubles: MissionProgressError[] = [];
  const follow = client.follow('m-1', {
    sources: [],
    onProgress: (update) => updates.push(update),
    onTrouble: (error) => troubles.push(error),
  });
  return { clock, server, client, follow, updates, troubles };
}

const NETWORK_DOWN = new TypeError('fetch failed');

describe('polling', () => {
  it('asks again when the server advises, and ends with the mission', async () => {
    const answers = [
      progress({ poll_after_ms: 2_000 }),
      progress({ poll_after_ms: 7_000, progress_percent: 50 }),
      progress({ status: 'completed', progress_percent: 100, poll_after_ms: null }),
    ];
    const { clock, server, follow, updates } = following(() => json(answers.shift()));
    await clock.pass(1_999);
    expect(server.heard).toHaveLength(1);
    await clock.pass(1);
    expect(server.heard).toHaveLength(2);
    await clock.pass(6_999);
    expect(server.heard).toHaveLength(2);
    await clock.pass(1);
    expect(updates.map(({ progress: { progress_percent: percent }, source }) => [percent, source])).toEqual([
      [10, 'polling'],
      [50, 'polling'],
      [100, 'polling'],
    ]);
    const seen: string[] = [];
    for await (const update of follow) seen.push(update.progress.status);
    expect(seen).toEqual(['completed']);
    await clock.pass(600_000);
    expect(server.heard).toHaveLength(3);
  });

  it('sends the ETag it knows, and tells nothing for a 304', async () => {
    const { clock, server, updates } = following(({ headers }) =>
      headers.get('if-none-match') === 'W/"1"'
        ? new Response(null, { status: 304 })
        : json(progress(), 200, { etag: 'W/"1"' }),
    );
    await clock.pass(4_000);
    expect(server.heard.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, 'W/"1"', 'W/"1"']);
    expect(updates).toHaveLength(1);
  });

  it('asks a mission that rests less and less', async () => {
    const waiting = progress({ status: 'paused', poll_after_ms: 5_000 });
    const { clock, server } = following(({ headers }) =>
      headers.has('if-none-match') ? new Response(null, { status: 304 }) : json(waiting, 200, { etag: 'W/"1"' }),
    );
    await clock.pass(600_000);
    const before = server.heard.length;
    expect(before).toBeLessThan(40);
    await clock.pass(60_000);
    expect(server.heard.length - before).toBeLessThanOrEqual(2);
  });

  it('is asked now by refresh, and never beside a call that is on its way', async () => {
    const open: ((response: Response) => void)[] = [];
    const { clock, server, follow } = following(
      () =>
        new Promise<Response>((resolve) => {
          open.push(resolve);
        }),
    );
    await clock.pass(0);
    follow.refresh();
    follow.refresh();
    await clock.pass(0);
    expect(server.heard).toHaveLength(1);
    open[0]?.(json(progress({ poll_after_ms: 30_000 })));
    await clock.pass(0);
    // The refresh that came meanwhile is answered by one more call.
    expect(server.heard).toHaveLength(2);
    open[1]?.(json(progress({ poll_after_ms: 30_000 })));
    await clock.pass(1_000);
    follow.refresh();
    await clock.pass(0);
    expect(server.heard).toHaveLength(3);
    expect(server.mostOpen).toBe(1);
  });

  it('backs off, opens the circuit after five failures, and closes it by one probe', async () => {
    let isDown = true;
    const { clock, server, client, troubles, updates } = following(() => (isDown ? NETWORK_DOWN : json(progress())));
    // Pauses of 375, 750, 1500 and 3000 ms with a chance in the middle.
    const counts: number[] = [];
    for (const ms of [374, 1, 750, 1_500, 3_000]) {
      await clock.pass(ms);
      counts.push(server.heard.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect(troubles.map(({ code }) => code)).toEqual(Array(5).fill('no_answer'));
    await clock.pass(14_999);
    expect(server.heard).toHaveLength(5);
    // Half open: others keep waiting for what the probe finds.
    const other = client.follow('m-2', { sources: [] });
    await clock.pass(1);
    expect(server.heard).toHaveLength(6);
    await clock.pass(29_000);
    expect(server.heard).toHaveLength(6);
    isDown = false;
    await clock.pass(5_000);
    expect(updates.length).toBeGreaterThan(0);
    expect(server.paths()).toContain('GET /missions/m-2/progress');
    other.close();
  });

  it('counts an answer that is late as a failure', async () => {
    const { clock, troubles, server } = following(() => new Promise<Response>(() => undefined));
    await clock.pass(30_000);
    expect(troubles.map(({ code }) => code)).toEqual(['timed_out']);
    await clock.pass(400);
    expect(server.heard).toHaveLength(2);
    expect(server.mostOpen).toBe(1);
  });

  it('waits as long as the server asks', async () => {
    const answers = [problem(429, 'rate_limited', true, { 'retry-after': '20' }), json(progress())];
    const { clock, server } = following(() => answers.shift() ?? json(progress()));
    await clock.pass(19_999);
    expect(server.heard).toHaveLength(1);
    await clock.pass(1);
    expect(server.heard).toHaveLength(2);
  });

  it('ends with what asking again can’t mend', async () => {
    const { clock, follow, server } = following(() => problem(404, 'mission_not_found', false));
    await clock.pass(0);
    await expect(follow[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'mission_not_found',
      status: 404,
    });
    await clock.pass(60_000);
    expect(server.heard).toHaveLength(1);
  });

  it('asks nothing while paused, and at once when resumed', async () => {
    const { clock, server, follow } = following(() => json(progress()));
    await clock.pass(0);
    follow.pause();
    await clock.pass(60_000);
    expect(server.heard).toHaveLength(1);
    follow.resume();
    await clock.pass(0);
    expect(server.heard).toHaveLength(2);
  });

  it('stops on close', async () => {
    const { clock, server, follow } = following(() => json(progress()));
    await clock.pass(0);
    follow.close();
    await clock.pass(60_000);
    expect(server.heard).toHaveLength(1);
    const seen: Update[] = [];
    for await (const update of follow) seen.push(update);
    expect(seen).toHaveLength(1);
  });

  it('never goes back to what it knew before', async () => {
    const answers = [
      progress({ updated_at: '2026-11-01T10:00:05.000Z', progress_percent: 50 }),
      // Another process of the server, with an older read.
      progress({ updated_at: '2026-11-01T10:00:04.000Z', progress_percent: 40 }),
      progress({ updated_at: '2026-11-01T10:00:06.000Z', progress_percent: 60 }),
    ];
    const { clock, updates } = following(() => json(answers.shift() ?? progress({ status: 'completed', attempt: 2 })));
    await clock.pass(4_000);
    expect(updates.map(({ progress: { progress_percent: percent } }) => percent)).toEqual([50, 60]);
  });
});

describe('in a page', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('nothing is asked while it is hidden', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('document', page);
    const { clock, server, follow } = following(() => json(progress()));
    await clock.pass(0);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    await clock.pass(60_000);
    expect(server.heard).toHaveLength(1);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    await clock.pass(0);
    expect(server.heard).toHaveLength(2);
    follow.close();
  });
});
