import type { ApiScope } from '../../../functions/src/schema/apiKey.ts';

/** The API keys: their list, making one, and the one time that it is shown. */
export const KEYS = {
  title: 'API keys',
  new: 'New key',
  text: 'A key lets a program call the API as you, wherever it runs, without signing in.',
  how: 'How to use one',
  loading: 'Loading the keys',
  none: 'No keys yet',
  none_text: 'Make one for each program, so that each can be revoked alone.',
  revoked: 'The key is revoked.',
  use: 'To try a key in a terminal (macOS, Linux), put the one that you copied in the place of mp_YOUR_KEY. If nobody has it any more, revoke it and make another.',
} as const;

/** Offline, where they were not read before. */
export const KEYS_NOT_KEPT = {
  title: 'Your keys are not on this device',
  detail: 'You are offline, and they are read from the server each time.',
  next: 'They appear by themselves as soon as the page is connected.',
} as const;

export const REVOKING = {
  revoke: 'Revoke',
  busy: 'Revoking…',
  label: (name: string, ending: string) => `Revoke ${name}, ${ending}`,
  title: (name: string) => `Revoke “${name}”?`,
  text: 'Whatever uses this key is refused within a minute. This cannot be undone.',
  confirm: 'Revoke key',
  keep: 'Keep it',
} as const;

export const KEY_FORM = {
  title: 'New API key',
  name: 'What it is for',
  name_hint: 'So that you know it in the list.',
  scope: 'It may',
  expires: 'It expires',
  expires_hint: 'From then on calls with it are refused. Make another one before.',
  submit: 'Make the key',
  busy: 'Making it…',
  /** What the page can't know after a lost answer, and must not do by itself: the key may be there. */
  lost: {
    detail: 'The key may have been made, and nobody has it then.',
    next: 'Look at the list: if it is there, revoke it. Then make another one.',
  },
} as const;

/** How long a key may last, by its days. */
export const EXPIRY_WORDS = {
  week: 'in a week',
  month: 'in 30 days',
  quarter: 'in 90 days',
  year: 'in a year',
  never: 'never',
} as const;

/** Where the key is shown; the name of the variable stands between the two halves of the text. */
export const NEW_KEY_WORDS = {
  title: (name: string) => `Copy the key “${name}” now: it is not shown again.`,
  copy: 'Copy the key',
  text_before_variable:
    'Only a hash of it is kept. Put it where your program finds it, such as the environment variable ',
  text_after_variable: ', and not into code.',
  try_it:
    'Try it in a terminal (macOS, Linux). The first line keeps the key for this window, the second lists your missions.',
  done: 'I have copied it',
} as const;

/** What a key may do, by the highest of its scopes. */
export const SCOPE_WORDS: Readonly<Record<ApiScope, { readonly label: string; readonly text: string }>> = {
  read: { label: 'Look', text: 'Read missions, progress and results. Change nothing.' },
  run: { label: 'Look and run', text: 'Also create, run and move missions, and report their steps.' },
  admin: { label: 'Everything', text: 'Also make and revoke keys, set up webhooks, and delete.' },
};

export const KEY_STANDING = { active: 'Active', expired: 'Expired', revoked: 'Revoked' } as const;

/** What a row says of a key. */
export const KEY_FACTS = {
  never_used: 'never used',
  used_lately: 'used in the last hour',
  last_used: (when: string) => `last used ${when}`,
  made: (age: string) => `made ${age}`,
  by_key: 'by another key',
  revoked: (age: string) => `revoked ${age}`,
  never_expires: 'never expires',
  expired: (when: string) => `expired ${when}`,
  expires: (when: string) => `expires ${when}`,
} as const;
