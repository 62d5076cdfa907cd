import { ageText, minuteText } from '../../../client/src/words/duration.ts';
import { type Connection, connectionStatus } from '../connection.ts';
import type { Tone } from '../ui/tone.ts';
import { CONNECTION_WORDS } from '../words.ts';

/** How fresh the page is, in words. */
export interface Freshness {
  readonly status: ReturnType<typeof connectionStatus>;
  readonly tone: Tone;
  /** "Live", "Reconnecting…", "Offline". */
  readonly word: string;
  /** "last update 14:02", only where the word alone would leave the reader guessing. */
  readonly since: string;
  /** "updated 12 s ago"; empty when the server was never heard. */
  readonly stamp: string;
  /** The same as a sentence: "The server last answered 12 s ago." */
  readonly heard: string;
  /** Why it is so, for whoever asks. */
  readonly cause: string;
  /** What is on screen may no longer be so. */
  readonly isStale: boolean;
}

const TONES: Record<Freshness['status'], Tone> = {
  idle: 'queued',
  connecting: 'queued',
  live: 'succeeded',
  reconnecting: 'queued',
  offline: 'failed',
};

const CAUSES: Record<Freshness['status'], string> = {
  idle: 'Nothing on this page is updated live.',
  connecting: 'Waiting for the server’s first answer.',
  live: 'Changes appear by themselves, as they are made.',
  reconnecting: 'The connection went quiet, and a new one is being made.',
  offline: 'There is no connection. What you see is how it last stood.',
};

/** `seenAt`: when an earlier visit last heard the server, for a page that has not. */
export function freshnessOf(connection: Connection, seenAt: number | null, now: number): Freshness {
  const status = connectionStatus(connection, now);
  const heardAt = connection.lastServerAt ?? seenAt;
  const isStale = status === 'offline' || status === 'reconnecting';
  return {
    status,
    tone: TONES[status],
    word: CONNECTION_WORDS[status],
    since: status === 'offline' && heardAt !== null ? `last update ${minuteText(heardAt)}` : '',
    stamp: heardAt === null ? '' : `updated ${ageText(heardAt, now)}`,
    heard: heardAt === null ? '' : `The server last answered ${ageText(heardAt, now)}.`,
    cause: CAUSES[status],
    isStale,
  };
}
