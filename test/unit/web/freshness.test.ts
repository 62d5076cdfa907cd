import { expect, test } from 'vitest';
import { nextConnection, UNCONNECTED } from '../../../web/src/connection.ts';
import { freshnessOf } from '../../../web/src/shell/freshness.ts';

const noon = new Date(2026, 10, 21, 14, 2).getTime();
const live = nextConnection(nextConnection(UNCONNECTED, { type: 'listening' }), { type: 'server_snapshot', at: noon });

test('live says how long ago the server was heard', () => {
  expect(freshnessOf(live, null, noon + 12_000)).toMatchObject({
    word: 'Live',
    stamp: 'updated 12 s ago',
    heard: 'The server last answered 12 s ago.',
    since: '',
    isStale: false,
  });
});

test('offline says as of when', () => {
  const offline = nextConnection(live, { type: 'offline', at: noon });
  expect(freshnessOf(offline, null, noon + 60_000)).toMatchObject({
    word: 'Offline',
    since: 'last update 14:02',
    isStale: true,
  });
});

test('a page that starts offline says when the last visit heard the server', () => {
  const offline = nextConnection(UNCONNECTED, { type: 'offline', at: noon });
  expect(freshnessOf(offline, noon - 60_000, noon)).toMatchObject({ since: 'last update 14:01' });
  expect(freshnessOf(offline, null, noon)).toMatchObject({ since: '', stamp: '', heard: '' });
});
