import * as z from 'zod';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { classifyIntent } from './classifyIntent.ts';
import { INTENT_NAMES, intent } from './intents.ts';

const output = z.object({
  intent,
  confidence: z.number().min(0).max(1),
  why: z.string(),
  terms: z.array(z.string()).min(0).max(24),
  cue_terms: z.array(z.string()),
  phrases: z.array(z.string()),
});
export type IntentOutput = z.infer<typeof output>;

/** Step 2: what the objective asks for. */
export const intentClassification: StepOutput<IntentOutput> = { name: 'intent_classification', output };

/** Step 2. Pure but for its report; it can't fail. */
export function intentClassificationStep(): Step<IntentOutput> {
  return {
    ...intentClassification,
    weight: 10,
    async run({ objective }) {
      const { cueTerms, terms, phrases, ...found } = classifyIntent(objective);
      const percent = Math.round(found.confidence * 100);
      return {
        output: { ...found, terms: [...terms], cue_terms: [...cueTerms], phrases: [...phrases] },
        message: `The objective asks for ${INTENT_NAMES[found.intent]} (${percent} % sure). ${found.why}`,
      };
    },
  };
}
