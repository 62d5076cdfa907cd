import { STATUS_WORDS } from './shared.ts';

/** The list's words that are there at the first paint; what comes later has them in listTools.ts. */
export const LIST_WORDS = {
  title: 'Missions',
  new_mission: 'New mission',
  loading: 'Loading the missions',
  by_status: 'Filter by status',
  search: 'Search the missions',
  search_short: 'Search',
  filters: 'Filters',
  clear: 'Clear the filter',
  nothing: 'No mission fits this filter',
  reload: 'Reload',
} as const;

export const CHIP_WORDS = {
  all: 'All',
  needs_you: 'Needs you',
  running: 'Running',
  on_hold: 'On hold',
  completed: STATUS_WORDS.completed,
  failed: STATUS_WORDS.failed,
  cancelled: STATUS_WORDS.cancelled,
} as const;

/** What stands behind a chip. */
export const CHIP_MEANINGS: Record<keyof typeof CHIP_WORDS, string> = {
  all: 'All your missions, however they stand',
  needs_you: 'Proposed, approved, or waiting for your answer',
  running: 'Running, or about to start',
  on_hold: 'In line, scheduled, paused, or waiting for a signal or a time',
  completed: 'All steps done; what they found is under Results too',
  failed: 'Stopped at an error, which each names; can be retried',
  cancelled: 'Ended by you; those once approved can be retried',
};

export const SECTION_WORDS = {
  needs_you: 'Needs you',
  active: 'Running',
  resting: 'On hold',
  over: 'Finished',
} as const;

export const SORT_WORDS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  updated: 'Last updated first',
  progress: 'Most progress first',
} as const;

/** The parts of a filter in words: "Failed or Running, “py”, type research, tag docs". */
export const FILTER_PARTS = {
  or: ' or ',
  search: (words: string) => `“${words}”`,
  type: (type: string) => `type ${type}`,
  tag: (tag: string) => `tag ${tag}`,
} as const;

export const ROW_WORDS = {
  created: 'created',
  took: (duration: string) => `took ${duration}`,
  tag: (tag: string) => `Missions with the tag ${tag}`,
} as const;

export const STALE_LIST = {
  text: (when: string) => `Below is how it stood ${when}.`,
} as const;

/** Beside how long a mission has been running. */
export const LONGER_THAN_USUAL = 'longer than usual';
