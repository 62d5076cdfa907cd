import { countText } from '../../../client/src/words/amount.ts';

/** The command palette. */
export const PALETTE = {
  title: 'Find anything',
  placeholder: 'Mission, screen, command',
  results: 'Found',
  nothing: (text: string) => `Nothing is called “${text}”.`,
  nothing_hint: 'Try fewer words, or the mission’s id.',
  nothing_searched: 'Missions, screens, commands, filters, settings and the guide’s chapters were looked through.',
  searching: 'Looking through all your missions…',
  not_searched: 'Only the missions on this device were looked through.',
  choose: 'choose',
  take: 'open',
  leave: 'close',
  address: 'Open the mission with this id',
  in_list: (text: string) => `Show all missions with “${text}”`,
  found: (count: number) => `${countText(count)} found.`,
  /** What Enter does then. */
  nothing_said: (text: string, enter: string) => `Nothing is called “${text}”. Enter: ${enter}.`,
} as const;

/** Above the parts of the list. */
export const PALETTE_GROUPS = {
  here: 'This mission',
  recent: 'Lately',
  missions: 'Missions',
  go: 'Go to',
  filters: 'Filter the missions',
  settings: 'Settings',
  device: 'This device',
  guide: 'Guide',
} as const;

export const PALETTE_ENTRIES = {
  theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
  theme_more: 'appearance colours dark light mode',
  help: 'Keyboard shortcuts',
  sign_out: 'Sign out',
  filter: (label: string) => `Missions: ${label.toLowerCase()}`,
} as const;

/** The guide's chapters by the name in their address; a test holds the titles next to the chapters themselves. */
export const GUIDE_TITLES = {
  'quick-start': 'Quick start',
  missions: 'What a mission is',
  lifecycle: 'The life of a mission',
  create: 'Create a mission',
  edit: 'Edit a proposed mission',
  'approve-and-run': 'Approve and run a mission',
  cancel: 'Cancel a mission',
  pause: 'Pause and resume a mission',
  retry: 'Retry a mission',
  waiting: 'When a mission waits',
  queue: 'The queue',
  schedules: 'Recurring missions',
  progress: 'Read a mission’s progress',
  percent: 'The percent',
  eta: 'The time left',
  results: 'Read the result',
  events: 'Read the history',
  list: 'List your missions',
  snapshots: 'Follow a mission from a web page',
  stream: 'Follow a mission by stream',
  webhooks: 'Webhooks',
  dashboard: 'The dashboard',
  scope: 'Scope: where a mission may go',
  budget: 'Budget: what a mission may spend',
  research: 'Research missions',
  reports: 'Reports',
  'mission-types': 'Write a mission type',
  external: 'External missions',
  terminal: 'The terminal',
  client: 'The TypeScript client',
  keys: 'API keys and rate limits',
  'signing-in': 'Signing in and tokens',
  limits: 'Limits',
  errors: 'Errors',
  api: 'HTTP reference',
  reliability: 'How nothing gets lost',
  housekeeping: 'Keep, export and delete missions',
  health: 'Health',
  emulator: 'Run it on the emulator suite',
  deploy: 'Deploy to Firebase',
  model: 'Set a language model',
  cost: 'What it costs to run',
  glossary: 'Glossary',
} as const;
