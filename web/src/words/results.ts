import { countedText, countText } from '../../../client/src/words/amount.ts';

const stepsText = (count: number) => countedText(count, 'step', 'steps');

/** The library of results and the page of one. */
export const RESULTS_PAGE = {
  title: 'Results',
  search: 'Search the results',
  search_placeholder: 'Words of the objective',
  type: 'Type',
  any_type: 'Any type',
  tag: 'Tag',
  any_tag: 'Any tag',
  loading: 'Loading the results',
  more: 'Load more',
  loading_more: 'Loading…',
  list: 'Results, newest first',
  since: 'When it was asked for',
  outcome: 'How it ended',
  empty_title: 'No results yet',
  empty_text: 'When a mission completes, what it found is kept here, each result at an address of its own.',
  empty_read: 'Read it with its sources, or print it.',
  empty_take: 'Take it along as a web page, as Markdown or as data.',
  empty_compare: 'Run it again later, and put both results side by side.',
  empty_running: 'See what runs now',
  empty_new: 'New mission',
  empty_stopped_title: 'Nothing stopped early',
  empty_stopped_text: 'No mission of yours has failed or was cancelled.',
  to_completed: 'To the results',
  nothing_title: 'No result fits',
  nothing_here: (known: number) => `Only the newest ${countText(known)} on this device were searched.`,
  nothing_so_far: 'Older ones have not been searched yet.',
  nothing_clear: 'Clear the filter',
  stopped_note:
    'These failed or were cancelled. A whole result is stored when the last step ends, so most of them have none. Open one to see how far it came and, of a report, the sections that were written.',
  reload: 'Reload',
  try_again: 'Try again',
  not_asked: 'The server can’t be searched now. These fit among the newest ones on this device.',
  these_newest: (count: number) => `These are the newest ${countText(count)}. Search to reach older ones.`,
  found_all: (fitting: string) => `${fitting}, of all that you have.`,
  found_some: (fitting: string) => `${fitting} so far, of all that you have.`,
  found_here: (fitting: string, known: number) =>
    `${fitting} among the newest ${countText(known)} on this device. Older ones were not searched.`,
  searched_none: 'There is nothing to search yet.',
  fitting: (count: number) => countedText(count, 'result fits', 'results fit'),
  fitting_stopped: (count: number) => countedText(count, 'mission fits', 'missions fit'),
} as const;

export const RESULTS_NOT_KEPT = {
  title: 'Your results are not on this device yet',
  detail: 'You are offline, and they have not been loaded here.',
  next: 'They appear by themselves as soon as the page is connected.',
} as const;

export const SINCE_WORDS = {
  '': 'Any time',
  day: 'The last day',
  week: 'The last week',
  month: 'The last 30 days',
  year: 'The last year',
} as const;

export const OUTCOME_WORDS = { '': 'Completed', stopped: 'Stopped early' } as const;

/** What each choice of the library's filter shows; over the choices, and for whoever points at them. */
export const FILTER_MEANINGS = {
  type: 'The type of mission that it comes from.',
  tag: 'A tag that its mission was given.',
  since: 'How long ago the mission was asked for.',
  outcome:
    'Completed missions have a whole result. Those that stopped early failed or were cancelled; of a report, what was written can still be read.',
} as const;

/** What a row and the head of a page say of a result. */
export const RESULT_FACTS = {
  took: (duration: string) => `took ${duration}`,
  made: (when: string) => `finished ${when}`,
  ended: (when: string) => `ended ${when}`,
  no_report: 'No report — leads to its steps',
  attempt: (attempt: number) => `attempt ${attempt}`,
  pages: (count: number) => `${countedText(count, 'page', 'pages')} read`,
  page_limit: (count: number) => `Partial — stopped at its limit of ${countText(count)} pages`,
  from_worker: 'a report if its worker sent one',
  stopped_at: (step: number) => `Partial — stopped at step ${countText(step)}`,
  failed_at: (step: number, done: number) => `Failed at step ${countText(step)} — ${stepsText(done)} finished`,
  cancelled_at: (step: number, done: number) => `Cancelled at step ${countText(step)} — ${stepsText(done)} finished`,
  never_ran: 'Cancelled before it ran',
} as const;

