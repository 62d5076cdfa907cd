import { countedText, countText, plural } from '../../../client/src/words/amount.ts';

function missionsText(count: number): string {
  return countedText(count, 'mission', 'missions');
}

/** The words of all that comes with the list after its first paint. */
export const TOOL_WORDS = {
  title: 'Filters',
  status: 'Status',
  type: 'Type',
  any_type: 'Any type',
  tag: 'Tag',
  any_tag: 'Any tag',
  sort: 'Order',
  clear: 'Clear',
  done: 'Done',
  announced: (count: number) => `Filter: ${missionsText(count)}.`,
  announced_loaded: (count: number) => `Filter: ${missionsText(count)} so far; there may be more.`,
} as const;

export const SAVED_WORDS = {
  group: 'Saved filters',
  save: 'Save this filter',
  save_meaning: 'Gives it a name and a button here, on this device.',
  name: 'Name',
  name_hint: 'It is kept on this device, until you sign out. To share a filter, share the page’s address.',
  confirm: 'Save',
  cancel: 'Cancel',
  needs_name: 'Give it a name.',
  taken: 'There is a saved filter of this name.',
  too_many: (max: number) => `There are ${max} saved filters already. Delete one first.`,
  edit: (name: string) => `Rename or delete “${name}”`,
  edit_title: 'Rename or delete',
  remove: 'Delete',
  saved: 'Filter saved.',
  removed: 'Filter deleted.',
} as const;

export const ORDER_WORDS = {
  new: (count: number) => countedText(count, 'new mission', 'new missions'),
  new_said: (count: number) => `${countedText(count, 'new mission', 'new missions')}.`,
  gone: 'No longer in this list',
} as const;

export const MORE_WORDS = {
  more: 'Load more',
  older: 'Load older missions',
  search: 'Search all missions',
  search_on: 'Search on',
  loading: 'Loading…',
  older_title: 'Older',
  older_found: 'Found among older ones',
  as_of: (when: string) => `as of ${when}, not live`,
  loaded: (count: number) => `Searched in the newest ${countText(count)}.`,
  nothing_older: 'Nothing found among the older ones so far.',
  end: 'That is all.',
  end_search: 'All missions were searched.',
  sorted: (count: number) => `Ordered among the newest ${countText(count)}; older ones are not looked at.`,
  newer: 'Show newer ones',
} as const;

export const PICK_WORDS = {
  pick: (title: string) => `Select ${title}`,
  meaning: 'Select it: several can be cancelled, retried or deleted at once',
  bar: 'Selected missions',
  selected: (count: number) => `${countText(count)} selected`,
  cancel: (count: number) => `Cancel (${countText(count)})`,
  retry: (count: number) => `Retry (${countText(count)})`,
  delete: (count: number) => `Delete (${countText(count)})`,
  clear: 'Clear',
  clear_meaning: 'Selects none. Nothing is done to the missions.',
  all_shown: 'Select all shown',
  all_matching: (count: number | null) =>
    count === null ? 'Select all that match' : `Select all ${countText(count)} that match`,
  collecting: (count: number) => `Reading them: ${countText(count)} so far…`,
  collected: (count: number) => `${missionsText(count)} selected.`,
  most: (max: number) => `The newest ${countText(max)} are selected, which is the most at once.`,
  none: 'Not possible for any of the selected missions.',
  one_at_a_time: 'One after the other: another command is under way.',
} as const;

export type BulkCommand = 'cancel' | 'retry' | 'delete';

interface BulkText {
  readonly title: (count: number) => string;
  readonly text: string;
  readonly confirm: (count: number) => string;
  readonly keep: string;
  readonly busy: (done: number, total: number) => string;
  readonly done: (count: number) => string;
  /** Why it can't be done to the others. */
  readonly cannot: (count: number) => string;
  readonly overtaken: (count: number) => string;
}

const are = (count: number, what: string) => `${missionsText(count)} ${plural(count, 'is', 'are')} ${what}`;

