import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Connection, type ConnectionEvent, connectionStatus, UNCONNECTED } from '../../../web/src/connection.ts';
import { NOTHING_LOGGED, nextLog } from '../../../web/src/connectionLog.ts';
import { shouldKick, shouldPoll } from '../../../web/src/connectionPlan.ts';
import { nextConnection } from '../../../web/src/nextConnection.ts';

/** The longest that a page which is looked at may do nothing about what it does not know. */
const LONGEST_MS = 70_000;

const feed = fc.integer({ min: 1, max: 3 });
/** What may happen, and how long after what happened before: from nothing to a night, and a clock that is set back. */
const step = fc.record({
  passed: fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(0, 3_600_000, 30_000_000, -3_600_000)),
  event: fc.oneof(
    fc.record({ type: fc.constantFrom('listening', 'ended'), feed }),
    fc.record({ type: fc.constantFrom('server_snapshot', 'cache_snapshot', 'paced'), feed, isRunning: fc.boolean() }),
    fc.record({
      type: fc.constantFrom(
        ...(['online', 'offline', 'hidden', 'visible', 'resumed', 'slept', 'reconnect', 'paused', 'unpaused'] as const),
      ),
    }),
    fc.constant({ type: 'refresh' as const }),
    fc.record({
      type: fc.constant('settings' as const),
      isLiveOn: fc.boolean(),
      intervalMs: fc.constantFrom(null, 5_000, 60_000),
    }),
  ),
});

/** What the store beside the machine does each second: kicks and polls, of which `answers` tells the outcome. */
function tended(state: Connection, now: number, answers: 'ok' | 'failed'): Connection {
  let next = state;
  if (shouldKick(next, now)) next = nextConnection(next, { type: 'kicked', at: now });
  if (shouldPoll(next, now)) {
    next = nextConnection(next, { type: 'poll_started', at: now, chance: 0.9 });
    next = nextConnection(next, { type: 'polled', at: now, tookMs: 5, outcome: answers, askedToWaitMs: 0 });
  }
  return next;
}

const history = fc.tuple(
  fc.array(step, { maxLength: 25 }),
  fc.array(fc.constantFrom('ok', 'failed'), { minLength: 25, maxLength: 25 }),
);

function lived([steps, answers]: [{ passed: number; event: object }[], ('ok' | 'failed')[]]): {
  state: Connection;
  now: number;
} {
  let now = 10_000_000_000;
  let state = UNCONNECTED;
  for (const [index, { passed, event }] of steps.entries()) {
    now += passed;
    // The guard tells a clock that leapt; see connectionStore.ts.
    if (Math.abs(passed) > 3_000_000 && state.hiddenSince === null)
      state = nextConnection(state, { type: 'slept', at: now });
    state = nextConnection(state, { at: now, ...event } as ConnectionEvent);
    state = tended(state, now, answers[index] ?? 'ok');
  }
  return { state, now };
}

/** Looked at, going on, and with something on screen. */
function lookedAt(state: Connection, now: number): Connection {
  const shown = nextConnection(nextConnection(state, { type: 'hidden', at: now - 20_000 }), {
    type: 'visible',
    at: now,
  });
  const going = nextConnection(shown, { type: 'unpaused', at: now });
  return nextConnection(going, { type: 'listening', feed: 1, at: now });
}

test('whatever has happened, a page that is looked at soon tries something', () => {
  fc.assert(
    fc.property(history, (past) => {
      const { state, now } = lived(past);
      const { feeds, hiddenSince, isPaused } = state;
      fc.pre(feeds.size > 0 && hiddenSince === null && !isPaused);
      const acts = Array.from({ length: LONGEST_MS / 1_000 }, (_, second) => now + second * 1_000).some(
        (at) => shouldKick(state, at) || shouldPoll(state, at),
      );
      expect(acts).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('whatever has happened, a server that answers polls is shown as such within a minute', () => {
  fc.assert(
    fc.property(history, (past) => {
      const lives = lived(past);
      let state = lookedAt(lives.state, lives.now);
      let now = lives.now;
      for (let second = 0; second < 60; second += 1) {
        now += 1_000;
        state = tended(state, now, 'ok');
      }
      expect(['live', 'polling']).toContain(connectionStatus(state, now));
    }),
    { numRuns: 1_000 },
  );
});

test('whatever has happened, snapshots of all that is on screen make it live, if the reader wants that', () => {
  fc.assert(
    fc.property(history, (past) => {
      const { state, now } = lived(past);
      const open = { ...lookedAt(state, now), browserOnline: true };
      fc.pre(open.isLiveOn);
      const heard = [...open.feeds.keys()].reduce(
        (each, one) => nextConnection(each, { type: 'server_snapshot', feed: one, at: now + 1, isRunning: false }),
        open,
      );
      expect(connectionStatus(heard, now + 2)).toBe('live');
    }),
    { numRuns: 1_000 },
  );
});

test('a hidden page asks for nothing, and a paused one for nothing that the reader did not ask for', () => {
  fc.assert(
    fc.property(history, (past) => {
      const { state, now } = lived(past);
      const hidden = nextConnection(state, { type: 'hidden', at: now });
      expect(shouldPoll(hidden, now) || shouldKick(hidden, now)).toBe(false);
      const paused = nextConnection(state, { type: 'paused', at: now });
      expect(shouldKick(paused, now)).toBe(false);
      if (!paused.poll.isWanted) expect(shouldPoll(paused, now)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('the log keeps a hundred changes, each from where the one before led to', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 150, maxLength: 300 }), (steps) => {
      let now = 0;
      let state = UNCONNECTED;
      let log = NOTHING_LOGGED;
      for (const { passed, event } of steps) {
        now += Math.max(0, passed);
        const told = { at: now, ...event } as ConnectionEvent;
        state = nextConnection(state, told);
        log = nextLog(log, state, told, now);
      }
      const { transitions } = log.figures;
      expect(transitions.length).toBeLessThanOrEqual(100);
      for (const [index, { from, to }] of transitions.entries()) {
        expect(from).not.toBe(to);
        if (index > 0) expect(from).toBe(transitions[index - 1]?.to);
      }
    }),
    { numRuns: 100 },
  );
});
