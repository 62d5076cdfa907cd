import type { ConnectionStatus } from '../connection.ts';

/** How fresh the page is, and why. In the header and beside values. */

export const CONNECTION_WORDS: Record<ConnectionStatus, string> = {
  idle: 'Nothing live here',
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  polling: 'Polling',
  paused: 'Paused',
  offline: 'Offline',
};

export const CONNECTION_CAUSES = {
  idle: 'Nothing on this page is updated live.',
  connecting: 'Waiting for the server’s first answer.',
  live: 'Changes appear by themselves, as they are made.',
  reconnecting: 'The connection went quiet, and a new one is being made.',
  polling: 'Live updates do not get through, so the page asks the server again and again. It goes live by itself.',
  polling_chosen: 'Live updates are switched off on this device, so the page asks the server again and again.',
  paused: 'You paused the page. Nothing on it changes until you go on.',
  offline: 'This device has no connection. What you see is how it last stood.',
  /** Where nothing that may be out of date is listened to. */
  offline_idle: 'This device has no connection.',
  unreachable: 'The server can’t be reached, live or by asking it. What you see is how it last stood.',
} as const;

export const FRESHNESS_WORDS = {
  since: (time: string) => `last update ${time}`,
  as_of: (time: string) => `as of ${time}`,
  ago: (duration: string) => `${duration} ago`,
  updated: (age: string) => `updated ${age}`,
  heard: (age: string) => `The server last answered ${age}.`,
  never: 'The server has not answered yet.',
} as const;

export const BANNER_WORDS = {
  offline: 'You are offline',
  unreachable: 'The server can’t be reached',
  /** Of a server that is away nobody here knows whether anything runs. */
  text: (since: string, isUnreachable: boolean) =>
    `What you see is how it last stood${since === '' ? '' : ` (${since})`}.${isUnreachable ? '' : ' Missions go on running meanwhile.'}`,
} as const;

export const CONNECTION_SAID = {
  offline: (since: string, cause: string) => `Offline${since === '' ? '' : `, ${since}`}. ${cause}`,
  polling: 'Live updates do not get through. The page asks the server instead.',
  live: 'Live again.',
} as const;

export const PILL_WORDS = {
  prefix: 'Connection: ',
  reconnect: 'Reconnect now',
  no_network: 'This device is offline: connect it to a network.',
  refresh: 'Refresh now',
  resume: 'Resume updates',
  details: 'Details',
} as const;
