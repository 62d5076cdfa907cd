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
  use: 'Use it',
  keep: 'Keep this one',
} as const;

export const GONE_DRAFT = {
  text: 'What you had written here was sent or thrown away on another device.',
  back: 'Bring it back',
} as const;
