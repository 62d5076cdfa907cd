import type { ConnectionEvent } from '../connection.ts';

/** The panel that says how the page keeps itself up to date. */

export const PANEL_WORDS = {
  title: 'Connection',
  about: 'How this page hears of changes: how it stands now, what was measured, and what happened.',
  close: 'Close',
  pause: 'Pause updates',
  nothing_live: 'Nothing on this page is live.',
  /** Why there is so little to see, and where there is more. */
  idle:
    'The settings show nothing that changes by itself. Over the missions, or over one of them, press the word in the ' +
    'header and then Details: this panel opens there, with that page’s connection.',
  device_online: 'This device says that it is online.',
  copy: 'Copy the log',
  state: 'Now',
  settings: 'How this page keeps up',
  live: 'Live updates',
  live_hint: 'Changes come as they are made. Switch off where a proxy holds them back: the page then asks the server.',
  on: 'On',
  off: 'Off',
  interval: 'Ask the server every',
  interval_hint:
    'Where live updates do not get through. Automatic is every 5 s while something runs, else 30 s. Asking more often costs more database reads.',
  interval_own: 'Automatic',
  device: 'Kept on this device.',
  figures: 'Measured since this page was opened',
  figure: 'Figure',
  value: 'Value',
  log: 'What happened',
  log_since: (time: string) =>
    `Since ${time}, when this page was opened or reloaded: each visit begins a log of its own.`,
  log_empty: 'Nothing yet: the connection has not changed since then.',
  when: 'Time',
  what: 'Change',
} as const;

export const FIGURE_WORDS = {
  heard: 'The server last answered',
  delay: 'From a command’s answer until the page showed it',
  delay_none: 'not yet: send a command to measure it',
  polls: 'Polls (questions to the server) answered',
  polls_none: 'none was needed',
  mean: 'Mean time of a poll’s answer',
  recovery: 'Time to be back after a loss',
  recovery_none: 'nothing was lost',
  kicks: 'Connections made anew',
  circuit: 'Whether the server is spared (circuit breaker)',
  share: (answered: string, made: string, percent: string) => `${answered} of ${made} (${percent})`,
  lastAndMean: (last: string, mean: string, count: string) => `${last}; mean ${mean} of ${count}`,
  never: 'not yet',
} as const;

export const CIRCUIT_WORDS = {
  closed: 'No: polls are sent as usual (closed)',
  open: 'Yes: it failed several times in a row and is left alone for a while (open)',
  half_open: 'About to end: the next poll shows whether it is back (half open)',
} as const;

/** What led to a change, where that was no snapshot that came or failed to come. */
export const AFTER_WORDS: Partial<Record<ConnectionEvent['type'], string>> = {
  online: 'the device is online again',
  offline: 'the device went offline',
  resumed: 'the tab was frozen',
  slept: 'the device slept',
  visible: 'the tab was looked at again',
  reconnect: 'reconnect was pressed',
  paused: 'updates were paused',
  unpaused: 'updates were resumed',
  settings: 'the settings were changed',
};
