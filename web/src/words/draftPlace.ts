/** Where the draft of a new mission is, and what is to be done where two devices have one. */
export const DRAFT_PLACE = {
  device: 'Draft kept on this device.',
  account: (time: string) => `Draft kept in your account, saved ${time}.`,
  alone: (time: string) =>
    `Draft kept on this device alone since ${time}: your account can’t be reached. It is tried again by itself.`,
  refused: (time: string) =>
    `Draft kept on this device alone since ${time}: it is too large for your account, or has a broken character in it.`,
  /** Before a form is left. */
  leaving: 'What you have written stays on this device and in your account, and is here when you come back.',
} as const;

export const NEWER_DRAFT = {
  title: (age: string) => `A newer draft from another device, ${age}`,
  begins: (text: string) => `It begins “${text}”`,
  nameless: 'It has no objective yet.',
  undoable: 'The one that you don’t take can be brought back until you write on.',
  use: 'Use it',
  keep: 'Keep this one',
} as const;

export const OTHER_DRAFT = {
  text: 'The draft that you did not take is kept here until you write on or leave.',
  back: 'Bring the other back',
} as const;

export const SPENT_DRAFT = 'That draft was sent or thrown away meanwhile. What stands here stays.';

/** After sending what had been sent. */
export const SENT_BEFORE = 'This draft had already been sent, perhaps from another device. This is its mission.';

export const GONE_DRAFT = {
  text: 'What you had written here was sent or thrown away on another device.',
  back: 'Bring it back',
} as const;
