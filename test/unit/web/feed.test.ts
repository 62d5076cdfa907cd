import { expect, test } from 'vitest';
import { Feed } from '../../../web/src/feed.ts';
import type { Live } from '../../../web/src/liveValue.ts';

interface Value {
  readonly id: string;
  readonly version: number;
}

const ready = (version: number, source: 'cache' | 'server' = 'server'): Live<Value> => ({
  state: 'ready',
  data: { id: 'a', version },
  ...{ source, receivedAt: 0 },
});

function feed(isPaused: () => boolean = () => false) {
  const shown: (number | string)[] = [];
  const told: string[] = [];
  const it = new Feed<Value>({
    emit: (live) => shown.push(live.state === 'ready' ? live.data.version : live.state),
    tell: (event) => told.push(event.type),
    isPaused,
    now: () => 0,
    merge: (next, before) => (next.version < before.version ? before : next),
  });
  return { it, shown, told };
}

test('shows what comes, and tells the connection from where', () => {
  const { it, shown, told } = feed();
  it.snapshot(ready(1, 'cache'), true);
  it.snapshot(ready(2), false);
  it.snapshot(null, true);
  it.end();
  expect(shown).toEqual([1, 2]);
  expect(told).toEqual(['listening', 'cache_snapshot', 'server_snapshot', 'cache_snapshot', 'ended']);
});

test('after a poll the cache knows less than the page, until the server is heard', async () => {
  const { it, shown } = feed();
  it.snapshot(ready(1), false);
  await it.poll(() => Promise.resolve(ready(5)));
  it.snapshot(ready(1, 'cache'), true);
  expect(shown).toEqual([1, 5]);
  it.snapshot(ready(6), false);
  it.snapshot(ready(6, 'cache'), true);
  expect(shown).toEqual([1, 5, 6, 6]);
});

test('a late snapshot that is older than a poll does not take the value back', async () => {
  const { it, shown } = feed();
  await it.poll(() => Promise.resolve(ready(5)));
  it.snapshot(ready(4), false);
  expect(shown).toEqual([5, 5]);
});

test('what a snapshot has overtaken while it was asked for is dropped', async () => {
  const { it, shown } = feed();
  const asked = it.poll(async () => {
    await Promise.resolve();
    return ready(3);
  });
  it.snapshot(ready(4), false);
  await asked;
  expect(shown).toEqual([4]);
});

test('paused, it shows only what the reader asks for', async () => {
  let isPaused = true;
  const { it, shown } = feed(() => isPaused);
  it.snapshot(ready(1), false);
  await it.poll(() => Promise.resolve(ready(2)));
  it.snapshot(ready(3), false);
  expect(shown).toEqual([2]);
  isPaused = false;
  it.snapshot(ready(3), false);
  expect(shown).toEqual([2, 3]);
});

test('that it is gone is shown whichever way it is told', async () => {
  const { it, shown } = feed();
  it.snapshot(ready(1), false);
  await it.poll(() => Promise.resolve({ state: 'missing' }));
  expect(shown).toEqual([1, 'missing']);
});
