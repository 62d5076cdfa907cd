/** The webhooks and what was sent to them. */
export const WEBHOOK_FORM = {
  events: 'Events',
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
    url: { label: 'Address', hint: 'A public https address of yours.' },
    percents: { label: 'At percent', hint: 'Up to ten, 1 to 99.' },
    type: { label: 'Only missions of type', hint: 'Empty for all.' },
    mission: { label: 'Only the mission with id', hint: 'Empty for all. It need not be there yet.' },
    description: { label: 'What it is for', hint: 'May be empty.' },
  },
} as const;

export const WEBHOOK_ACTIONS = {
  edit: 'Change',
  deliveries: 'Deliveries',
  saved: 'The webhook is changed.',
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
