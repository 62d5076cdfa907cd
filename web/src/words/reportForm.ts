import { countedText, countText } from '../../../client/src/words/amount.ts';

/** The fields of a report in the form of a mission: they come when the kind is chosen. */

export const REPORT_FORM = {
  sources: 'What it reads',
  /** Who writes it, told before that is chosen. */
  writer_quotes: 'Nobody writes it: it quotes whole sentences of its sources.',
  writer_quotes_beside: (model: string) =>
    `Nobody writes it: it quotes whole sentences of its sources. ${model} could write it instead.`,
  writer_model: (model: string) => `${model} writes it from its sources, with citations.`,
  writer_unnamed: 'A language model writes it from its sources, with citations.',
  writer_change: 'Change who writes it',
  addresses_hint: 'One address on each line, 50 at most. Each is read, and nothing that it links to.',
  addresses_example: 'https://docs.python.org/3/tutorial/',
  missions_hint: 'What they found becomes a source. Five at most.',
  missions_loading: 'Looking for missions that are finished',
  missions_none: 'None of your missions has a result yet. Those that are completed can be chosen here.',
  missions_chosen: (count: number) => (count === 0 ? 'none chosen' : `${countText(count)} chosen`),
  mission: (objective: string, when: string) => `${objective}, ${when}`,
  /** Of a mission that is not among the newest ones. */
  mission_other: (id: string) => `Mission ${id}`,
  texts_hint:
    'What you paste here is a source like any page, cited by its title. Ten at most. Only whole sentences of it are quoted.',
  text: (number: number) => `Text ${countText(number)}`,
  text_title: 'Title',
  text_text: 'Text',
  text_size: (count: number) => `${countedText(count, 'character', 'characters')} of ${countText(50_000)}`,
  text_add: 'Add a text',
  text_remove: (number: number) => `Remove text ${countText(number)}`,
} as const;

export const REPORT_OPTIONS = {
  title: 'The report',
  depth_hint: 'How many sections it has at most.',
  depths: {
    brief: (sections: number) => `Brief, ${countText(sections)} sections`,
    standard: (sections: number) => `Standard, ${countText(sections)} sections`,
    deep: (sections: number) => `Deep, ${countText(sections)} sections`,
  },
  length_hint: 'How long each of them is.',
  lengths: {
    short: (words: number) => `Short, about ${countText(words)} words`,
    medium: (words: number) => `Medium, about ${countText(words)} words`,
    long: (words: number) => `Long, about ${countText(words)} words`,
  },
  language_hint: 'A tag such as en, de or pt-BR. Quoted sentences stay in the language of their source.',
  extractive: 'Nobody: it quotes',
  extractive_hint: 'Whole sentences of the sources, in order, each with its citation. Needs no key and costs nothing.',
  model: 'A language model',
  model_hint: (model: string) =>
    `${model} plans and writes it from the sources, with citations. What it uses is counted.`,
  model_asking: 'Asking the service whether it has a model…',
  model_unknown: 'Whether this service has a model could not be found out. It says so when the mission is made.',
  model_none:
    'This service has no language model. Whoever runs it sets LLM_BASE_URL and LLM_MODEL, and LLM_API_KEY where the model wants one.',
  budget: 'What the model may use',
  budget_hint:
    'It stops before it has used more. Without a sum, the mission’s own limit of cost counts; without tokens, nothing does.',
  usd_hint: 'Where the service knows what the model costs. Up to 100.',
  tokens_hint: 'Read and written together.',
} as const;
