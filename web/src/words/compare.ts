import { countedText, countText, plural } from '../../../client/src/words/amount.ts';

/** Two results side by side. */
export const COMPARE_PAGE = {
  title: 'Two results side by side',
  back: 'Results',
  sides: 'Results',
  first: 'The first',
  second: 'The second',
  show: 'Show',
  loading: 'Loading both results',
  loading_report: 'Loading the reports',
  same_title: 'That is the same result twice',
  same_text: 'Choose another one to put beside it.',
  missing_title: 'No result with this id',
  missing_text: (id: string) =>
    `There is no mission ${id} among yours. It may have been deleted. Choose another result.`,
  not_kept: {
    title: 'These results are not on this device yet',
    detail: 'You are offline, and they have not been loaded here.',
    next: 'They appear by themselves as soon as the page is connected.',
  },
  to_mission: 'To the mission',
  findings: 'Findings',
  report: 'Report',
  meanings: {
    findings: 'What each found, one by one, side by side',
    report: 'Both texts side by side, with what stands in only one of them marked',
  },
  parts: 'Part by part',
  beginning: 'The beginning',
  no_part: 'No such part here.',
  no_report: 'It has no report.',
} as const;

/** The table over both. */
export const COMPARE_FACTS = {
  title: 'At a glance',
  what: 'What',
  none: '–',
  finished: 'Finished',
  took: 'Took',
  found: 'Findings',
  pages: 'Pages read',
  missed: 'Not read',
  cost: 'Cost',
  attempt: 'Attempt',
  partial: 'Left out',
  sources: 'Sources',
  only: 'Sources only here',
  shared: 'Sources in both',
} as const;

export const COMPARE_SOURCES = {
  title: 'Sources',
  only_first: (count: number) => `Only in the first (${countText(count)})`,
  only_second: (count: number) => `Only in the second (${countText(count)})`,
  both: (count: number) => `In both (${countText(count)})`,
  none: 'Neither names a source.',
  nothing_first: 'The first has none that the second has not.',
  nothing_second: 'The second has none that the first has not.',
  same: 'Both name the same sources.',
} as const;

/** How a part of one report stands to the other report. */
export const PART_WORDS = {
  same: 'The same in both',
  only_here: 'This part is only here',
  all_there: 'All of it stands in the other one too',
  differs: (count: number, all: number) =>
    `${countText(count)} of ${countedText(all, 'sentence', 'sentences')} ${plural(count, 'is', 'are')} only here`,
} as const;

/** The list of the parts in which two reports differ. */
export const DIFFERENCE_WORDS = {
  title: 'Where the reports differ',
  none: 'Each says what the other one says.',
  differs: 'differs',
  only_first: 'only in the first',
  only_second: 'only in the second',
} as const;

export const FINDING_WORDS = {
  only_here: 'Only here',
} as const;

/** Where the other one is chosen. */
export const PICK_OTHER = {
  title: 'Compare it with',
  same_objective: 'Runs of the same objective',
  others: 'Other results',
  none: 'There is no other result yet. Run it again to have one.',
  no_run: 'No other run of this objective is known. Run it again to have one, or take another result.',
  asking: 'Looking for other runs…',
  list: (title: string) => `${title}, newest first`,
} as const;

/** Choosing two in the library. */
export const PICK_TWO = {
  pick: (title: string) => `Compare ${title}`,
  hint: 'Tick two results to compare them.',
  hint_one: 'A second one can be compared with it.',
  bar: 'Chosen to compare',
  one: 'Choose another one to compare it with.',
  compare: 'Compare the two',
  clear: 'Clear',
  clear_meaning: 'Lets go of what is chosen. The results stay.',
  let_go: (title: string) => `Two can be compared: “${title}” was let go.`,
} as const;
