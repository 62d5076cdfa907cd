import type { KEY_MAP } from '../ui/keyMap.ts';

/** The keyboard, where it is explained. */
export const KEYBOARD = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  single: 'Single letters are shortcuts',
  single_hint: 'Switch this off if you speak your input, or press letters by accident.',
  off: 'Single letters are switched off.',
  escape: 'Close what is open',
} as const;

/** Where a group of keys works. */
export const KEY_GROUPS: { readonly [G in keyof typeof KEY_MAP]: string } = {
  page: 'Everywhere',
  list: 'In the list of missions',
  results: 'In the results',
  mission: 'On a mission',
  views: 'A mission’s views',
  steps: 'In the steps',
  log: 'In the events',
};

/** What each key does. */
export const KEY_WORDS: { readonly [G in keyof typeof KEY_MAP]: Readonly<Record<keyof (typeof KEY_MAP)[G], string>> } =
  {
    page: {
      palette: 'Find anything',
      search: 'Search the missions',
      create: 'New mission',
      go_missions: 'Go to the missions',
      go_results: 'Go to the results',
      go_schedules: 'Go to the schedules',
      go_health: 'Go to the health',
      go_settings: 'Go to the settings',
      help: 'This list',
    },
    list: {
      next: 'Next mission',
      previous: 'Mission before',
      open: 'Open it',
      peek: 'Peek (on wide pages)',
      select: 'Select it',
      menu: 'What can be done with it',
    },
    results: {
      next: 'Next result',
      previous: 'Result before',
      open: 'Open it',
      select: 'Choose it to compare',
      compare: 'Compare the two',
    },
    mission: {
      attend: 'To what needs your answer',
      cancel: 'Cancel it (asks first)',
      retry: 'Retry it (asks first)',
      menu: 'What else can be done with it',
    },
    views: { first: 'Steps', second: 'Timeline', third: 'Events', fourth: 'Result' },
    steps: { next: 'Next step', previous: 'Step before', open: 'Open it' },
    log: { follow: 'Follow the newest event', pause: 'Hold the log' },
  };
