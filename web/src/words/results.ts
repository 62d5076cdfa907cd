import { countedText, countText } from '../../../client/src/words/amount.ts';

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
  empty_title: 'No results yet',
  empty_text: 'When a mission completes, what it found is kept here: to read, to copy and to take along.',
  empty_running: 'See what runs now',
  empty_new: 'New mission',
  nothing_title: 'No result fits',
  nothing_clear: 'Clear the filter',
  reload: 'Reload',
  try_again: 'Try again',
  not_asked: 'The server can’t be searched now. These fit among the newest ones on this device.',
  these_newest: (count: number) => `These are the newest ${countText(count)}. Search to reach older ones.`,
  found: (count: number) => `${countedText(count, 'result', 'results')}.`,
  found_many: (count: number) => `The first ${countText(count)} results.`,
} as const;

export const RESULTS_NOT_KEPT = {
  title: 'Your results are not on this device yet',
  detail: 'You are offline, and they have not been loaded here.',
  next: 'They appear by themselves as soon as the page is connected.',
} as const;

/** What a row and the head of a page say of a result. */
export const RESULT_FACTS = {
  took: (duration: string) => `took ${duration}`,
  made: (age: string) => `finished ${age}`,
  attempt: (attempt: number) => `attempt ${attempt}`,
  pages: (count: number) => `${countedText(count, 'page', 'pages')} read`,
  page_limit: (count: number) => `Partial — stopped at its limit of ${countText(count)} pages`,
  from_worker: 'a report if its worker sent one',
  stopped_at: (step: number) => `Partial — stopped at step ${countText(step)}`,
} as const;

export const RESULT_PAGE = {
  back: 'Results',
  heading: 'Result',
  mission: 'The mission',
  mission_attempt: (attempt: number) => `The mission, attempt ${attempt}`,
  copy: 'Copy markdown',
  copied: 'Copied',
  copied_spoken: 'Copied.',
  copy_failed: 'Could not copy. Select the text instead.',
  download: 'Download',
  md: '.md',
  json: '.json',
  print: 'Print',
  contents: 'Contents',
  contents_short: 'On this page',
  sources: 'Sources',
  sources_hint: 'Every address that the report names, in its order.',
  whole_objective: 'The whole objective',
  nothing_found: 'Nothing was found that speaks to the objective.',
  missing_title: 'No result with this id',
  missing_text: (id: string) =>
    `There is no mission ${id} among yours. The link may be mistyped, or the mission was deleted or belongs to another account.`,
  to_results: 'To your results',
  not_yet_title: 'There is no result yet',
  not_yet_text: 'It appears here by itself when the mission completes.',
  none_title: 'This mission left no result',
  none_completed:
    'It completed, and its worker sent no report with the last step. What each step left is on the mission’s page.',
  none_failed: (step: number) => `It failed at step ${countText(step)}. Retry it to get one; finished steps are kept.`,
  none_cancelled: (step: number) =>
    `It was cancelled at step ${countText(step)}. Retry it to get one; finished steps are kept.`,
  none_never_ran: 'It was cancelled before it ran.',
  none_attempt: (attempt: number) => `Attempt ${attempt} left no result.`,
  to_mission: 'To the mission',
  to_steps: 'To its steps',
  to_newest: 'To the newest',
  old_kept: 'What you see is the last version that this page got.',
} as const;

/** What surrounds a report's own text. */
export const REPORT_WORDS = {
  copy_code: 'Copy the code',
  table: (number: number, columns: string) => `Table ${number}: ${columns}`,
  table_plain: (number: number) => `Table ${number}`,
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
