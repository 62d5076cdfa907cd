/** Without a snapshot for this long the link is doubted. Shorter costs a re-listen (one read) more often. */
const SILENCE_RUNNING_MS = 15_000;
const SILENCE_IDLE_MS = 35_000;
/** Doubt that a re-listen clears at once is never shown. A kick takes 50 to 100 ms; slow phones ten times that. */
const GRACE_MS = 1_500;
/** From here on the page no longer promises that it will be back in a moment: a hand-over between tabs takes up to 8 s. */
const OFFLINE_AFTER_MS = 20_000;
/** A kick drops the stream: more often and a slow network never gets one up. */
const KICK_EVERY_MS = 10_000;
/** A page hidden for longer may have been frozen, and its stream is dead without knowing it. */
const HIDDEN_MS = 10_000;

/** What the page knows about its link to Firestore. Times in milliseconds since the epoch. */
export interface Connection {
  readonly browserOnline: boolean;
  readonly listeners: number;
  /** A running mission is on screen: silence means more, since its runner reports at least every few seconds. */
  readonly isRunning: boolean;
  /** When listening began or the link was last proven. */
  readonly lastServerAt: number | null;
  readonly doubtSince: number | null;
  readonly kickedAt: number | null;
  readonly kickWanted: boolean;
  readonly hiddenSince: number | null;
}

export type ConnectionEvent =
  | { readonly type: 'listening' | 'ended' }
  | { readonly type: 'server_snapshot' | 'cache_snapshot'; readonly at: number }
  | { readonly type: 'online' | 'offline' | 'hidden' | 'visible' | 'resumed' | 'kicked'; readonly at: number }
  | { readonly type: 'pace'; readonly isRunning: boolean };

export const UNCONNECTED: Connection = {
  browserOnline: true,
  listeners: 0,
  isRunning: false,
  lastServerAt: null,
  doubtSince: null,
  kickedAt: null,
  kickWanted: false,
  hiddenSince: null,
};

/** `idle`: nothing is listened to, so there is nothing to be fresh. */
export type ConnectionStatus = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';

/** The connection after `event`. Pure: the store beside it does what follows. */
export function nextConnection(state: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case 'listening':
      return { ...state, listeners: state.listeners + 1 };
    case 'ended':
      return withoutListener(state);
    case 'server_snapshot':
      return { ...state, lastServerAt: event.at, doubtSince: null, kickWanted: false };
    case 'cache_snapshot':
      return { ...state, doubtSince: state.doubtSince ?? event.at };
    case 'offline':
      return { ...state, browserOnline: false, doubtSince: state.doubtSince ?? event.at };
    case 'online':
      // The network is another one, or was away: whatever stream there was is not to be trusted.
      return { ...state, browserOnline: true, doubtSince: event.at, kickWanted: true };
    case 'hidden':
      return { ...state, hiddenSince: state.hiddenSince ?? event.at };
    case 'visible': {
      const wasLong = state.hiddenSince !== null && event.at - state.hiddenSince > HIDDEN_MS;
      return { ...state, hiddenSince: null, kickWanted: state.kickWanted || wasLong };
    }
    case 'resumed':
      return { ...state, hiddenSince: null, kickWanted: true };
    case 'kicked':
      return { ...state, kickedAt: event.at, kickWanted: false, doubtSince: state.doubtSince ?? event.at };
    case 'pace':
      return state.isRunning === event.isRunning ? state : { ...state, isRunning: event.isRunning };
  }
}

function withoutListener(state: Connection): Connection {
  const listeners = Math.max(0, state.listeners - 1);
  // With the last listener goes the doubt: the next one begins afresh.
  return listeners > 0 ? { ...state, listeners } : { ...state, listeners, doubtSince: null };
}

/** How the link stands at `now`. */
export function connectionStatus(state: Connection, now: number): ConnectionStatus {
  if (!state.browserOnline) return 'offline';
  if (state.listeners === 0) return 'idle';
  const doubtMs = now - (doubtBegan(state) ?? now);
  if (doubtMs >= OFFLINE_AFTER_MS) return 'offline';
  if (state.lastServerAt === null) return 'connecting';
  return doubtMs < GRACE_MS ? 'live' : 'reconnecting';

  function doubtBegan(from: Connection): number | null {
    if (from.doubtSince !== null) return from.doubtSince;
    if (from.lastServerAt === null) return null;
    const silenceEnds = from.lastServerAt + silenceMs(from);
    return now > silenceEnds ? silenceEnds : null;
  }
}

/** Whether to drop the stream and listen anew. */
export function shouldKick(state: Connection, now: number): boolean {
  if (!state.browserOnline || state.listeners === 0 || state.hiddenSince !== null) return false;
  const sinceKick = state.kickedAt === null ? Number.POSITIVE_INFINITY : now - state.kickedAt;
  // What the reader caused (came back to the tab, switched networks) need not wait as long as a suspicion.
  if (state.kickWanted) return sinceKick > GRACE_MS;
  if (state.lastServerAt === null) return false;
  return sinceKick > KICK_EVERY_MS && now - state.lastServerAt > silenceMs(state);
}

function silenceMs(state: Connection): number {
  return state.isRunning ? SILENCE_RUNNING_MS : SILENCE_IDLE_MS;
}
