/** The settings of this device, and the frame of all settings. */
export const SETTINGS = {
  title: 'Settings',
  appearance: 'Appearance',
  notifications: 'Notifications',
  keyboard: 'Keyboard',
  account: 'Account',
  data: 'Data',
  keys: 'API keys',
  webhooks: 'Webhooks',
  connection: 'Connection',
  loading: (section: string) => `Loading: ${section}`,
} as const;

/** What being offline means for a section: what this device keeps works on, what the server keeps waits. */
export const SETTINGS_OFFLINE = {
  device: 'What is set here is kept on this device, and works all the same.',
  account: 'Your account is kept on the server. It can be changed once the connection is back.',
  data: 'What is kept on this device stays here. It can be removed once the connection is back.',
  keys: 'Keys are kept on the server. They can be made and revoked once the connection is back; they work meanwhile.',
  webhooks:
    'Webhooks are kept on the server. They can be changed once the connection is back; they are called meanwhile.',
} as const;

export const APPEARANCE = {
  theme: 'Theme',
  theme_hint: 'On this device alone.',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  motion: 'Motion',
  motion_less: 'Your system asks for less motion: bars do not glide and nothing blinks.',
  motion_full: 'Bars glide to their percent. Where your system asks for less motion, nothing moves.',
  motion_value: { less: 'Reduced', full: 'Full' },
  language: 'Dates and numbers',
  language_hint: 'As your region writes them amid the English of this page, in the time zone of this device.',
} as const;
