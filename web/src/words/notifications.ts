/** Desktop notifications, and where they are set. */
export const NOTIFICATIONS = {
  title: 'Notifications',
  intro:
    'Your system tells you when a mission ends or needs you, while this page is open in any tab, also in the background.',
  closed: 'With no tab open nothing can come from here. For that there are webhooks, which call an address of yours.',
  to_webhooks: 'To the webhooks',
  state: 'On this device',
  turn_on: 'Switch on',
  turn_off: 'Switch off',
  about: 'What to tell of',
  try_it: 'Show one',
  tried: { title: 'This is how it looks', text: 'A press on it leads to the mission.' },
  offer: 'Tell me when it is done',
  offered: 'You will be told when a mission ends or needs you.',
  to_settings: 'Settings',
  refused: 'The browser does not allow it. It can be allowed in the browser’s settings for this page.',
} as const;

/** How notifications stand on this device. */
export const NOTIFICATION_STATES = {
  on: { word: 'On', text: 'One for each mission and event, however many tabs are open.' },
  off: { word: 'Off', text: 'The browser asks once whether this page may.' },
  off_allowed: { word: 'Off', text: 'The browser allows them for this page. Switch them on here.' },
  denied: {
    word: 'Blocked',
    text: 'You or your browser said no for this page. The page can’t ask again: allow notifications beside the address, then switch them on here.',
  },
  unsupported: { word: 'Not here', text: 'This browser shows no notifications from a page.' },
} as const;

export const NOTICE_KINDS = {
  completed: 'A mission is completed',
  failed: 'A mission failed',
  asks: 'A mission needs your answer',
} as const;

export const NOTICE_TITLES = {
  completed: 'Completed',
  failed: 'Failed',
  asks: 'Needs your answer',
} as const;

/** One for all, when many came at once, such as after the device slept. */
export const NOTICE_MANY = {
  title: (count: number) => `${count} missions ended or need you`,
  text: 'Open the list to see which.',
} as const;
