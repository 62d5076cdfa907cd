import { estimateTokens } from '../../../edge/model/tokens.ts';
import type { Model } from '../../../edge/model.ts';
import { mostAnswerTokens } from '../../../edge/modelConfig.ts';
import type { ReportRequest } from '../../../schema/reportRequest.ts';

/**
 * The share of the context that is left free: tokens are estimated, and texts in other languages than English have more
 * than that. Servers that check refuse what is beyond their context by one token.
 */
const SPARE = 1 / 16;

/** An outline: a few lines for each section. */
const OUTLINE_TOKENS = 3_000;

/** A word of most languages is one to three tokens; a model may think before it writes. */
const TOKENS_PER_WORD = 5;
const THINKING_TOKENS = 1_000;

/** Of a model, how much it may say. */
type Answering = Pick<Model, 'contextTokens' | 'maxOutputTokens'>;

/** No passage fits in less. */
const LEAST_ROOM = 200;

/** What an outline has for each section: a title, a question and numbers, with all marks of JSON. */
const TOKENS_PER_PLANNED = 120;

/** An outline that does not fit its form is sent back, and stands in the second question beside its passages. */
export function repairTokens(sections: number): number {
  return (sections + 1) * TOKENS_PER_PLANNED;
}

/** The most that an outline may have; less where the model can take little. */
export function outlineTokens(model: Answering): number {
  return ceilingFor(model, OUTLINE_TOKENS);
}

/** The most that a section of `words` words may have. */
export function sectionTokens(model: Answering, words: number): number {
  return ceilingFor(model, words * TOKENS_PER_WORD + THINKING_TOKENS);
}

/** What the operator has set counts where it is more: a model that thinks needs it. */
function ceilingFor({ contextTokens, maxOutputTokens }: Answering, usual: number): number {
  return Math.min(Math.max(usual, maxOutputTokens ?? 0), mostAnswerTokens(contextTokens));
}

/**
 * What is left for passages beside `rest` of a question and an answer of `answerTokens`. Less than the least makes no
 * sense: then the question is refused before it is sent.
 */
export function roomFor(contextTokens: number, answerTokens: number, rest: readonly string[]): number {
  const fixed = rest.reduce((sum, text) => sum + estimateTokens(text), Math.ceil(contextTokens * SPARE));
  return Math.max(LEAST_ROOM, contextTokens - answerTokens - fixed);
}

/** The language of a report in English words, for the model. */
export function languageName({ language }: Pick<ReportRequest, 'language'>): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
