import { expect, test } from 'vitest';
import { type ConnectionEvent, UNCONNECTED } from '../../../web/src/connection.ts';
import { nextConnection } from '../../../web/src/nextConnection.ts';
import { freshnessOf, knownAfter, knownUntil, stampOf } from '../../../web/src/shell/freshness.ts';
import { knownSince } from '../../../web/src/shell/useFreshness.ts';

const noon = new Date(2026, 10, 21, 14, 2).getTime();
const MINUTE = 60_000;
const live = after(
  { type: 'listening', feed: 1, at: noon },
  { type: 'server_snapshot', feed: 1, at: noon, isRunning: false },
);

function after(...events: ConnectionEvent[]) {
  return events.reduce(nextConnection, UNCONNECTED);
}

test('live says how long ago the server was heard', () => {
  expect(freshnessOf(live, null, noon + 12_000)).toMatchObject({
    word: 'Live',
    stamp: 'updated 12 s ago',
    heard: 'The server last answered 12 s ago.',
    since: '',
    isStale: false,
  });
});

test('offline says as of when, and who is without a connection', () => {
  const offline = nextConnection(live, { type: 'offline', at: noon });
  expect(freshnessOf(offline, null, noon + MINUTE)).toMatchObject({
    word: 'Offline',
    since: 'last update 14:02',
    stamp: 'as of 14:02',
    isStale: true,
    isUnreachable: false,
    cause: 'This device has no connection. What you see is how it last stood.',
  });
  const silent = nextConnection(live, { type: 'kicked', at: noon });
  expect(freshnessOf(silent, null, noon + MINUTE)).toMatchObject({ word: 'Offline', isUnreachable: true });
});

test('polling counts the seconds, and is stale only where the next poll is long in coming', () => {
  const doubt = nextConnection(live, { type: 'cache_snapshot', feed: 1, at: noon, isRunning: false });
  const polled = { type: 'polled', at: noon + MINUTE, tookMs: 9, outcome: 'ok', askedToWaitMs: 0 } as const;
  const polling = nextConnection(doubt, polled);
  expect(freshnessOf(polling, null, noon + MINUTE + 12_000)).toMatchObject({
    word: 'Polling',
    since: '12 s ago',
    isStale: false,
  });
  expect(freshnessOf(polling, null, noon + 5 * MINUTE)).toMatchObject({ isStale: true, stamp: 'as of 14:03' });
});

test('a page that starts offline says when the last visit heard the server', () => {
  const offline = nextConnection(UNCONNECTED, { type: 'offline', at: noon });
  expect(freshnessOf(offline, noon - MINUTE, noon)).toMatchObject({ since: 'last update 14:01' });
  expect(freshnessOf(offline, null, noon)).toMatchObject({
    since: '',
    stamp: '',
    // Nothing is shown here that could be out of date.
    cause: 'This device has no connection.',
    heard: 'The server has not answered yet.',
  });
});

test('a page that begins shows the last visit’s calmly for a moment, and says its age if nothing comes', () => {
  const begun = after({ type: 'listening', feed: 1, at: noon });
  expect(freshnessOf(begun, noon - 60 * MINUTE, noon + 500)).toMatchObject({ isStale: false });
  expect(freshnessOf(begun, noon - 60 * MINUTE, noon + 3_000)).toMatchObject({ isStale: true, stamp: 'as of 13:02' });
});

test('a page that hears nothing does not know of a runner’s silence', () => {
  expect(knownUntil(live, null, noon + 30_000)).toBe(noon + 30_000);
  const asleep = nextConnection(live, { type: 'slept', at: noon + 60 * MINUTE });
  expect(knownUntil(asleep, null, noon + 61 * MINUTE)).toBe(noon + 15_000);
});

test('what is cut off stands still from the cut on, and never goes back behind what the server said', () => {
  const offline = nextConnection(live, { type: 'offline', at: noon + 4_000 });
  expect(knownUntil(offline, null, noon + 10_000)).toBe(noon + 4_000);
  expect(knownUntil(offline, null, noon + 10 * MINUTE)).toBe(noon + 4_000);
  const polled = { type: 'polled', at: noon + 9_000, tookMs: 9, outcome: 'ok', askedToWaitMs: 0 } as const;
  const doubted = nextConnection(live, { type: 'cache_snapshot', feed: 1, at: noon + 1_000, isRunning: false });
  const lost = nextConnection(nextConnection(doubted, polled), { type: 'offline', at: noon + 11_000 });
  expect(knownUntil(lost, null, noon + MINUTE)).toBeGreaterThanOrEqual(noon + 9_000);
});

test('one value that the server has not spoken of again is known up to its own time, not to the page’s', () => {
  const known = { now: noon + 50_000, clock: noon + 50_000, isHeard: true, asOf: '', isStale: false, isComing: true };
  expect(knownSince(known, noon)).toMatchObject({ now: noon + 15_000, isHeard: false, asOf: '' });
  expect(knownSince(known, noon + 49_000)).toMatchObject({ now: noon + 50_000 });
  const cut = { ...known, isHeard: false, asOf: 'as of 14:02', isStale: true, isComing: false };
  expect(knownSince(cut, noon)).toMatchObject({ now: noon, asOf: 'as of 14:02' });
  // However short ago: the page knows that it is not so any more.
  expect(knownSince(cut, noon + 49_000)).toMatchObject({ now: noon + 49_000, asOf: 'as of 14:02' });
});

test('a mission that the server has not spoken of since is known no further than it was stored, and says as of when', () => {
  expect(knownAfter(noon, noon + 5_000)).toBe(noon + 5_000);
  expect(knownAfter(noon, noon + 2 * MINUTE)).toBe(noon + 15_000);
  expect(stampOf(noon, noon + 12_000)).toBe('updated 12 s ago');
  expect(stampOf(noon, noon + 2 * MINUTE)).toBe('as of 14:02');
});
