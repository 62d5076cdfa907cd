/** Signing in, and what an account is. Error texts are keyed by Firebase Auth's codes. The data chunk does without it. */

const TO_LINK = 'Send me a sign-in link instead';
const TO_FORGOT = 'Forgot the password?';

export const SIGN_IN = {
  titles: {
    in: 'Sign in',
    new: 'Create an account',
    link: 'Sign in by a link',
    forgot: 'Set a new password',
  },
  notes: {
    in: 'Mission Progress runs long missions and keeps their progress safe.',
    new: 'With an e-mail address and a password of your own.',
    link: 'We send you a mail with a link. Whoever opens it is signed in; no password is needed.',
    forgot: 'We send you a mail with a link, behind which you choose a new password.',
  },
  google: 'Continue with Google',
  or: 'or by e-mail',
  email: 'E-mail',
  password: 'Password',
  password_hint: (length: number) => `At least ${length} characters.`,
  submit: { in: 'Sign in', new: 'Create account', link: 'Send the link', forgot: 'Send the mail' },
  to_new: 'I have no account yet',
  to_in: 'I have an account',
  to_link: TO_LINK,
  to_forgot: TO_FORGOT,
  wrong_next: `Check both. Or choose “${TO_FORGOT}” or “${TO_LINK}” below.`,
  back: 'Back',
  guest: 'Try it as a guest',
  guest_note: 'Without an account. You can add a way to sign in later, and your missions stay yours.',
  local: 'Go on as the local user',
  local_note: 'This is the emulator suite: the local user has the missions that curl and the client make.',
  offline: 'Signing in needs the network. It works again once the connection is back.',
} as const;

/** What the page itself finds wrong with an address or a password, before Auth is asked. */
export const FIELD_PROBLEMS = {
  no_email: 'Type your e-mail address.',
  not_email: 'This is not an e-mail address. It looks like name@example.org.',
  no_password: 'Type your password.',
  no_new_password: 'Choose a password.',
  short_password: (length: number) => `Choose a longer password: at least ${length} characters.`,
} as const;

export const MAIL_SENT = {
  title: 'Look into your mailbox',
  link: (email: string) =>
    `If mail can reach ${email}, a link is on its way. Open it in this browser and you are signed in; in another one you are asked for the address.`,
  forgot: (email: string) =>
    `If there is an account with ${email}, a mail is on its way. Choose a new password behind its link, then sign in.`,
  wait: 'It takes a minute at most. If it does not come, look among the unwanted mail.',
  suite: 'The emulator suite sends no mail. The link stands in its log, suite.log.',
  again: 'Send another',
} as const;

export const FINISH_LINK = {
  title: 'Signing you in',
  upgrading: 'Adding this address to your guest account',
  ask_title: 'Which address was the link sent to?',
  ask_note: 'The link was asked for in another browser. Typing the address proves that the mail was yours.',
  submit: 'Sign in',
  lost_title: 'There is no link here',
  lost_note: 'This page finishes a sign-in that was begun by mail. Ask for a new link to sign in.',
  failed_title: 'This link did not work',
  to_start: 'To the start',
} as const;

