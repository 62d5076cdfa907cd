import { countText, plural } from '../../../client/src/words/amount.ts';

/** What all forms have that are filled in over a page. */
export const FORM_FRAME = {
  close: 'Close',
  problems: (count: number) => plural(count, 'One field needs a change', `${countText(count)} fields need a change`),
} as const;

/** Before a form is left that somebody has written in. */
export const LEAVE = {
  title: 'Leave this form?',
  text_draft: 'What you have written stays on this device, and is here when you come back.',
  text_lost: 'What you have written here is lost.',
  keep: 'Go on writing',
  leave_draft: 'Keep it and leave',
  leave: 'Leave',
  discard: 'Throw it away',
} as const;