export const BULK_WORDS: Record<BulkCommand, BulkText> = {
  cancel: {
    title: (count) => `Cancel ${missionsText(count)}?`,
    text: 'They stop, a running step at the next safe place, and there is no result. Finished steps are kept: what was approved can be retried later from where it stopped.',
    confirm: (count) => `Cancel ${missionsText(count)}`,
    keep: 'Keep them',
    busy: (done, total) => `Cancelling: ${countText(done)} of ${countText(total)}`,
    done: (count) => `${are(count, 'cancelled')}.`,
    cannot: (count) => `${are(count, 'over or stopping already')}, so there is nothing to cancel.`,
    overtaken: (count) => `${missionsText(count)} ended meanwhile, so there was nothing left to cancel.`,
  },
  retry: {
    title: (count) => `Retry ${missionsText(count)}?`,
    text: 'Each begins again with its first unfinished step, asked as it was. What the steps before it found is used as it is.',
    confirm: (count) => `Retry ${missionsText(count)}`,
    keep: 'Leave them',
    busy: (done, total) => `Retrying: ${countText(done)} of ${countText(total)}`,
    done: (count) => `${missionsText(count)} began again.`,
    cannot: (count) =>
      `${missionsText(count)} can’t be retried: only what failed or was cancelled after its approval can.`,
    overtaken: (count) => `${missionsText(count)} had begun again already.`,
  },
  delete: {
    title: (count) => `Delete ${missionsText(count)} for good?`,
    text: 'Their steps, history and results go with them. This cannot be undone, and nobody can bring them back.',
    confirm: (count) => `Delete ${missionsText(count)}`,
    keep: 'Keep them',
    busy: (done, total) => `Deleting: ${countText(done)} of ${countText(total)}`,
    done: (count) => `${are(count, 'deleted')}.`,
    cannot: (count) => `${are(count, 'not over')}. Cancel what runs before you delete it.`,
    overtaken: (count) => `${missionsText(count)} had been deleted already.`,
  },
};

export const BULK_RUN_WORDS = {
  region: 'What is done to the selected missions',
  leave:
    'You may go to other pages meanwhile. If you close this tab, what is done stays done, and the rest stays as it is.',
  waits: 'Only so many calls are allowed in a minute. The rest goes on by itself.',
  and_more: (count: number) => `and ${countText(count)} more`,
  failed: (count: number) => `${missionsText(count)} did not work:`,
  nothing: 'Nothing was changed.',
  again: 'Try those again',
  close: 'Close',
  stop: 'Stop',
  stopped: (left: number) =>
    `Stopped; ${missionsText(left)} ${plural(left, 'was left as it was', 'were left as they were')}.`,
} as const;

export const MENU_WORDS = {
  button: (title: string) => `Actions for ${title}`,
  menu: 'Actions',
  open: 'Open',
  peek: 'Peek beside the list',
} as const;

export const PEEK_WORDS = {
  title: 'Peek',
  close: 'Close',
  resize: 'Width of the panel',
  open: 'Open the mission',
  loading: 'Loading the mission',
  missing: 'This mission is no longer there.',
  steps: 'Steps',
  steps_before: (count: number) => `${countText(count)} before`,
  steps_after: (count: number) => `${countText(count)} more`,
  lines: 'Newest lines',
  no_lines: 'Nothing was written down yet.',
} as const;

export const EMPTY_WORDS = {
  title: 'No missions yet',
  text:
    'A mission is a job of named steps that may take a while, such as reading a site to answer a question. You say ' +
    'what to find and where it may look; it runs on the server, and this page shows how far it is. Close the page, ' +
    'lose the network, come back tomorrow: nothing is lost.',
  steps: [
    { title: 'Propose', text: 'An objective and the domains it may read.' },
    { title: 'Approve', text: 'Nothing runs before you say so.' },
    { title: 'Watch', text: 'Step by step, with time left and results.' },
  ],
  sample: 'The sample reads this product’s own guide. It takes a few seconds.',
} as const;

/** What each chip of the list leads to, where nothing is there. */
export const CHIP_MEANINGS = {
  needs_you: 'Here are missions that wait for you: for your approval, to be run, or for an answer.',
  running: 'Here are missions that run now or are about to start.',
  on_hold:
    'Here are missions that are paused, stand in line, begin at a set time, or wait for something else than you.',
  completed: 'Here are missions whose steps are all done. What they found is under Results too.',
  failed: 'Here are missions that stopped at an error. Each says why, and can be retried.',
  cancelled: 'Here are missions that you ended. Those that you had approved can be retried.',
} as const;

export const NOTHING_WORDS = {
  none: 'You have no missions yet.',
} as const;

/** What the address asks for and there is not. */
export const UNKNOWN_FILTER = {
  title: 'A part of this address is not understood',
  text: (parts: readonly string[]) =>
    `There is no ${parts.join(' and no ')}. It is left out; the rest of the filter holds.`,
  clear: 'Leave it out of the address',
} as const;