/** Wrong address and wrong password read the same: neither tells who has an account. */
export const SIGN_IN_PROBLEMS = {
  'auth/invalid-credential': 'E-mail or password is wrong.',
  'auth/user-not-found': 'E-mail or password is wrong.',
  'auth/wrong-password': 'E-mail or password is wrong.',
  'auth/invalid-email': 'This is not the right e-mail address.',
  'auth/missing-email': 'The e-mail address is missing.',
  'auth/email-already-in-use': 'There is an account with this e-mail already. Sign in instead.',
  'auth/credential-already-in-use': 'There is an account with this already.',
  'auth/account-exists-with-different-credential':
    'There is an account with this e-mail already, with another way to sign in. Use that one, and add this way in the settings.',
  'auth/weak-password': 'The password needs at least 6 characters.',
  'auth/password-does-not-meet-requirements': 'The password does not meet this project’s rules. Try a longer one.',
  'auth/too-many-requests': 'Too many attempts. Wait a few minutes and try again.',
  'auth/popup-blocked': 'The browser blocked the sign-in window. Allow pop-ups for this page and try again.',
  'auth/network-request-failed': 'The sign-in service can’t be reached. Check your connection and try again.',
  'auth/auth-domain-config-required':
    'This project has no address for sign-in windows. Use another way, or ask whoever runs the project.',
  'auth/internal-error': 'The sign-in service can’t be reached. Check your connection and try again.',
  'auth/operation-not-allowed':
    'This way of signing in is not switched on in this project. Use another one, or ask whoever runs the project.',
  'auth/admin-restricted-operation':
    'This way of signing in is not switched on in this project. Use another one, or ask whoever runs the project.',
  'auth/unauthorized-continue-uri':
    'This address is not among the project’s authorized domains. Whoever runs the project can add it.',
  'auth/unauthorized-domain':
    'This address is not among the project’s authorized domains. Whoever runs the project can add it.',
  'auth/invalid-action-code': 'This link was used before, or it is too old. Ask for a new one.',
  'auth/expired-action-code': 'This link was used before, or it is too old. Ask for a new one.',
  'auth/user-disabled': 'This account was switched off. Ask whoever runs the project.',
  'auth/requires-recent-login': 'For this you must have signed in lately. Sign out, sign in again, and try once more.',
  'auth/provider-already-linked': 'This way to sign in was added before.',
  'auth/user-token-expired': 'You were signed out elsewhere. Sign in again.',
  other: 'It did not work. Try again.',
} as const;

export const ACCOUNT = {
  hints: {
    account: 'Signing out removes what this device keeps of your missions, in all its tabs.',
    guest: 'Your missions belong to this browser. Signed out, or on another device, you can’t get back to them.',
    local:
      'The local user of the emulator suite, who also makes calls without a token. Sign out to try the other ways of signing in.',
  },
  sign_out: 'Sign out',
  guest_out: {
    title: 'Sign out and lose your missions?',
    text: 'A guest can’t sign in again. Your missions go on, but nobody can reach them any more. Add a way to sign in first to keep them.',
    confirm: 'Sign out',
    keep: 'Stay',
  },
  offline_out: {
    title: 'Sign out while offline?',
    text: 'You can’t sign in again before the connection is back. What this device keeps of your missions is removed.',
    confirm: 'Sign out',
    keep: 'Stay',
  },
  guest_offline: 'Before the connection is back, nobody can sign in here at all.',
  guest_title: 'You are a guest',
  guest_note: 'Add a way to sign in, and what you made stays yours on every device.',
  ways: 'Ways to sign in',
  ways_local: 'The local user needs none: the emulator suite signs it in by itself.',
  google: 'Google',
  google_hint: 'With the account of Google that you choose.',
  password: 'E-mail and password',
  password_hint: 'With an address and a password of your own.',
  link: 'E-mail link',
  link_hint: 'A link that is mailed to you, without a password.',
  link_to: (email: string) => `A link that is mailed to ${email}, where this project allows it.`,
  link_add: 'Open the link in this browser, and the address is added to what you have here.',
  busy: 'One moment…',
  add: 'Add',
  added: 'Added',
  add_label: (way: string) => `Add: ${way}`,
  taken_title: 'That account exists already',
  taken_note:
    'It can’t be joined with this guest. You may sign in to it instead; what you made as a guest then stays behind, and can’t be reached any more.',
  taken_other:
    'It can’t be joined with yours. You may sign in to it instead; your account and its missions stay as they are.',
  taken_switch: 'Sign in to it',
  taken_keep: 'Stay as I am',
  password_title: 'Password',
  current: 'Current password',
  next: 'New password',
  change: 'Change the password',
  changed: 'The password is changed.',
  reset_hint: 'Never had one, or forgot it? A mail lets you set a new one.',
  reset: 'Send the mail',
  verify: 'This address is not confirmed yet',
  verify_hint: 'Confirming it proves that the mailbox is yours.',
  verify_sent: (email: string) => `A mail to ${email} is on its way. Open its link, then come back.`,
  verify_send: 'Send a mail to confirm it',
  verify_check: 'I have opened the link',
  verified: 'The address is confirmed.',
  not_verified: 'Not confirmed yet. Open the link in the mail first.',
  kept: 'Added. Your missions are yours on every device now.',
} as const;
