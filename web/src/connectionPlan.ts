import { backoffMs } from '../../client/src/backoff.ts';
import { type Connection, GRACE_MS, heardAt, isRunning, silenceMs } from './connection.ts';

/** A hand-over between tabs takes up to 8 s and mends itself. */
const KICK_DOUBT_AFTER_MS = 8_000;
/** The very first answer may be long in coming on a slow line: dropping its stream would only begin it anew. */
const KICK_FIRST_AFTER_MS = 20_000;
/** A kick drops the stream: more often and a slow network never gets one up. Later ones only look whether it is back. */
const KICK_EVERY_MS = 10_000;
const KICK_LATER_MS = 30_000;
const QUICK_KICKS = 3;
/** A page hidden for longer may have been frozen, and its stream is dead without knowing it. */
const HIDDEN_MS = 10_000;
/** Where no snapshot comes for this long, the API is asked instead. Sooner costs reads at every hand-over. */
const POLL_AFTER_MS = 10_000;
/**
 * The same for a page that has heard nothing at all since it was loaded: whoever opens it while the server is away must
 * not be left guessing. Costs one GET on each load over a line so slow that the first snapshot is not there yet.
 */
const POLL_FIRST_AFTER_MS = 4_000;
const POLL_RUNNING_MS = 5_000;
const POLL_IDLE_MS = 30_000;
/** Pages of a thousand readers must not ask at the same moment. */
const JITTER = 0.1;
/** Some browsers call themselves offline for ever, behind a VPN for one: looking costs nothing. */
const PROBE_EVERY_MS = 30_000;
/** A poll ends by itself long before; one that did not was lost while the device slept. */
const POLL_LOST_MS = 30_000;

/** Whether to drop the stream and listen anew. */
export function shouldKick(state: Connection, now: number): boolean {
  const { browserOnline, isLiveOn, isPaused, feeds, hiddenSince, lastServerAt, doubtSince } = state;
  if (!browserOnline || !isLiveOn || isPaused || feeds.size === 0 || hiddenSince !== null) return false;
  const sinceKick = state.kickedAt === null ? Number.POSITIVE_INFINITY : now - state.kickedAt;
  // What the reader caused (came back to the tab, switched networks) need not wait as long as a suspicion.
  if (state.kickWanted) return sinceKick > GRACE_MS;
  if (sinceKick <= (state.kicks < QUICK_KICKS ? KICK_EVERY_MS : KICK_LATER_MS)) return false;
  if (lastServerAt !== null && now - lastServerAt > silenceMs(state)) return true;
  const patience = lastServerAt === null ? KICK_FIRST_AFTER_MS : KICK_DOUBT_AFTER_MS;
  return doubtSince !== null && now - doubtSince > patience;
}

/** Whether to ask the API now. */
export function shouldPoll(state: Connection, now: number): boolean {
  const { poll, feeds, hiddenSince, isPaused } = state;
  if (feeds.size === 0 || hiddenSince !== null) return false;
  if (poll.startedAt !== null && now - poll.startedAt < POLL_LOST_MS) return false;
  if (poll.isWanted) return true;
  return !isPaused && needsPolls(state, now) && now >= pollDueAt(state);
}

function needsPolls(state: Connection, now: number): boolean {
  const { browserOnline, isLiveOn, doubtSince } = state;
  if (!isLiveOn || !browserOnline) return true;
  const patience = heardAt(state) === null ? POLL_FIRST_AFTER_MS : POLL_AFTER_MS;
  return doubtSince !== null && now - doubtSince >= patience;
}

function pollDueAt(state: Connection): number {
  const { endedAt, failures, chance, askedToWaitMs } = state.poll;
  if (endedAt === null) return Number.NEGATIVE_INFINITY;
  const spread = 1 + JITTER * (2 * chance - 1);
  const ownMs = failures === 0 ? pollEveryMs(state) * spread : backoffMs(failures, chance);
  return endedAt + Math.max(ownMs, askedToWaitMs, state.browserOnline ? 0 : PROBE_EVERY_MS);
}

/** Between two polls that are answered. */
export function pollEveryMs(state: Connection): number {
  return state.intervalMs ?? (isRunning(state) ? POLL_RUNNING_MS : POLL_IDLE_MS);
}

/** Whether a page that was hidden since then has to look anew. How long is not known if the clock was set back. */
export function wasHiddenLong(hiddenSince: number | null, now: number): boolean {
  return hiddenSince !== null && (now - hiddenSince > HIDDEN_MS || now < hiddenSince);
}
