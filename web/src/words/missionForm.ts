import { countedText, countText, plural } from '../../../client/src/words/amount.ts';

/** The form of a mission: a new one, a duplicate, or one that is edited. */

export const FORM_STEPS = { goal: 'Goal', limits: 'Limits', review: 'Review' } as const;
/** The same of a report, which has more to choose than limits. */
export const REPORT_STEPS = { ...FORM_STEPS, limits: 'Options' } as const;

export const FORM = {
  /** After the name of a step, for those who can’t see its mark. */
  step_problems: (count: number) => `, ${countText(count)} ${plural(count, 'problem', 'problems')}`,
  title_new: 'New mission',
  title_edit: 'Edit mission',
  intro: 'Say what to find and where it may look. It runs once you approve it.',
  steps: 'Steps of this form',
  back: 'Back',
  next: (step: string) => `Next: ${step}`,
  /** On a phone, where the steps above say to which. */
  next_short: 'Next',
  create: 'Create',
  creating: 'Creating…',
  run: 'Create and run',
  starting: 'Starting…',
  save: 'Save',
  saving: 'Saving…',
  save_approve: 'Save and approve',
  approving: 'Approving…',
  run_hint: '“Create and run” approves it as well.',
  keys_hint: (keys: string) => `${keys} creates it from any step.`,
  save_keys_hint: (keys: string) => `${keys} saves it from any step.`,
  template: 'Begin with',
  template_hint: 'Fills in the form, for you to change. What you had written stays in this list.',
  template_incomplete:
    'What that mission was to read could not be loaded. Choose another entry and then it again, or say below what to read.',
  template_blank: 'A blank form',
  template_mine: 'What I had written',
  template_sample: 'The sample: this product’s own guide',
  template_like: 'Like an earlier mission',
  loading_report: 'Loading the fields of a report',
  asked: 'What it reads, and how it is written',
  loading_input: 'Loading what it was asked',
  copying: 'Copying the mission…',
  copied: (objective: string) => `A copy of “${objective}”. Change what you like; the first one stays as it is.`,
} as const;

export const TYPE_FIELD = {
  label: 'What kind',
  research: 'Research',
  research_hint: 'Reads web pages and answers with a report.',
  report: 'Report',
  report_hint: 'Writes sections with citations, from sources that you name.',
  external: 'Your own program (external)',
  external_hint: 'A worker of yours does the work elsewhere and reports its steps here.',
  guide: 'How to report steps',
  guide_report: 'How a report is made',
  other: (type: string) => `${type}, as the mission that this is a copy of`,
} as const;

/** More than these are better looked at in the field itself. */
const QUOTED = 5;

function quotedText(parts: readonly string[]): string {
  const shown = parts.slice(0, QUOTED).map((part) => `“${part}”`);
  return [...shown, ...(parts.length > QUOTED ? ['…'] : [])].join(', ');
}

export const FORM_FIELDS = {
  objective: 'Objective',
  domains: 'Allowed domains',
  objective_hint: 'A question or a topic, in your own words.',
  objective_hint_external: 'What the work is for, in your own words.',
  objective_example: 'Find Python tutorials for beginners',
  objective_example_external: 'Import the orders of November',
  domains_hint: 'A domain allows its subdomains too: python.org allows docs.python.org. Nothing outside is ever read.',
  domains_hint_report:
    'Needed only if you name no page, result or text: then these are searched. A domain allows its subdomains too.',
  domains_example: 'python.org',
  no_domains: (parts: readonly string[]) =>
    parts.length === 1
      ? `“${parts[0]}” isn’t a domain such as python.org.`
      : `These aren’t domains such as python.org: ${quotedText(parts)}.`,
  /** After that, of a single word. */
  own_network: 'A name in your own network is written with its port: wiki:80.',
  needs_port: 'needs its port, such as localhost:5000',
  tags_example: 'team:docs',
  notBefore: 'Not before',
  notBefore_hint: 'Leave it empty to start as soon as it is approved and run.',
  /** Beside the hint, once the field is left. */
  notBefore_past: (when: string) => `${when} is past: it starts as soon as it is approved and run.`,
  priority: 'Priority',
  priority_hint: '-10 to 10, usually 0. Where missions stand in line, a point counts like a minute of waiting.',
  tags: 'Tags',
  tags_hint: 'Labels of your own, to find it by. Letters, digits, “.”, “_”, “:” and “-”.',
  tags_recent: 'Used lately:',
  tag_add: (tag: string) => `Add the tag ${tag}`,
  remove: (token: string) => `Remove ${token}`,
  steps: 'Its steps',
  steps_hint: 'One on each line, in their order, each once.',
  /** A line for each, as they are written. */
  steps_example: 'download\nconvert\nupload',
  growing: 'More steps may come while it runs',
  growing_hint:
    'Your worker names each step as it begins, also those that don’t stand here. Its report with is_last ends the mission; until then there is a percent only if it says expected_steps.',
  stalledAfter: 'Minutes of silence until it counts as stalled',
  failedAfter: 'Minutes of silence until it fails',
  stalledAfter_hint: 'It is shown as stalled, and may come back.',
  failedAfter_hint: 'It then fails, and can be retried.',
  number: 'Give a number.',
  moment: 'Give a date and a time.',
  steps_missing: 'Name at least one step, or let more come while it runs.',
} as const;

/** What a report is asked beside its objective. */
export const REPORT_LABELS = {
  addresses: 'Pages to read',
  fromMissions: 'Results of your missions',
  texts: 'Texts of your own',
  depth: 'Depth',
  sectionLength: 'Length',
  language: 'Language',
  engine: 'Who writes it',
  modelUsd: 'US dollars for the model',
  modelTokens: 'Tokens for the model',
} as const;

