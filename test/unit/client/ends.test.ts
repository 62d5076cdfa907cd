import { describe, expect, it } from 'vitest';
import { MissionProgress } from '../../../client/src/index.ts';
import type { ProgressAnswer } from '../../../client/src/wire.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeServer, json, problem, progress } from '../../support/fakeServer.ts';

function clientOf(reply: FakeServer['reply']) {
  const clock = new FakeClock();
  const server = new FakeServer(reply);
  return { clock, server, client: new MissionProgress({ url: 'http://api', fetch: server.fetch }, clock) };
}

describe('waiting for a mission', () => {
  const ended = (changes: Partial<ProgressAnswer>) =>
    clientOf(() => json(progress({ poll_after_ms: null, ...changes }))).client.wait('m-1', { sources: [] });

  it.each<[string, ProgressAnswer['error'], string, string]>([
    [
      'with its step',
      { code: 'no_page_read', message: 'No page could be read.', next: 'Check the domains.', step_name: 'crawl' },
      'Mission m-1 failed in step crawl: No page could be read.',
      'Check the domains.',
    ],
    [
      'without a step, and without advice',
      { code: 'worker_silent', message: 'No worker took it.', next: null, step_name: null },
      'Mission m-1 failed: No worker took it.',
      'Retry the mission.',
    ],
    ['without a word', null, 'Mission m-1 failed.', 'Retry the mission.'],
  ])('throws its failure, %s', async (_what, error, detail, next) => {
    const failed = progress({ status: 'failed', error });
    await expect(ended({ status: 'failed', error })).rejects.toMatchObject({
      ...{ code: 'mission_failed', detail, next, retryable: false },
      mission: { mission_id: failed.mission_id, status: 'failed' },
    });
  });

  it('throws that it was cancelled', async () => {
    await expect(ended({ status: 'cancelled' })).rejects.toMatchObject({ code: 'mission_cancelled' });
  });

  it('is null for one that completed without a result, and throws what else keeps it from being read', async () => {
    const completed = progress({ status: 'completed', poll_after_ms: null });
    const without = (code: string) =>
      clientOf(({ path }) => (path.endsWith('/result') ? problem(409, code, false) : json(completed)));
    expect(await without('no_result').client.wait('m-1', { sources: [] })).toBeNull();
    await expect(without('token_expired').client.wait('m-1', { sources: [] })).rejects.toMatchObject({
      code: 'token_expired',
    });
  });
});

describe('a question', () => {
  it('asks for what is now only when that is wanted', async () => {
    const { client, server } = clientOf(() => json(progress()));
    await client.progress('m-1');
    await client.progress('m-1', { isFresh: true });
    await client.progress('m/1', { isFresh: false });
    expect(server.paths()).toEqual([
      ...['GET /missions/m-1/progress', 'GET /missions/m-1/progress?fresh=1', 'GET /missions/m%2F1/progress'],
    ]);
  });
});
