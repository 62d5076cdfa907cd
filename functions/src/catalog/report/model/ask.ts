import { estimateTokens } from '../../../edge/model/tokens.ts';
import type { ReportRequest } from '../../../schema/reportRequest.ts';

/** What is told and asked beside the passages, and the schema that is added to it, take about so much. */
const ROUND_TOKENS = 1_200;

/** An outline: a few lines for each section. */
const OUTLINE_TOKENS = 3_000;

/** A word of most languages is one to three tokens; a model may think before it writes. */
const TOKENS_PER_WORD = 5;
const THINKING_TOKENS = 1_000;

/** The most that an outline may have; less where the model can take little. */
export function outlineTokens(contextTokens: number): number {
  return Math.min(OUTLINE_TOKENS, Math.floor(contextTokens / 3));
}

/** The most that a section of `words` words may have. */
export function sectionTokens(contextTokens: number, words: number): number {
  return Math.min(words * TOKENS_PER_WORD + THINKING_TOKENS, Math.floor(contextTokens / 3));
}

/** What is left for passages beside the rest of a question and its answer. */
export function roomFor(contextTokens: number, answerTokens: number, rest: readonly string[]): number {
  const fixed = rest.reduce((sum, text) => sum + estimateTokens(text), ROUND_TOKENS);
  return Math.max(200, contextTokens - answerTokens - fixed);
}

/** The language of a report in English words, for the model. */
export function languageName({ language }: Pick<ReportRequest, 'language'>): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
