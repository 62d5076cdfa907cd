import * as z from 'zod';
import { classifyIntent } from './classifyIntent.ts';
import { intent } from './intents.ts';

/** What a reader of pages looks for, as read from an objective. */
export const interest = z.object({
  intent,
  confidence: z.number().min(0).max(1),
  why: z.string(),
  terms: z.array(z.string()).min(0).max(24),
  cue_terms: z.array(z.string()),
  phrases: z.array(z.string()),
});
export type Interest = z.infer<typeof interest>;

/** What an objective asks for; the same for the same objective always. */
export function interestIn(objective: string): Interest {
  const { cueTerms, terms, phrases, ...found } = classifyIntent(objective);
  return { ...found, terms: [...terms], cue_terms: [...cueTerms], phrases: [...phrases] };
}
