/** The server’s complaint about a field, below it. */
export const AT_FIELD = (problem: string) => `It ${problem}.`;

/** Who did not answer, where nobody could be asked. */
export const SIGN_IN_SERVICE = 'The sign-in service';

/** Problems that only the page can see; the server's come with words of their own. */
export const TROUBLE = {
  page_incomplete: {
    title: 'A part of this page could not be loaded',
    detail: 'The connection was lost, or a newer version was just published.',
    next: 'Reload the page.',
  },
  page_incomplete_offline: {
    title: 'This part is not on your device yet',
    detail: 'You are offline, and it was not loaded before.',
    next: 'It loads as soon as the connection is back.',
  },
  no_answer: {
    title: 'The server did not answer',
    detail: 'The request may or may not have arrived.',
    next: 'Check your connection and try again; asking twice is harmless.',
  },
  /** Nothing was to be changed: there is no doubt what became of it. */
  no_answer_read: {
    title: 'The server did not answer',
    detail: 'So there is nothing to show yet.',
    next: 'Check your connection and try again.',
  },
  unreadable: {
    title: 'This page does not understand the server’s answer',
    detail: 'It is probably older than the server.',
    next: 'Reload the page.',
  },
  no_server: {
    title: 'The server can’t be reached',
    detail: 'Nothing of this is on your device yet, so there is nothing to show.',
    next: 'It appears as soon as the page is connected.',
  },
  listener_failed: {
    title: 'Live updates stopped',
    detail: 'The database ended the connection.',
    next: 'Reload the page.',
  },
} as const;
