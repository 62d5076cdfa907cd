import { countedText, countText } from '../../../client/src/words/amount.ts';

/** A result itself, on its own page and on its mission's: apart from the library, for a mission's page carries these. */
export const RESULT_PARTS = {
  loading: 'Loading the result',
  loading_report: 'Loading the report',
  show: 'Show',
  findings: 'Findings',
  report: 'Report',
  meanings: {
    findings: 'What was found, one by one: each with its source',
    report: 'The whole as a text to read from top to bottom',
  },
  not_kept: {
    title: 'This result is not on this device yet',
    detail: 'You are offline, and it has not been loaded here.',
    next: 'It appears by itself as soon as the page is connected.',
  },
} as const;

/** The items of a result, and the pages that it lacks. */
export const ITEM_WORDS = {
  all: (count: number) => `Show all ${countText(count)}`,
  match: (percent: number) => `${percent} % match`,
  match_meaning: 'How well the page fits what was asked, by its words. The best stand first.',
  missed: (count: number) => `${countedText(count, 'page', 'pages')} could not be read`,
  missed_first: (count: number) => `These are the first ${countText(count)}.`,
} as const;

/** What there is of a mission that completed without a report. */
export const LEFT_WORDS = {
  none: 'It has no report: its worker sent none with the last step.',
  kept: 'What each step left is kept.',
  nothing: 'No step left an output either.',
  nothing_lately: (count: number) => `Nor did any of its last ${countText(count)} steps leave an output.`,
  title: 'What its steps left',
  step: (index: number, name: string) => `${countText(index + 1)}. ${name}`,
  all: (count: number) => `All ${countedText(count, 'step', 'steps')}`,
  hint: 'A worker may send a report with its last step, as “result”.',
  guide: 'How a worker sends one',
} as const;
