import { describe, expect, test } from 'vitest';
import {
  type Connection,
  type ConnectionEvent,
  connectionStatus,
  isCutOff,
  UNCONNECTED,
} from '../../../web/src/connection.ts';
import { shouldKick, shouldPoll } from '../../../web/src/connectionPlan.ts';
import { nextConnection } from '../../../web/src/nextConnection.ts';

function after(from: Connection, ...events: ConnectionEvent[]): Connection {
  return events.reduce(nextConnection, from);
}

const listening = (at: number, feed = 1): ConnectionEvent => ({ type: 'listening', feed, at });
const heard = (at: number, isRunning = false, feed = 1): ConnectionEvent => ({
  type: 'server_snapshot',
  ...{ feed, at, isRunning },
});
const cached = (at: number, feed = 1): ConnectionEvent => ({ type: 'cache_snapshot', feed, at, isRunning: false });
const pollBegins = (at: number): ConnectionEvent => ({ type: 'poll_started', at, chance: 0.5 });
const polled = (at: number, outcome: 'ok' | 'failed' | 'refused' = 'ok', askedToWaitMs = 0): ConnectionEvent => ({
  type: 'polled',
  ...{ at, tookMs: 100, outcome, askedToWaitMs },
});
const poll = (at: number, outcome?: 'ok' | 'failed' | 'refused'): ConnectionEvent[] => [
  pollBegins(at - 100),
  polled(at, outcome),
];
const settings = (isLiveOn: boolean, intervalMs: number | null, at: number): ConnectionEvent => ({
  type: 'settings',
  ...{ isLiveOn, intervalMs, at },
});

const begun = after(UNCONNECTED, listening(0));
const live = after(begun, heard(0));
/** Doubted at 0, and asked the API. */
const polling = after(live, cached(0), ...poll(10_100));

describe('status', () => {
  test.each<[string, Connection, number, string]>([
    ['nothing is listened to', UNCONNECTED, 0, 'idle'],
    ['before the first answer', begun, 5_000, 'connecting'],
    ['a cached answer', after(begun, cached(0)), 5_000, 'connecting'],
    ['no answer for long', after(begun, cached(0)), 21_000, 'offline'],
    [
      'no answer ever, and none to a first poll',
      after(begun, cached(0), ...poll(4_100, 'failed')),
      4_200,
      'connecting',
    ],
    [
      'no answer ever, and none to two polls',
      after(begun, cached(0), ...poll(4_100, 'failed'), ...poll(4_700, 'failed')),
      4_800,
      'offline',
    ],
    ['no snapshot ever, but the API answers', after(begun, cached(0), ...poll(10_200)), 30_000, 'polling'],
    ['the server was just heard', live, 10, 'live'],
    ['quiet, but not for long', live, 34_000, 'live'],
    ['quiet for longer than anything is', live, 37_000, 'reconnecting'],
    ['a running mission is quiet', after(begun, heard(0, true)), 17_000, 'reconnecting'],
    ['asleep for an hour', live, 3_600_000, 'reconnecting'],
    ['just awake after an hour', after(live, { type: 'slept', at: 3_600_000 }), 3_600_010, 'reconnecting'],
    ['a kick that is answered at once never shows', after(live, { type: 'kicked', at: 40 }), 1_000, 'live'],
    ['a hand-over between tabs', after(live, cached(100)), 3_700, 'reconnecting'],
    ['the API does not answer once', after(live, cached(0), ...poll(10_200, 'failed')), 10_300, 'reconnecting'],
    [
      'the API does not answer twice',
      after(live, cached(0), ...poll(10_200, 'failed'), ...poll(10_900, 'failed')),
      11_000,
      'offline',
    ],
    ['one poll of many is lost', after(polling, ...poll(40_000, 'failed')), 40_100, 'polling'],
    [
      'two polls of many are lost',
      after(polling, ...poll(40_000, 'failed'), ...poll(41_000, 'failed')),
      41_100,
      'offline',
    ],
    ['the server asks for patience', after(polling, ...poll(40_000, 'refused')), 100_000, 'polling'],
    ['a snapshot after polls', after(polling, heard(50_000)), 50_010, 'live'],
    ['the browser is offline', after(live, { type: 'offline', at: 1 }), 2, 'offline'],
    [
      'the browser is wrong about being offline',
      after(live, { type: 'offline', at: 1 }, ...poll(9_000)),
      9_001,
      'polling',
    ],
    [
      'back online, not heard yet',
      after(live, { type: 'offline', at: 1 }, { type: 'online', at: 9 }),
      2_009,
      'reconnecting',
    ],
    [
      'back online, not heard for a moment',
      after(live, { type: 'offline', at: 1 }, { type: 'online', at: 9 }),
      10,
      'reconnecting',
    ],
    [
      'back online and heard',
      after(live, { type: 'offline', at: 1 }, { type: 'online', at: 9 }, heard(20)),
      30,
      'live',
    ],
    ['the last one went', after(live, cached(0), { type: 'ended', feed: 1 }), 90_000, 'idle'],
    ['paused by the reader', after(live, { type: 'paused', at: 1 }), 2, 'paused'],
    ['live updates are off, not asked yet', after(live, settings(false, null, 1)), 2, 'reconnecting'],
    ['live updates are off', after(live, settings(false, null, 1), ...poll(200)), 300, 'polling'],
    ['live updates are off, and long', after(live, settings(false, null, 1), ...poll(90_000)), 90_001, 'polling'],
  ])('%s', (_name, state, now, expected) => {
    expect(connectionStatus(state, now)).toBe(expected);
  });

  test('offline is offline on a page without listeners too', () => {
    expect(connectionStatus(after(UNCONNECTED, { type: 'offline', at: 0 }), 1)).toBe('offline');
  });

  test('a value that the server has not confirmed is doubted, however well the others are', () => {
    const second = after(live, listening(100, 2), heard(5_000));
    expect(connectionStatus(second, 5_100)).toBe('reconnecting');
    expect(connectionStatus(after(second, heard(5_200, false, 2)), 5_300)).toBe('live');
    expect(connectionStatus(after(second, { type: 'ended', feed: 2 }), 5_300)).toBe('live');
  });

  test('a snapshot of what is no longer on screen proves nothing', () => {
    const gone = after(live, listening(1, 2), { type: 'ended', feed: 1 }, heard(40_000));
    expect(connectionStatus(gone, 40_100)).not.toBe('live');
  });

  test('a clock that was set back does not make the page wait for it', () => {
    const back = after(polling, { type: 'slept', at: 500 });
    expect(shouldKick(back, 501)).toBe(true);
    expect(shouldPoll(back, 501)).toBe(true);
    expect(connectionStatus(after(back, heard(600)), 700)).toBe('live');
  });
});

