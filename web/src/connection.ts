/** Without a snapshot for this long the link is doubted. Shorter costs a re-listen more often. */
const SILENCE_RUNNING_MS = 15_000;
const SILENCE_IDLE_MS = 35_000;
/** Doubt that a re-listen clears at once is never shown. A kick takes 50 to 100 ms; slow phones ten times that. */
export const GRACE_MS = 1_500;
/** So many polls without an answer in a row are no accident. */
const OFFLINE_AFTER_FAILURES = 2;
/** From here on the page no longer promises that it will be back in a moment, though no poll has ended. */
const OFFLINE_AFTER_MS = 20_000;
/** A first answer that takes longer is in doubt. Shorter would block the buttons for a moment on every slow load. */
const FIRST_ANSWER_MS = 2_000;

/** A value on screen that is kept up to date. Confirmed: its newest snapshot came from the server. */
export interface FeedState {
  /** Something was told of it, if only by the cache. */
  readonly isKnown: boolean;
  readonly isConfirmed: boolean;
  /** A running mission is in it: silence means more, since its runner reports at least every few seconds. */
  readonly isRunning: boolean;
}

export interface PollState {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly okAt: number | null;
  /** Polls in a row that nobody answered. */
  readonly failures: number;
  /** The reader does not want to wait for the next one. */
  readonly isWanted: boolean;
  /** 0 to 1, drawn with each poll. */
  readonly chance: number;
  /** What the server asked us to wait. */
  readonly askedToWaitMs: number;
}

/** What the reader chose on this device. */
export interface LiveSettings {
  /** Off: the page asks the API instead of listening to Firestore. */
  readonly isLiveOn: boolean;
  /** Between two polls; null for the page's own choice. */
  readonly intervalMs: number | null;
}

/** What the page knows about its link to the server. Times in milliseconds since the epoch, by this device's clock. */
export interface Connection extends LiveSettings {
  readonly browserOnline: boolean;
  readonly feeds: ReadonlyMap<number, FeedState>;
  /** Until the reader goes on, nothing on the page changes by itself. */
  readonly isPaused: boolean;
  readonly lastServerAt: number | null;
  /** Since when the page has been trying to hear the server again. */
  readonly doubtSince: number | null;
  readonly kickedAt: number | null;
  /** Since the doubt began. */
  readonly kicks: number;
  readonly kickWanted: boolean;
  readonly hiddenSince: number | null;
  readonly poll: PollState;
}

export type ConnectionEvent =
  | { readonly type: 'listening'; readonly feed: number; readonly at: number }
  | { readonly type: 'ended'; readonly feed: number }
  | {
      readonly type: 'server_snapshot' | 'cache_snapshot';
      readonly feed: number;
      readonly at: number;
      readonly isRunning: boolean;
    }
  | { readonly type: 'paced'; readonly feed: number; readonly isRunning: boolean }
  | { readonly type: 'online' | 'offline' | 'hidden' | 'visible' | 'resumed' | 'kicked'; readonly at: number }
  /** `resumed` is the browser's word for a thawed page, `reconnect` and `refresh` are the reader's buttons. */
  | { readonly type: 'slept' | 'reconnect' | 'paused' | 'unpaused'; readonly at: number }
  | { readonly type: 'refresh' }
  | { readonly type: 'poll_started'; readonly at: number; readonly chance: number }
  | {
      readonly type: 'polled';
      readonly at: number;
      readonly tookMs: number;
      /** `refused`: the server answered, and wants us to wait or to be somebody else. */
      readonly outcome: 'ok' | 'failed' | 'refused';
      readonly askedToWaitMs: number;
    }
  | ({ readonly type: 'settings'; readonly at: number } & LiveSettings);

export const UNCONNECTED: Connection = {
  ...{ browserOnline: true, isLiveOn: true, intervalMs: null, isPaused: false },
  feeds: new Map(),
  ...{ lastServerAt: null, doubtSince: null, kickedAt: null, kicks: 0, kickWanted: false, hiddenSince: null },
  poll: { startedAt: null, endedAt: null, okAt: null, failures: 0, isWanted: false, chance: 0.5, askedToWaitMs: 0 },
};

/** `idle`: nothing is listened to, so there is nothing to be fresh. `paused`: by the reader. */
export type ConnectionStatus = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'polling' | 'paused' | 'offline';

/** How the link stands at `now`. */
export function connectionStatus(state: Connection, now: number): ConnectionStatus {
  if (!state.browserOnline) return 'offline';
  if (state.feeds.size === 0) return 'idle';
  if (state.isPaused) return 'paused';
  if (isHeard(state, now)) return 'live';
  if (isPolled(state)) return 'polling';
  const doubtMs = state.doubtSince === null ? 0 : now - state.doubtSince;
  if (state.poll.failures >= OFFLINE_AFTER_FAILURES || doubtMs >= OFFLINE_AFTER_MS) return 'offline';
  return heardAt(state) === null ? 'connecting' : 'reconnecting';
}

/**
 * Whether a command could not be sent now, or would be sent into the dark: the page is offline, or it was loaded and has
 * waited for its first answer for longer than one takes.
 */
export function isCutOff(state: Connection, now: number): boolean {
  const status = connectionStatus(state, now);
  if (status !== 'connecting') return status === 'offline';
  return state.doubtSince !== null && now - state.doubtSince >= FIRST_ANSWER_MS;
}

function isHeard(state: Connection, now: number): boolean {
  if (!state.isLiveOn || state.lastServerAt === null) return false;
  const isRecent = now - state.lastServerAt <= silenceMs(state) + GRACE_MS;
  return isRecent && (state.doubtSince === null || now - state.doubtSince < GRACE_MS);
}

function isPolled({ poll, doubtSince }: Connection): boolean {
  return poll.okAt !== null && poll.okAt >= (doubtSince ?? poll.okAt) && poll.failures < OFFLINE_AFTER_FAILURES;
}

/** When the server last said anything of what is on screen, by either way. */
export function heardAt({ lastServerAt, poll }: Connection): number | null {
  if (lastServerAt === null || poll.okAt === null) return lastServerAt ?? poll.okAt;
  return Math.max(lastServerAt, poll.okAt);
}

/** How long nothing may be heard before the link is doubted. */
export function silenceMs(state: Connection): number {
  return isRunning(state) ? SILENCE_RUNNING_MS : SILENCE_IDLE_MS;
}

/** Whether something on screen changes by the second. */
export function isRunning({ feeds }: Connection): boolean {
  return [...feeds.values()].some((feed) => feed.isRunning);
}
