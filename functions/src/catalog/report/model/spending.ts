import { counted, countOf } from '../../../core/counted.ts';
import { AppError } from '../../../core/errors.ts';
import type { Model, NextCall } from '../../../edge/model.ts';
import type { StepContext } from '../../../missions/defineMission.ts';
import type { ReportRequest } from '../../../schema/reportRequest.ts';
import type { Budget } from '../../../schema/request.ts';
import type { ModelUsage } from '../../../schema/usage.ts';

/** What a model may take for a mission, all attempts together; null for no ceiling. */
export interface Ceiling {
  readonly usd: number | null;
  readonly tokens: number | null;
}

/** Tokens in and out, and what they cost. */
export interface Amount {
  readonly tokens: number;
  readonly usd: number;
}

export const NOTHING_SPENT: Amount = { tokens: 0, usd: 0 };

/** The ceiling of a mission. Its `max_cost_usd` counts where the owner has named no money and the model has a price. */
export function ceilingOf({ budget: asked }: ReportRequest, budget: Budget, model: Model): Ceiling {
  const hasPrice = model.costOf(model.name, { input: 0, output: 0 }) !== null;
  return { usd: hasPrice ? (asked.usd ?? budget.max_cost_usd) : null, tokens: asked.tokens ?? null };
}

/** What a mission has taken so far. */
export function spentOf(usage: ModelUsage | null): Amount {
  if (usage === null) return NOTHING_SPENT;
  return { tokens: usage.input_tokens + usage.output_tokens, usd: usage.cost_usd };
}

/**
 * Which part of `ceiling` `amount` passes, as a sentence, and what would do, also for all that is `expected`; null where it
 * passes none.
 */
export function overrun(
  ceiling: Ceiling,
  amount: Amount,
  expected = amount,
): { readonly sentence: string; readonly next: string } | null {
  const kept = 'Retry with that; what is written is kept.';
  if (ceiling.tokens !== null && amount.tokens > ceiling.tokens) {
    const sentence = `about ${counted(amount.tokens, 'token')}, and the budget is ${countOf(ceiling.tokens)}`;
    const needed = Math.ceil((Math.max(amount.tokens, expected.tokens) * 1.2) / 1_000) * 1_000;
    return { sentence, next: `Raise input.budget.tokens to ${needed}. ${kept}` };
  }
  if (ceiling.usd !== null && amount.usd > ceiling.usd) {
    const sentence = `about $${amount.usd.toFixed(4)}, and the budget is $${ceiling.usd}`;
    const needed = Math.ceil(Math.max(amount.usd, expected.usd) * 1.2 * 1_000) / 1_000;
    return { sentence, next: `Raise input.budget.usd to ${needed}. ${kept}` };
  }
  return null;
}

/** What a question needs to keep to the budget. */
export interface CallHooks {
  onCall(call: NextCall): Promise<void>;
  onUsage(usage: ModelUsage): void;
}

/** Keeps the calls of one try of a step to a ceiling, those at once together. */
export interface Spending {
  /** Runs `work`, whose calls belong to `item` of the step's list. */
  within<T>(item: number | undefined, work: (hooks: CallHooks) => Promise<T>): Promise<T>;
}

/**
 * Each call reserves the most that it may take before it is made, and gives back what it did not take. A call for which
 * there is no room beside those under way waits for these; where none is under way it is not made, and the question fails
 * with `model_over_budget`, which advises a budget for all that is `expected`. What is sent is estimated, so that the ceiling may be passed by the error of one estimate.
 */
export function createSpending(
  context: Pick<StepContext, 'modelUsage' | 'spend' | 'signal'>,
  model: Model,
  ceiling: Ceiling,
  expected = NOTHING_SPENT,
): Spending {
  const held = new Set<Amount>();
  let wake = Promise.withResolvers<void>();
  const release = (amount: Amount | null): void => {
    if (amount === null || !held.delete(amount)) return;
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const reserve = async (call: NextCall): Promise<Amount> => {
    const asked = amountOf(model, call);
    for (;;) {
      context.signal.throwIfAborted();
      const all = sumOf([spentOf(context.modelUsage()), asked, ...held]);
      const over = overrun(ceiling, all, expected);
      if (over === null) break;
      if (held.size === 0) {
        throw new AppError('model_over_budget', `The next call would bring it to ${over.sentence}.`, {
          next: over.next,
        });
      }
      await wake.promise;
    }
    held.add(asked);
    return asked;
  };
  return {
    within: async (item, work) => {
      let own: Amount | null = null;
      const hooks: CallHooks = {
        onCall: async (call) => {
          own = await reserve(call);
        },
        onUsage: (usage) => {
          context.spend(usage, item);
          release(own);
        },
      };
      try {
        return await work(hooks);
      } finally {
        release(own);
      }
    },
  };
}

function amountOf(model: Model, { model: name, inputTokens: input, maxOutputTokens: output }: NextCall): Amount {
  // A fallback that has no price is reckoned as the first model.
  const usd = model.costOf(name, { input, output }) ?? model.costOf(model.name, { input, output }) ?? 0;
  return { tokens: input + output, usd };
}

/** All of `amounts` together. */
export function sumOf(amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, one) => ({ tokens: sum.tokens + one.tokens, usd: sum.usd + one.usd }), NOTHING_SPENT);
}