describe('commands', () => {
  test.each<[string, Connection, number, boolean]>([
    ['nothing is listened to', UNCONNECTED, 60_000, false],
    ['the first answer is awaited', begun, 1_900, false],
    ['the first answer is long in coming', begun, 2_000, true],
    ['so it is over what is cached', after(begun, cached(0)), 2_000, true],
    ['the first answer came', after(begun, heard(3_000)), 3_001, false],
    ['the API gave it', after(begun, ...poll(4_100)), 4_200, false],
    ['the link is doubted that was heard before', after(live, cached(0)), 9_000, false],
    ['the browser is offline', after(live, { type: 'offline', at: 1 }), 2, true],
    ['no poll is answered', after(live, cached(0), ...poll(10_200, 'failed'), ...poll(11_000, 'failed')), 11_100, true],
    ['the reader paused the page', after(live, { type: 'paused', at: 1 }), 60_000, false],
  ])('%s', (_name, state, now, expected) => {
    expect(isCutOff(state, now)).toBe(expected);
  });
});

describe('kick', () => {
  test('after 35 s of silence, after 15 s while a mission runs', () => {
    expect(shouldKick(live, 34_000)).toBe(false);
    expect(shouldKick(live, 36_000)).toBe(true);
    expect(shouldKick(after(begun, heard(0, true)), 16_000)).toBe(true);
  });

  test('every 10 s at most; from the third on every 30 s', () => {
    const kicked = after(live, { type: 'kicked', at: 36_000 });
    expect(shouldKick(kicked, 45_000)).toBe(false);
    expect(shouldKick(kicked, 46_500)).toBe(true);
    const thrice = after(kicked, { type: 'kicked', at: 46_500 }, { type: 'kicked', at: 57_000 });
    expect(shouldKick(thrice, 80_000)).toBe(false);
    expect(shouldKick(thrice, 87_500)).toBe(true);
  });

  test.each<[string, ConnectionEvent[], boolean]>([
    ['the tab was frozen', [{ type: 'resumed', at: 5_000 }], true],
    ['the device slept', [{ type: 'slept', at: 5_000 }], true],
    ['the reader asked', [{ type: 'reconnect', at: 5_000 }], true],
    [
      'it is paused',
      [
        { type: 'resumed', at: 5_000 },
        { type: 'paused', at: 5_001 },
      ],
      false,
    ],
    ['live updates are off', [settings(false, null, 5_000)], false],
    [
      'the network came back',
      [
        { type: 'offline', at: 1 },
        { type: 'online', at: 5_000 },
      ],
      true,
    ],
    [
      'the network came back in a hidden tab',
      [
        { type: 'hidden', at: 1 },
        { type: 'offline', at: 1 },
        { type: 'online', at: 5_000 },
      ],
      false,
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
      'offline',
      [
        { type: 'resumed', at: 1 },
        { type: 'offline', at: 2 },
      ],
      false,
    ],
    ['heard since', [{ type: 'resumed', at: 1 }, heard(2)], false],
    ['handed over to another tab for long', [cached(1_000)], true],
    ['handed over to another tab a moment ago', [cached(9_000)], false],
  ])('%s', (_name, events, expected) => {
    expect(shouldKick(after(live, ...events), 12_000)).toBe(expected);
  });

  test('the first answer is not hurried', () => {
    expect(shouldKick(begun, 15_000)).toBe(false);
    expect(shouldKick(begun, 21_000)).toBe(true);
  });
});

