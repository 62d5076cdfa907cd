import { countedText } from '../../../client/src/words/amount.ts';

/** What a mission is writing, as long as it is written. */
export const DRAFT_WORDS = {
  title: 'Being written',
  badge: 'Draft',
  hint: 'What you see may still change, and is checked before it counts.',
  words: (count: number) => countedText(count, 'word', 'words'),
  /** Of a long one. */
  end_only: 'Only its end is shown here.',
  text_of: (heading: string) => `Draft of “${heading}”`,
  untitled: (number: string) => `Section ${number}`,
  /** As it is spoken. */
  written: (headings: string) => `Written: ${headings}.`,
} as const;
