import { describe, expect, test } from 'vitest';
import {
  type Connection,
  type ConnectionEvent,
  connectionStatus,
  nextConnection,
  shouldKick,
  UNCONNECTED,
} from '../../../web/src/connection.ts';

function afterAll(...events: ConnectionEvent[]): Connection {
  return events.reduce(nextConnection, UNCONNECTED);
}

const listening: ConnectionEvent = { type: 'listening' };
const heard = (at: number): ConnectionEvent => ({ type: 'server_snapshot', at });
const live = afterAll(listening, heard(0));

describe('status', () => {
  test.each<[string, Connection, number, string]>([
    ['nothing is listened to', UNCONNECTED, 0, 'idle'],
    ['before the first answer', afterAll(listening), 5_000, 'connecting'],
    ['a cached answer', afterAll(listening, { type: 'cache_snapshot', at: 0 }), 5_000, 'connecting'],
    ['no answer for long', afterAll(listening, { type: 'cache_snapshot', at: 0 }), 21_000, 'offline'],
    ['the server was just heard', live, 10, 'live'],
    ['quiet, but not for long', live, 34_000, 'live'],
    ['quiet for longer than anything is', live, 37_000, 'reconnecting'],
    ['quiet for very long', live, 56_000, 'offline'],
    [
      'a running mission is quiet',
      afterAll(listening, heard(0), { type: 'pace', isRunning: true }),
      17_000,
      'reconnecting',
    ],
    [
      'a kick that is answered at once never shows',
      afterAll(listening, heard(0), { type: 'kicked', at: 40 }),
      1_000,
      'live',
    ],
    [
      'a hand-over between tabs',
      afterAll(listening, heard(0), { type: 'cache_snapshot', at: 100 }),
      3_700,
      'reconnecting',
    ],
    ['the browser is offline', afterAll(listening, heard(0), { type: 'offline', at: 1 }), 2, 'offline'],
    [
      'back online, not heard yet',
      afterAll(listening, heard(0), { type: 'offline', at: 1 }, { type: 'online', at: 9 }),
      2_009,
      'reconnecting',
    ],
    [
      'back online and heard',
      afterAll(listening, { type: 'offline', at: 1 }, { type: 'online', at: 9 }, heard(20)),
      30,
      'live',
    ],
    [
      'the last listener went',
      afterAll(listening, { type: 'cache_snapshot', at: 0 }, { type: 'ended' }),
      90_000,
      'idle',
    ],
  ])('%s', (_name, state, now, expected) => {
    expect(connectionStatus(state, now)).toBe(expected);
  });

  test('offline is offline on a page without listeners too', () => {
    expect(connectionStatus(afterAll({ type: 'offline', at: 0 }), 1)).toBe('offline');
  });

  test('a listener that comes while another is live doubts nothing for a moment', () => {
    const second = nextConnection(nextConnection(live, listening), { type: 'cache_snapshot', at: 100 });
    expect(connectionStatus(second, 200)).toBe('live');
    expect(connectionStatus(nextConnection(second, heard(250)), 60_00)).toBe('live');
  });
});

describe('kick', () => {
  test('after 35 s of silence, after 15 s while a mission runs', () => {
    expect(shouldKick(live, 34_000)).toBe(false);
    expect(shouldKick(live, 36_000)).toBe(true);
    expect(shouldKick(nextConnection(live, { type: 'pace', isRunning: true }), 16_000)).toBe(true);
  });

  test('not more often than every 10 s', () => {
    const kicked = nextConnection(live, { type: 'kicked', at: 36_000 });
    expect(shouldKick(kicked, 45_000)).toBe(false);
    expect(shouldKick(kicked, 46_500)).toBe(true);
  });

  test.each<[string, ConnectionEvent[], boolean]>([
    ['the tab was frozen', [{ type: 'resumed', at: 5_000 }], true],
    [
      'the network came back',
      [
        { type: 'offline', at: 1 },
        { type: 'online', at: 5_000 },
      ],
      true,
    ],
    [
      'hidden for long',
      [
        { type: 'hidden', at: 100 },
        { type: 'visible', at: 11_000 },
      ],
      true,
    ],
    [
      'hidden for a moment',
      [
        { type: 'hidden', at: 100 },
        { type: 'visible', at: 3_000 },
      ],
      false,
    ],
    [
      'still hidden',
      [
        { type: 'hidden', at: 100 },
        { type: 'resumed', at: 100 },
        { type: 'hidden', at: 101 },
      ],
      false,
    ],
    [
      'offline',
      [
        { type: 'resumed', at: 1 },
        { type: 'offline', at: 2 },
      ],
      false,
    ],
    ['heard since', [{ type: 'resumed', at: 1 }, heard(2)], false],
  ])('%s', (_name, events, expected) => {
    expect(shouldKick(events.reduce(nextConnection, live), 12_000)).toBe(expected);
  });

  test('not before anything was heard: the first answer is on its way', () => {
    expect(shouldKick(afterAll(listening), 60_000)).toBe(false);
  });
});
