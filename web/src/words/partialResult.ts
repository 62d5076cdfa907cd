import { countedText, countText } from '../../../client/src/words/amount.ts';

/** A report whose mission ended before it was whole: what there is of it. */
export const PARTIAL_WORDS = {
  loading: 'Looking for what is written of it',
  none_whole: 'This report ended before it was whole.',
  read: 'See what is written of it',
  title: 'This report is not whole',
  some: (written: number, planned: number) =>
    `${countText(written)} of ${countedText(planned, 'section is', 'sections are')} written. What is there can be read and taken along.`,
  all: 'All of its sections are written; they are not checked and put together.',
  kept: 'A retry keeps them, and goes on with the rest.',
  sections: 'Its sections',
  section: (number: number, title: string) => `${countText(number)}. ${title}`,
  written: 'written',
  missing: 'not written',
  retry: 'To the mission, to retry it',
} as const;
