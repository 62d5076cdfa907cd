import { estimateTokens } from '../../../edge/model/tokens.ts';
import type { Model } from '../../../edge/model.ts';
import type { GatheredSource } from '../gathered.ts';
import { SECTION } from '../prompts/section.ts';
import type { PlannedSection } from '../section.ts';
import { ownPlaces } from './material.ts';
import type { Amount } from './spending.ts';

/** A word of English is about four thirds of a token; a model says some more than it is asked for. */
const TOKENS_PER_WORD = 2;

/** Fences, titles and the outline of the report round the passages of a section. */
const ROUND_TOKENS = 300;

/** What writing a report is expected to take. */
export interface Expected {
  readonly calls: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Null where the model has no price. */
  readonly cost_usd: number | null;
}

/** What the sections are expected to take: their passages, what is asked, and the words that are to come. */
export function expectedFor(
  model: Model,
  sections: readonly PlannedSection[],
  sources: readonly GatheredSource[],
  words: number,
): Expected {
  const asked = estimateTokens(SECTION.system) + estimateTokens(SECTION.user) + ROUND_TOKENS;
  const input = sections.reduce((sum, section) => {
    const own = ownPlaces(section, sources).map(({ passage }) => estimateTokens(passage.text) + 40);
    return sum + asked + own.reduce((all, tokens) => all + tokens, 0);
  }, 0);
  const output = sections.length * words * TOKENS_PER_WORD;
  const cost = model.costOf(model.name, { input, output });
  return { calls: sections.length, input_tokens: input, output_tokens: output, cost_usd: cost };
}

/** The same as an amount that a ceiling is held against. */
export function amountExpected({ input_tokens: input, output_tokens: output, cost_usd: cost }: Expected): Amount {
  return { tokens: input + output, usd: cost ?? 0 };
}
