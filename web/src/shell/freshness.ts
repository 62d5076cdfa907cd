import { ageText, clockText, minuteText } from '../../../client/src/words/duration.ts';
import { type Connection, type ConnectionStatus, connectionStatus, heardAt, isCutOff } from '../connection.ts';
import type { Tone } from '../ui/tone.ts';
import { CONNECTION_CAUSES, CONNECTION_WORDS, FRESHNESS_WORDS } from '../words/connection.ts';

/** Older than this, values say as of when they are. Just above the silence after which a quiet page proves its link. */
const STALE_AFTER_MS = 37_000;
const BEGINNING_MS = 1_500;
/** What runs is told of at least this often; until then no news is no news. */
const KNOWN_FOR_MS = 15_000;

/** How fresh the page is, in words. */
export interface Freshness {
  readonly status: ConnectionStatus;
  readonly tone: Tone;
  /** "Live", "Reconnecting…", "Offline". */
  readonly word: string;
  /** "last update 14:02" or "12 s ago", only where the word alone would leave the reader guessing. */
  readonly since: string;
  /** "updated 12 s ago"; "as of 14:02" once it is stale; empty when the server was never heard. */
  readonly stamp: string;
  /** The same as a sentence: "The server last answered 12 s ago." */
  readonly heard: string;
  /** Why it is so, for whoever asks. */
  readonly cause: string;
  /** What is on screen may no longer be so. */
  readonly isStale: boolean;
  /** The server's word is as new as it gets. */
  readonly isHeard: boolean;
  /** `since` is a clock's few characters that count up, not a time of day. */
  readonly isCounted: boolean;
  /** The device itself has a connection, and the server does not answer. */
  readonly isUnreachable: boolean;
  /** No command can be sent with any hope of an answer. */
  readonly isCutOff: boolean;
}

const TONES: Record<ConnectionStatus, Tone> = {
  idle: 'queued',
  connecting: 'queued',
  live: 'succeeded',
  reconnecting: 'queued',
  polling: 'waiting',
  paused: 'paused',
  offline: 'failed',
};

/** `seenAt`: when an earlier visit last heard the server, for a page that has not. */
export function freshnessOf(connection: Connection, seenAt: number | null, now: number): Freshness {
  const status = connectionStatus(connection, now);
  const at = heardAt(connection) ?? seenAt;
  const isOld = at !== null && now - at > STALE_AFTER_MS;
  const isTold = status !== 'live' && status !== 'idle' && !isBeginning(connection, status, now);
  const isStale = status === 'offline' || (isOld && isTold);
  const isUnreachable = status === 'offline' && connection.browserOnline;
  return {
    status,
    tone: TONES[status],
    word: CONNECTION_WORDS[status],
    since: at === null ? '' : sinceText(status, at, now, isStale),
    stamp: at === null ? '' : isStale ? asOfText(at, now) : FRESHNESS_WORDS.updated(ageText(at, now)),
    heard: at === null ? FRESHNESS_WORDS.never : FRESHNESS_WORDS.heard(ageText(at, now)),
    cause: causeOf(status, connection, isUnreachable),
    isStale,
    isHeard: status === 'live' || status === 'polling',
    isCounted: isCounted(status),
    isUnreachable,
    isCutOff: isCutOff(connection, now),
  };
}

/** "updated 12 s ago", or "as of 14:02" once that is long ago, of what was known at `at`. By one clock. */
export function stampOf(at: number, now: number, isStale = false): string {
  return asOfStamp(at, now, isStale) || FRESHNESS_WORDS.updated(ageText(at, now));
}

/** "as of 14:02" once that is long ago, or at once where what is on screen `isStale`; empty before. */
export function asOfStamp(at: number, now: number, isStale = false): string {
  return isStale || now - at > STALE_AFTER_MS ? asOfText(at, now) : '';
}

/** A page that has just been opened has its first answer in a moment: until then it shows the last visit's calmly. */
function isBeginning({ doubtSince }: Connection, status: ConnectionStatus, now: number): boolean {
  return status === 'connecting' && (doubtSince === null || now - doubtSince < BEGINNING_MS);
}

function isCounted(status: ConnectionStatus): boolean {
  return status === 'polling' || status === 'paused';
}

function sinceText(status: ConnectionStatus, at: number, now: number, isStale: boolean): string {
  if (isCounted(status)) return FRESHNESS_WORDS.ago(clockText(now - at));
  return isStale ? FRESHNESS_WORDS.since(minuteText(at)) : '';
}

function asOfText(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return FRESHNESS_WORDS.as_of(isToday ? minuteText(at) : ageText(at, now));
}

function causeOf(status: ConnectionStatus, { isLiveOn, feeds }: Connection, isUnreachable: boolean): string {
  if (isUnreachable) return CONNECTION_CAUSES.unreachable;
  if (status === 'offline' && feeds.size === 0) return CONNECTION_CAUSES.offline_idle;
  if (status === 'polling' && !isLiveOn) return CONNECTION_CAUSES.polling_chosen;
  return CONNECTION_CAUSES[status];
}

/**
 * The moment up to which the page knows how its missions stand. A page that hears nothing knows nothing of a runner's
 * silence: its clocks stand still, and nothing is called stalled for its own deafness.
 */
export function knownUntil(connection: Connection, seenAt: number | null, now: number): number {
  const status = connectionStatus(connection, now);
  if (status === 'live') return now;
  const heard = heardAt(connection);
  const at = heard ?? seenAt;
  if (at === null) return now;
  // It was live until the doubt began, and nothing is known of what came after.
  const isCut = heard !== null && (status === 'offline' || status === 'reconnecting');
  return Math.max(at, knownAfter(at, isCut ? Math.min(now, connection.doubtSince ?? now) : now));
}

/** The same for one value of which only this is known: that it was so at `at`. */
export function knownAfter(at: number, now: number): number {
  return Math.min(now, at + KNOWN_FOR_MS);
}
