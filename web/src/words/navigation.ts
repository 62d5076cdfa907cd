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
