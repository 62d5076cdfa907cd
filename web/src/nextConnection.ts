import { assertNever } from '../../functions/src/core/assertNever.ts';
import { type Connection, type ConnectionEvent, type FeedState, GRACE_MS } from './connection.ts';
import { wasHiddenLong } from './connectionPlan.ts';

/** The connection after `event`. Pure: the store beside it does what follows. */
export function nextConnection(state: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case 'listening':
      return begun(state, event);
    case 'ended':
      return withoutFeed(state, event.feed);
    case 'server_snapshot':
    case 'cache_snapshot':
    case 'paced':
      return afterNews(state, event);
    case 'offline':
      return doubted({ ...state, browserOnline: false }, event.at);
    case 'online':
      // The network is another one, or was away: whatever stream there was is not to be trusted.
      return lost({ ...state, browserOnline: true }, event.at);
    case 'hidden':
      return { ...state, hiddenSince: state.hiddenSince ?? event.at };
    case 'visible':
      return lookedAt(state, event.at);
    case 'resumed':
      return lost({ ...state, hiddenSince: null }, event.at);
    case 'slept':
      return lost(state, event.at);
    case 'reconnect':
      return anew(state, event.at);
    case 'paused':
      return { ...state, isPaused: true };
    case 'unpaused':
      return anew({ ...state, isPaused: false }, event.at);
    case 'kicked':
      return doubted({ ...state, kickedAt: event.at, kicks: state.kicks + 1, kickWanted: false }, event.at);
    case 'refresh':
      return { ...state, poll: { ...state.poll, isWanted: true } };
    case 'poll_started':
      return { ...state, poll: { ...state.poll, startedAt: event.at, isWanted: false, chance: event.chance } };
    case 'polled':
      return afterPoll(state, event);
    case 'settings':
      return afterSettings(state, event);
    default:
      return assertNever(event);
  }
}

function begun(state: Connection, { feed, at }: Extract<ConnectionEvent, { type: 'listening' }>): Connection {
  const next = doubted(withFeed(state, feed, { isKnown: false, isConfirmed: false, isRunning: false }), at);
  // What is put on screen while the page polls is asked for at once.
  return isPollingNow(state) ? { ...next, poll: { ...next.poll, isWanted: true } } : next;
}

function afterNews(
  state: Connection,
  event: Extract<ConnectionEvent, { type: 'server_snapshot' | 'cache_snapshot' | 'paced' }>,
): Connection {
  const known = state.feeds.get(event.feed);
  // A snapshot of what the page no longer shows proves nothing.
  if (known === undefined) return state;
  const { isRunning } = event;
  switch (event.type) {
    case 'paced':
      return known.isRunning === isRunning ? state : withFeed(state, event.feed, { ...known, isRunning });
    case 'cache_snapshot':
      return doubted(withFeed(state, event.feed, { isKnown: true, isConfirmed: false, isRunning }), event.at);
    case 'server_snapshot': {
      const heard = {
        ...withFeed(state, event.feed, { isKnown: true, isConfirmed: true, isRunning }),
        lastServerAt: event.at,
      };
      return settled({ ...heard, kickWanted: false });
    }
    default:
      return assertNever(event);
  }
}

function afterPoll(state: Connection, event: Extract<ConnectionEvent, { type: 'polled' }>): Connection {
  const { at, outcome, askedToWaitMs } = event;
  const ended = { ...state.poll, startedAt: null, endedAt: at, askedToWaitMs };
  switch (outcome) {
    case 'ok':
      // Whatever the browser thinks, there was an answer.
      return { ...state, browserOnline: true, poll: { ...ended, okAt: at, failures: 0 } };
    case 'failed':
      return { ...state, poll: { ...ended, failures: ended.failures + 1 } };
    case 'refused':
      return { ...state, poll: ended };
    default:
      return assertNever(outcome);
  }
}

function afterSettings(state: Connection, event: Extract<ConnectionEvent, { type: 'settings' }>): Connection {
  const { isLiveOn, intervalMs, at } = event;
  const next = { ...state, isLiveOn, intervalMs };
  if (isLiveOn === state.isLiveOn) return next;
  return anew(next, at);
}

function lookedAt(state: Connection, at: number): Connection {
  const shown = { ...state, hiddenSince: null };
  return wasHiddenLong(state.hiddenSince, at) ? anew(shown, at) : shown;
}

/** Tries all ways again, and forgets what stood in their way before. */
function anew(state: Connection, at: number): Connection {
  const { poll, lastServerAt } = state;
  const isWanted = poll.isWanted || isPollingNow(state);
  return {
    ...state,
    ...{ doubtSince: at, kicks: 0, kickWanted: true },
    ...{ kickedAt: notAfter(at, state.kickedAt), lastServerAt: notAfter(at, lastServerAt) },
    poll: { ...poll, okAt: notAfter(at, poll.okAt), endedAt: null, failures: 0, askedToWaitMs: 0, isWanted },
  };
}

/** The same where the stream is known to be gone: there is no moment in which the page may still be called live. */
function lost(state: Connection, at: number): Connection {
  return { ...anew(state, at), doubtSince: at - GRACE_MS };
}

/** Whether the last news came by a poll, or can come by nothing else. */
function isPollingNow({ isLiveOn, poll, lastServerAt }: Connection): boolean {
  return !isLiveOn || (poll.okAt !== null && poll.okAt > (lastServerAt ?? 0));
}

/** A clock that was set back would otherwise make the page wait until it has caught up. */
function notAfter(now: number, at: number | null): number | null {
  return at === null ? null : Math.min(at, now);
}

function doubted(state: Connection, at: number): Connection {
  return { ...state, doubtSince: state.doubtSince ?? at };
}

/** Without doubt, if nothing on screen is unconfirmed; without live updates it is never confirmed. */
function settled(state: Connection): Connection {
  const isConfirmed = [...state.feeds.values()].every((feed) => feed.isConfirmed);
  if (!isConfirmed || !state.isLiveOn) return state;
  return { ...state, doubtSince: null, kicks: 0, poll: { ...state.poll, failures: 0 } };
}

function withFeed(state: Connection, feed: number, it: FeedState): Connection {
  return { ...state, feeds: new Map([...state.feeds, [feed, it]]) };
}

function withoutFeed(state: Connection, feed: number): Connection {
  const feeds = new Map(state.feeds);
  feeds.delete(feed);
  const next = { ...state, feeds };
  // With the last one goes the doubt: the next one begins afresh.
  return feeds.size === 0 ? { ...next, doubtSince: null, kicks: 0 } : settled(next);
}
