import { countedText } from '../../../client/src/words/amount.ts';
import type { WebhookEvent } from '../../../functions/src/schema/webhook.ts';

/** The webhooks and what was sent to them. */
export const WEBHOOK_FORM = {
  events: 'Events',
  url_example: 'https://',
  new: {
    title: 'New webhook',
    submit: 'Make the webhook',
    busy: 'Making it…',
    /** What the page can't know after a lost answer, and must not do by itself: the webhook may be there. */
    lost: {
      detail: 'The webhook may have been made, and nobody has its secret then.',
      next: 'Look at the list: if it is there, give it a new secret. Else make it again.',
    },
  },
  edit: {
    title: 'Change the webhook',
    submit: 'Save',
    busy: 'Saving…',
    lost: { detail: 'The change may have been saved.', next: 'Saving once more is harmless.' },
  },
  fields: {
    url: {
      label: 'Address',
      hint: 'A public https address of yours that takes POST requests. Each is signed, so it needs no password.',
      guide: 'How to verify them',
    },
    percents: { label: 'At percent', hint: 'Up to ten whole numbers from 1 to 99.' },
    type: { label: 'Only missions of type', hint: (types: string) => `Empty for all. Else one of: ${types}.` },
    mission: {
      label: 'Only the mission with id',
      hint: 'Empty for all. The id stands in a mission’s address, behind /m/. The mission need not be there yet.',
    },
    description: { label: 'What it is for', hint: 'A note for yourself. May be empty.' },
  },
} as const;

export const WEBHOOK_ACTIONS = {
  edit: 'Change',
  deliveries: 'Deliveries',
  saved: 'The webhook is changed.',
  test: 'Send a test',
  tested: 'A test is on its way.',
  turn_on: 'Switch on',
  turn_off: 'Switch off',
  turned: (isOn: boolean) => `The webhook is ${isOn ? 'on' : 'off'}.`,
  new_secret: 'New secret',
  renewed: 'The webhook has a new secret.',
  delete: 'Delete',
  deleted: 'The webhook is deleted.',
  is_off: 'The webhook is switched off.',
} as const;

export const WEBHOOKS = {
  title: 'Webhooks',
  new: 'New webhook',
  text: 'An address of yours is called, signed, when a mission waits or ends.',
  how: 'How to receive one',
  loading: 'Loading the webhooks',
  none: 'No webhooks yet',
  none_text:
    'A webhook needs a receiver: an address of yours that takes POST requests. To try it, start the one that the guide ' +
    'has, make a webhook with its address, and send a test.',
  none_guide: 'Start a receiver',
} as const;

/** Offline, where they were not read before. */
export const WEBHOOKS_NOT_KEPT = {
  title: 'Your webhooks are not on this device',
  detail: 'You are offline, and they are read from the server each time.',
  next: 'They appear by themselves as soon as the page is connected.',
} as const;

export const NEW_SECRET_DIALOG = {
  title: 'A new secret?',
  text: 'It is shown once. For a day messages are signed with the old one too; then your receiver must know the new one.',
  confirm: 'New secret',
  keep: 'Keep the old one',
} as const;

export const DELETE_WEBHOOK_DIALOG = {
  title: 'Delete this webhook?',
  text: 'Nothing is sent there any more, and what is on its way is given up. This cannot be undone.',
  confirm: 'Delete webhook',
  keep: 'Keep it',
} as const;

/** The one time that a secret is shown. */
export const SECRET = {
  title: 'Copy the secret now: it is not shown again.',
  for: (url: string) => `For ${url}`,
  copy: 'Copy the secret',
  first: 'Put it into your receiver, which verifies with it that a message is from here. Then send a test.',
  renewed: 'For a day messages are signed with the old one too, so that your receiver can change over at any time.',
  how: 'How to verify',
  done: 'I have copied it',
} as const;

/** Of what a webhook is told. */
export const EVENT_WORDS: Readonly<Record<WebhookEvent, { readonly label: string; readonly text: string }>> = {
  'mission.waiting': { label: 'Waiting', text: 'A mission asks something, or waits for a signal or a moment.' },
  'mission.completed': { label: 'Completed', text: 'A mission is done, and its result is there.' },
  'mission.failed': { label: 'Failed', text: 'A mission failed, with the reason.' },
  'mission.cancelled': { label: 'Cancelled', text: 'By you or a program of yours.' },
  'mission.progress': { label: 'Progress', text: 'A mission passes a percent that you choose.' },
};

/** What a panel says of a webhook. */
export const WEBHOOK_FACTS = {
  at: (percents: string) => ` at ${percents} %`,
  type: (type: string) => `type ${type} alone`,
  mission: (id: string) => `mission ${id} alone`,
  made: (age: string) => `made ${age}`,
  old_secret: (until: string) => `old secret good until ${until}`,
  on: 'On',
  off: 'Off',
  failing: 'Failing',
  switched_off: (age: string, why: string) => `Switched off ${age}: ${why}`,
  switched_off_next: 'Nothing is sent. Mend the target, switch the webhook on and send a test.',
  failing_since: (when: string) => `It has taken nothing since ${when}.`,
  failing_next: 'Deliveries are tried again. After a day without one it is switched off.',
} as const;

/** What a row says of a delivery. */
export const DELIVERY_FACTS = {
  pending: 'On its way',
  delivered: 'Delivered',
  failed: 'Given up',
  test: 'Test',
  tries: (count: number) => countedText(count, 'try', 'tries'),
  repeats: 'repeats an earlier one',
  next_try: (when: string) => `next try ${when}`,
  try_now: 'Try now',
  send_again: 'Send once more',
  is_due: 'It is being tried already.',
  taken: (status: number | null) => `Taken, with ${status}.`,
} as const;

/** How a test went, on the webhook that it was sent to. */
export const TESTED = {
  waiting: 'The test is on its way.',
  waiting_text: 'Your receiver has 10 seconds to answer. How it went will stand here.',
  put_off: (when: string) => `It is sent ${when}: your receiver was slow or failed before, so it is spared.`,
  long: 'It takes longer than it mostly does. You need not wait: it stands under Deliveries too.',
  delivered: 'The test was delivered.',
  taken: (status: number | null, duration: string) => `Your receiver answered ${status} after ${duration}.`,
  refused: 'The test was not taken.',
  again: (when: string) => `It is tried again ${when}.`,
  again_now: 'It is being tried again.',
  failed: 'The test was given up.',
  unread: 'How it went since then could not be read. It is looked up again by itself.',
  advice: {
    not_tried: 'Switch the webhook on, then send another test.',
    no_answer: 'Check the address, and that your receiver runs and answers within 10 seconds.',
    not_allowed: 'Check that your receiver verifies with the newest secret, and that nothing else asks for a sign-in.',
    not_there: 'Check the path of the address, and that your receiver takes POST requests there.',
    gone: 'An answer of 410 switches the webhook off. Let your receiver answer 2xx, switch it on and send another test.',
    other: 'Look into your receiver’s log: it takes a message by answering 200 to 299.',
  },
} as const;

export const DELIVERIES = {
  loading: 'Loading the deliveries',
  again: 'Try again',
  list: 'Deliveries, newest first',
  filter: 'Which deliveries',
  filters: { all: 'All', pending: 'On their way', delivered: 'Delivered', failed: 'Given up' },
  none: 'Nothing was sent yet. A test shows whether it arrives.',
  none_such: 'There are none of these.',
  older: 'Older deliveries',
  loading_older: 'Loading…',
  resent: 'Sent once more.',
  tried: 'It is tried now.',
  tries: 'Tries',
} as const;