describe('poll', () => {
  test('10 s after the doubt began, and never while live', () => {
    expect(shouldPoll(live, 34_000)).toBe(false);
    expect(shouldPoll(after(live, cached(0)), 9_000)).toBe(false);
    expect(shouldPoll(after(live, cached(0)), 10_000)).toBe(true);
    expect(shouldPoll(after(polling, heard(12_000)), 60_000)).toBe(false);
  });

  test('4 s after the page was loaded if nothing at all was heard, and no later for the cache that told something', () => {
    expect(shouldPoll(begun, 3_900)).toBe(false);
    expect(shouldPoll(begun, 4_000)).toBe(true);
    expect(shouldPoll(after(begun, cached(500)), 4_000)).toBe(true);
  });

  test('every 30 s, every 5 s while a mission runs, or as often as the reader chose', () => {
    expect(shouldPoll(polling, 40_000)).toBe(false);
    expect(shouldPoll(polling, 40_200)).toBe(true);
    const running = after(polling, { type: 'paced', feed: 1, isRunning: true });
    expect(shouldPoll(running, 15_000)).toBe(false);
    expect(shouldPoll(running, 15_200)).toBe(true);
    const chosen = after(polling, settings(true, 60_000, 10_200));
    expect(shouldPoll(chosen, 70_000)).toBe(false);
    expect(shouldPoll(chosen, 70_200)).toBe(true);
  });

  test('not twice at once, unless the first was lost in a sleep', () => {
    const asking = after(polling, pollBegins(50_000));
    expect(shouldPoll(asking, 60_000)).toBe(false);
    expect(shouldPoll(asking, 90_000)).toBe(true);
  });

  test('after failures later and later; as late as the server asked', () => {
    const times = (count: number) => Array.from({ length: count }, () => poll(20_000, 'failed')).flat();
    expect(shouldPoll(after(polling, ...times(1)), 20_600)).toBe(true);
    expect(shouldPoll(after(polling, ...times(8)), 35_000)).toBe(false);
    expect(shouldPoll(after(polling, ...times(8)), 60_000)).toBe(true);
    const told = after(polling, pollBegins(19_000), polled(20_000, 'refused', 90_000));
    expect(shouldPoll(told, 100_000)).toBe(false);
    expect(shouldPoll(told, 110_001)).toBe(true);
  });

  test.each<[string, ConnectionEvent[], boolean]>([
    ['hidden', [{ type: 'hidden', at: 11_000 }], false],
    [
      'looked at again',
      [
        { type: 'hidden', at: 11_000 },
        { type: 'visible', at: 90_000 },
      ],
      true,
    ],
    ['paused', [{ type: 'paused', at: 11_000 }], false],
    ['asked for while paused', [{ type: 'paused', at: 11_000 }, { type: 'refresh' }], true],
    ['asked for while hidden', [{ type: 'hidden', at: 11_000 }, { type: 'refresh' }], false],
    [
      'going on',
      [
        { type: 'paused', at: 11_000 },
        { type: 'unpaused', at: 89_000 },
      ],
      true,
    ],
    ['another page is opened', [...poll(89_900), { type: 'listening', feed: 2, at: 90_000 }], true],
    ['nothing is on screen', [{ type: 'ended', feed: 1 }], false],
  ])('%s', (_name, events, expected) => {
    expect(shouldPoll(after(polling, ...events), 90_000)).toBe(expected);
  });

  test('asked for while live', () => {
    expect(shouldPoll(after(live, { type: 'refresh' }), 1)).toBe(true);
  });
});