export const RESULT_PAGE = {
  back: 'Results',
  heading: 'Result',
  mission: 'The mission',
  mission_attempt: (attempt: number) => `The mission, attempt ${attempt}`,
  print: 'Print',
  contents: 'Contents',
  contents_short: 'On this page',
  sources: 'Sources',
  sources_hint: 'Every address that the report names, in its order.',
  whole_objective: 'The whole objective',
  nothing_found:
    'Nothing was found that speaks to the objective. Ask in other words, or allow more sites and pages: “Edit and run again” stands under “More” above.',
  missing_title: 'No result with this id',
  missing_text: (id: string) =>
    `There is no mission ${id} among yours. The link may be mistyped, or the mission was deleted or belongs to another account.`,
  to_results: 'To your results',
  not_yet_title: 'There is no result yet',
  not_yet_text: 'It appears here by itself when the mission completes.',
  none_title: 'This mission left no result',
  none_completed: 'It completed, and its worker sent no report with the last step.',
  none_failed: (step: number) => `It failed at step ${countText(step)}. Retry it to get one; finished steps are kept.`,
  none_cancelled: (step: number) =>
    `It was cancelled at step ${countText(step)}. Retry it to get one; finished steps are kept.`,
  none_never_ran: 'It was cancelled before it ran.',
  none_attempt: (attempt: number) => `Attempt ${attempt} left no result.`,
  left_title: 'What is there',
  left_none: 'No step was finished, and no part of a result is stored.',
  left_steps: 'These steps were finished; what each one made is kept with the mission, and a retry goes on from there.',
  left_no_part: 'No part of a result is stored: it is written when the last step ends.',
  left_before: (count: number) => `and ${stepsText(count)} before them`,
  to_mission: 'To the mission',
  to_steps: 'To its steps',
  to_newest: 'To the newest',
  old_kept: 'What you see is the last version that this page got.',
} as const;

/** How a result is taken along. */
export const TAKE_WORDS = {
  copy: 'Copy',
  copy_rich: 'As rich text',
  copy_markdown: 'As Markdown',
  download: 'Download',
  html: 'Web page (.html)',
  md: 'Markdown (.md)',
  json: 'Data (.json)',
  more: 'More',
  again: 'Run again…',
  again_blocked: 'Not all of its steps are known here any more. Edit it to run it again.',
  edit: 'Edit and run again',
  compare: 'Compare with an earlier run',
  link: 'Copy the link',
} as const;

export const AGAIN_DIALOG = {
  title: 'Run this mission again?',
  text: 'A new mission asks for exactly the same, and runs at once. This result stays as it is.',
  limits: (pages: string, cost: string) => `It may read up to ${pages} pages and spend up to ${cost}.`,
  confirm: 'Run again',
  busy: 'Starting…',
  keep: 'Not now',
} as const;

/** A result in a file of its own. */
export const FILE_WORDS = {
  contents: 'Contents',
  sources: (count: string) => `Sources (${count})`,
  made: (when: string) => `Made ${when}`,
  mission: (id: string) => `mission ${id}`,
} as const;

/** What surrounds a report's own text. */
export const REPORT_WORDS = {
  copy_code: 'Copy the code',
  table: (number: number, columns: string) => `Table ${number}: ${columns}`,
  table_plain: (number: number) => `Table ${number}`,
  table_second: (name: string) => `${name} (in the second)`,
  image: (alt: string) => `[image: ${alt}]`,
  image_plain: '[image]',
  footnotes: 'Footnotes',
  back_to_text: (reference: string) => `Back to reference ${reference}`,
} as const;

/** The headings of a result as a document, where its mission wrote none. */
export const DOCUMENT_WORDS = {
  findings: 'Findings',
  not_read: 'Not read',
  more: (count: number) => `and ${countText(count)} more`,
} as const;
