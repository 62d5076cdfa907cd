import { countText, plural } from '../../../client/src/words/amount.ts';

/** What all forms have that are filled in over a page. */
export const FORM_FRAME = {
  close: 'Close',
  problems: (count: number) => plural(count, 'One field needs a change', `${countText(count)} fields need a change`),
} as const;

/** What was typed into a form of something new, and stayed on the device. */
export const KEPT = {
  back: 'This is what you had written before.',
  cleared: 'The form is blank again.',
  afresh: 'Start afresh',
  undo: 'Bring it back',
} as const;

/** Before a form is left that somebody has written in. */
export const LEAVE = {
  title: 'Leave this form?',
  text_draft: 'What you have written stays on this device, and is here when you come back.',
  text_draft_without_address:
    'What you have written stays on this device, but for the address: there may be a secret in it.',
  text_lost: 'What you have written here is lost.',
  keep: 'Go on writing',
  leave_draft: 'Keep it and leave',
  leave: 'Leave',
  discard: 'Throw it away',
} as const;
