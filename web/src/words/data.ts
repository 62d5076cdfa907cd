import { plural } from '../../../client/src/words/amount.ts';

/** What is kept on the device, and deleting everything. */

export const DEVICE_DATA = {
  title: 'Kept on this device',
  note: 'So that the page opens at once, and works without a network. It leaves this device when you sign out.',
  missions: 'Missions that you have seen',
  missions_hint: 'In a database of this browser, at most about 40 MB; the oldest go first.',
  seed: 'The last list',
  seed_hint: 'Objectives, statuses and percents of up to 20 missions: what you see first when you come back.',
  drafts: 'What you left half written',
  drafts_hint:
    'A mission, a schedule, a webhook or a key that you began to make, and settings of this page. The mission is in your account too, and stays there; the others are on this device alone.',
  page: 'The page itself',
  page_hint: 'Its program, and nothing of yours. It stays when you sign out.',
  used: 'Used in all',
  used_hint: (quota: string) => `This browser gives the page up to ${quota}.`,
  unknown: 'This browser does not say',
  shown_first:
    'Whoever can open this browser sees what is kept before anybody’s sign-in is checked. On a device that you share, sign out.',
  clear: 'Remove what is kept here',
  clear_hint:
    'You stay signed in. Missions are fetched again when they are shown, and so is a mission that you left half written. What else is half written is lost.',
  clear_dialog: {
    title: 'Remove what is kept here?',
    text: 'Missions on the server stay as they are, and so does the half written one that is saved in your account. What else is half written is lost: schedules, webhooks and keys. Close other tabs of this page first, or it is removed when the page is opened next.',
    confirm: 'Remove it',
    keep: 'Keep it',
  },
} as const;

export const TAKE_ALONG = {
  title: 'Take missions along',
  row: 'Export a mission',
  hint: 'All that is stored of it, as one JSON document.',
  link: 'How to export',
} as const;

export const PURGE = {
  title: 'Delete everything',
  row: 'All your missions',
  hint: 'Only on the emulator suite. Missions that run are cancelled first. There is no way back.',
  open: 'Delete all missions',
  dialog_title: 'Delete all your missions?',
  count: (count: number, number: string) =>
    plural(
      count,
      'You have one mission. It is deleted for good.',
      `You have ${number} missions. All of them are deleted for good, whatever their status.`,
    ),
  counting: 'Counting them…',
  none: 'You have no missions. There is nothing to delete.',
  schedules: 'Schedules stay, and go on making new ones.',
  type: (word: string) => `Type “${word}” to confirm`,
  word: 'purge',
  wrong: (word: string) => `Type the word ${word}.`,
  confirm: 'Delete them all',
  keep: 'Keep them',
  running: (deleted: string) => `Deleting… ${deleted} so far.`,
  stopping: (stopping: string) => `${stopping} still stopping; they are next.`,
  done: (deleted: number, number: string) =>
    plural(deleted, 'One mission is deleted.', `${number} missions are deleted.`),
  close: 'Close',
} as const;
