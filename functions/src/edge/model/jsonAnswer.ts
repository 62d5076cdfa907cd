import type * as z from 'zod';
import { fieldProblems } from '../../core/fieldProblems.ts';
import type { JsonForm, Message } from './dialect.ts';
import { jsonIn, tidyText } from './tidy.ts';

/** How many of the fields at fault are named: a model mends few at a time, and the rest often comes along. */
const PROBLEMS_TOLD = 8;

/** What stands in an answer: a value of the schema, or what is wrong with it. */
export type Read<T> = { readonly isOk: true; readonly value: T } | { readonly isOk: false; readonly problem: string };

/**
 * The question with the schema in it. It is there even where the endpoint is given the schema too: many take that option
 * and do nothing about it, and a model that has seen the form fills it better.
 */
export function askForJson(prompt: string, { schema }: JsonForm): string {
  return `${prompt}\n\nAnswer with one JSON value and nothing else. It must fit this JSON schema:\n${JSON.stringify(schema)}`;
}

/** What sends `text` back: the answer itself, and what is wrong with it. */
export function askForRepair(text: string, problem: string): readonly Message[] {
  return [
    { role: 'assistant', content: tidyText(text, true) },
    {
      role: 'user',
      content: `That can't be used: ${problem}. Answer again with the whole corrected JSON value and nothing else.`,
    },
  ];
}

/** The value in `text`. `isCut`: the model came to the end of its tokens. */
export function readJson<T>(schema: z.ZodType<T>, text: string, isCut: boolean): Read<T> {
  let json: unknown;
  try {
    json = JSON.parse(jsonIn(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { isOk: false, problem: isCut ? 'it is cut off; say it in fewer words' : 'it is not valid JSON' };
  }
  const read = schema.safeParse(json);
  if (read.success) return { isOk: true, value: read.data };
  const problems = fieldProblems(read.error).map(({ field, message }) => `${field || 'the value'}: ${message}`);
  const more = problems.length > PROBLEMS_TOLD ? ` (and ${problems.length - PROBLEMS_TOLD} more)` : '';
  return { isOk: false, problem: `${problems.slice(0, PROBLEMS_TOLD).join('; ')}${more}` };
}
