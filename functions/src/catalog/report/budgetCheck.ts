import * as z from 'zod';
import { counted } from '../../core/counted.ts';
import { AppError } from '../../core/errors.ts';
import type { Model } from '../../edge/model.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { reportRequest, SECTION_WORDS } from '../../schema/reportRequest.ts';
import { gather } from './gathered.ts';
import { amountExpected, expectedFor } from './model/expected.ts';
import { requireModel } from './model/requireModel.ts';
import { ceilingOf, overrun, spentOf, sumOf } from './model/spending.ts';
import { planner } from './planner.ts';

const output = z.object({
  calls: z.int().min(0),
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  cost_usd: z.number().min(0).nullable(),
});
type Expectation = z.infer<typeof output>;

/** What writing is expected to take. */
const budgetCheck: StepOutput<Expectation> = { name: 'budget_check', output };

/**
 * Step 4: what the sections are expected to take of the model, against what is left of the budget. Fails with
 * `model_over_budget` before any of them is written. To quote takes nothing.
 */
export function budgetCheckStep(given: Model | null): Step<Expectation> {
  return {
    ...budgetCheck,
    weight: 1,
    async run(context) {
      const request = await context.inputBy(reportRequest);
      if (request.engine === 'extractive') {
        const nothing = { calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0 };
        return { output: nothing, message: 'Nothing is asked of a language model.' };
      }
      const model = requireModel(given);
      const { sources } = await context.outputOf(gather);
      const { sections } = await context.outputOf(planner);
      const expected = expectedFor(model, sections, sources, SECTION_WORDS[request.length]);
      const ceiling = ceilingOf(request, context.budget, model);
      const over = overrun(ceiling, sumOf([spentOf(context.modelUsage()), amountExpected(expected)]));
      if (over !== null) {
        const count = counted(sections.length, 'section');
        throw new AppError('model_over_budget', `With ${count} it is expected to come to ${over.sentence}.`, {
          next: over.next,
        });
      }
      return { output: expected, message: messageOf(expected, model.name) };
    },
  };
}

function messageOf(
  { calls, input_tokens: input, output_tokens: out, cost_usd: cost }: Expectation,
  model: string,
): string {
  const money = cost === null ? `${model} has no price here` : `about $${cost.toFixed(4)}`;
  return `Expected: ${counted(calls, 'call')} of ${model}, about ${counted(input + out, 'token')}, ${money}. Within the budget.`;
}