/** What is wrong with a field, where the server has no words for it. */
export const FIELD_PROBLEMS = {
  no_source: 'Name something to read: a page, a result, a text, or an allowed domain to search.',
  /** The same where texts were added and have nothing in them. */
  empty_texts: 'No text has anything in it yet. Fill one in, or name a page, a result, or an allowed domain to search.',
  no_model:
    'This service has no language model. Choose that it quotes, or have whoever runs it set LLM_BASE_URL and LLM_MODEL.',
  /** Of several texts, the one that is wrong. */
  one_text: (number: number, part: string, problem: string) => `Text ${countText(number)}, ${part}: ${problem}`,
  text_part: { title: 'its title', text: 'its text' },
  no_objective: 'Say what to find.',
  /** A mission whose steps run elsewhere finds nothing: in what is wrong with its objective the second stands for the first. */
  to_find: 'what to find',
  to_do: 'what your worker does',
  no_domain: 'Name at least one domain.',
  /** Of several, the one that is wrong. */
  one: (value: string, problem: string) => `“${value}” ${problem}`,
  /** Before what the server says that an objective has. */
  it_has: 'it has ',
  seconds: (bound: string, seconds: string) => `${bound} ${seconds} seconds`,
} as const;

export const REVIEW = {
  title: 'What will happen',
  research: (domains: string, objective: string) => `It reads ${domains} to answer: “${objective}”`,
  other: (type: string, domains: string, objective: string) => `It runs as “${type}” on ${domains}: “${objective}”`,
  external: (objective: string) => `Your program works on: “${objective}”`,
  report: (sections: number, words: number, language: string, objective: string) =>
    `It writes a report of up to ${countText(sections)} sections, each of about ${countText(words)} words, in ${language}: “${objective}”`,
  reads: (sources: string) => `It reads ${sources}, and nothing that these link to.`,
  searches: (domains: string) => `It searches ${domains} for what to read.`,
  beside: (domains: string) =>
    `${domains}: not searched, since you name what to read; addresses there are links in the report.`,
  addresses: (count: number) => countedText(count, 'page', 'pages'),
  results: (count: number) => countedText(count, 'result of a mission', 'results of missions'),
  texts: (count: number) => countedText(count, 'text of yours', 'texts of yours'),
  quotes: 'Nobody writes it: whole sentences of the sources are quoted, each with its citation.',
  model: 'A language model writes it from the sources, with citations.',
  model_within: (budget: string) =>
    `A language model writes it from the sources, with citations. It stops before it has used ${budget}.`,
  tokens: (count: number) => countedText(count, 'token', 'tokens'),
  limits: (pages: string, minutes: string, megabytes: string, cost: string) =>
    `It stops reading after ${pages} pages, ${minutes} or ${megabytes} MB, whichever comes first. It reads nothing if that is likely to cost more than ${cost}.`,
  steps: (names: string) => `Its steps: ${names}.`,
  steps_growing: (names: string) =>
    names === '' ? 'Its steps become known as it reports them.' : `Its first steps: ${names}.`,
  silence: (stalled: string, failed: string) =>
    `It counts as stalled after ${stalled} of silence, and fails after ${failed}.`,
  at_once: 'Nothing runs before you approve it; then it starts as soon as you run it.',
  later: (when: string) => `Nothing runs before you approve it, nor before ${when}.`,
  past: (when: string) => `Nothing runs before you approve it. ${when} is past, so it then starts at once.`,
  ahead: (points: string) => `In line it stands ${points} ahead of its turn.`,
  behind: (points: string) => `In line it stands ${points} behind its turn.`,
  minutes: (count: number) => `${countText(count)} ${plural(count, 'minute', 'minutes')}`,
  tags: (tags: string) => `Tags: ${tags}.`,
  no_request: 'The request can be read here once nothing is wrong.',
  changes: 'What changes',
  unchanged: 'Nothing is changed yet.',
  change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  none: 'none',
  json: 'As JSON',
  json_copy: 'Copy the JSON',
  curl: 'The same from a terminal',
} as const;

export const CONFLICT = {
  title: 'It changed while you were editing',
  taken: (fields: string) => `The form has the new values of: ${fields}.`,
  clash: 'You changed the same:',
  theirs: (field: string, value: string) => `${field} is now ${value}`,
  keep_mine: 'Keep mine',
  take_theirs: 'Take theirs',
  choose: 'Choose first whose change counts.',
  gone_title: 'It can no longer be edited',
  gone: (status: string) =>
    `It is ${status} meanwhile: what was approved must be what runs. Copy what you wrote if you need it.`,
  empty: 'empty',
} as const;

/** As the API bounds them; the server has the last word. */
export const LIMITS_FIELDS = {
  title: 'Limits',
  maxPages: { label: 'Pages', hint: `At most this many are read. 1 to ${countText(2_000)}.` },
  maxMinutes: { label: 'Minutes', hint: 'Reading stops after this time. Up to 25.' },
  maxMegabytes: { label: 'Megabytes', hint: 'Together, over all pages. Up to 500.' },
  maxCost: { label: 'Cost in US dollars', hint: 'It reads nothing if that is likely to cost more. Up to 100.' },
  /** Where there is no room to say of what. */
  cost_short: 'Cost',
  summary: (pages: string, minutes: string, megabytes: string, cost: string) =>
    `${pages} pages, ${minutes} min, ${megabytes} MB, ${cost}`,
} as const;
