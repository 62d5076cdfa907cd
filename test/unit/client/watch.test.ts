import { expect, it } from 'vitest';
import type { Screen } from '../../../client/src/cli/screens.ts';
import { watch } from '../../../client/src/cli/watch.ts';
import { MissionProgress } from '../../../client/src/index.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeServer, json, problem, progress } from '../../support/fakeServer.ts';

/** A mission that is watched while the server refuses five calls in a row, then tells the end. */
async function watchedThrough(refusal: () => Response) {
  const clock = new FakeClock();
  const server = new FakeServer(() => {
    return server.heard.length <= 5 ? refusal() : json(progress({ status: 'cancelled', poll_after_ms: null }));
  });
  const client = new MissionProgress({ url: 'http://api', fetch: server.fetch }, clock);
  const said: string[] = [];
  const screen: Screen = {
    say: (line) => said.push(line),
    show: () => undefined,
    trouble: ({ code }) => said.push(code),
    end: ({ status }) => said.push(status),
    close: () => undefined,
  };
  const interrupted = new AbortController().signal;
  const watched = watch({ client, screen, interrupted, timeoutSeconds: null }, 'm-1');
  await clock.pass(600_000);
  return { code: await watched, said };
}

it('a server that says to wait is waited for', async () => {
  const { code, said } = await watchedThrough(() => problem(429, 'rate_limited', true, { 'retry-after': '2' }));
  expect(said).toEqual([...Array.from({ length: 5 }, () => 'rate_limited'), 'cancelled']);
  expect(code).toBe(3);
});

it('one that is away is left', async () => {
  const { code, said } = await watchedThrough(() => problem(503, 'dependency_unavailable', true));
  expect(said.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => 'dependency_unavailable'));
  expect(said.at(-1)).toMatch(/^Nobody answers\. Come back with: /);
  expect(code).toBe(4);
});
