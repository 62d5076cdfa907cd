import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { INTENT_NAMES } from '../web/intents.ts';
import { type Interest, interest, interestIn } from '../web/interest.ts';

/** Step 2: what the objective asks for. */
export const intentClassification: StepOutput<Interest> = { name: 'intent_classification', output: interest };

/** Step 2. Pure but for its report; it can't fail. */
export function intentClassificationStep(): Step<Interest> {
  return {
    ...intentClassification,
    weight: 10,
    async run({ objective }) {
      const found = interestIn(objective);
      const percent = Math.round(found.confidence * 100);
      return {
        output: found,
        message: `The objective asks for ${INTENT_NAMES[found.intent]} (${percent} % sure). ${found.why}`,
      };
    },
  };
}
