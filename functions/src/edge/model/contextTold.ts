import type { Refusal } from './refusal.ts';

/** What an endpoint says of its context where a question was too long for it; null for what it does not say. */
export interface ContextTold {
  readonly has: number | null;
  readonly asked: number | null;
}

/** llama.cpp, in fields of their own: looked for in the whole body, for a prompt that is quoted has them escaped. */
const HAS_FIELD = /"n_ctx"\s*:\s*(\d{3,9})\b/;
const ASKED_FIELD = /"n_prompt_tokens"\s*:\s*(\d{3,9})\b/;

/** Others, in their sentence, whose beginning is kept: OpenAI and vLLM, llama.cpp and Ollama, Anthropic, Gemini. */
const HAS_WORDS = [
  /maximum (?:context|model) length (?:is|of) (\d{3,9})\b/i,
  /context (?:length|window|size)\W{0,3}(?:(?:is|of) )?(\d{3,9})\b/i,
  /> (\d{3,9}) maximum/i,
  /maximum number of tokens allowed \(?(\d{3,9})\b/i,
];
const ASKED_WORDS = [
  /requested (?:about )?(\d{3,9}) tokens/i,
  /request \((\d{3,9}) tokens\)/i,
  /messages resulted in (\d{3,9}) tokens/i,
  /(?:prompt|input) (?:contains|has|is) (?:at least )?(\d{3,9}) (?:input )?tokens/i,
  /(?:prompt is too long:|input token count) \(?(\d{3,9})\b/i,
];

/** The numbers in `refusal`. Only whole ones beside known words are taken, for the rest of it may be anybody's text. */
export function contextTold({ body, words }: Pick<Refusal, 'body' | 'words'>): ContextTold {
  return {
    has: firstOf(HAS_FIELD, body) ?? firstAmong(HAS_WORDS, words),
    asked: firstOf(ASKED_FIELD, body) ?? firstAmong(ASKED_WORDS, words),
  };
}

function firstAmong(patterns: readonly RegExp[], text: string): number | null {
  for (const pattern of patterns) {
    const found = firstOf(pattern, text);
    if (found !== null) return found;
  }
  return null;
}

function firstOf(pattern: RegExp, text: string): number | null {
  const [, digits] = pattern.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
