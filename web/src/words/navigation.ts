/** Where the header leads, and what an address without a page says. */
export const NAVIGATION = {
  missions: 'Missions',
  results: 'Results',
  schedules: 'Schedules',
  health: 'Health',
  settings: 'Settings',
  guide: 'Guide',
  new_mission: 'New mission',
  find: 'Find anything',
} as const;

/** What stands round every page. */
export const SHELL = {
  main: 'Main',
  menu: 'Menu',
  theme: (now: 'system' | 'light' | 'dark') => `Theme: ${now}. Change`,
  signed_in_as: 'Signed in as ',
  shortcuts: 'Keyboard shortcuts',
  sign_out: 'Sign out',
  sign_out_offline: 'You can’t sign in again before the connection is back.',
  skip: 'Skip to the content',
} as const;
