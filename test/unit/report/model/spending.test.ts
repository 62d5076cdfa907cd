import { describe, expect, it } from 'vitest';
import { type Ceiling, createSpending } from '../../../../functions/src/catalog/report/model/spending.ts';
import { sumUsage } from '../../../../functions/src/core/modelUsage.ts';
import type { NextCall } from '../../../../functions/src/edge/model.ts';
import type { ModelUsage } from '../../../../functions/src/schema/usage.ts';
import { modelAt } from '../../../support/models.ts';
import { until } from '../../../support/until.ts';

const CALL: NextCall = { model: 'first', inputTokens: 600, maxOutputTokens: 400 };
const took = (tokens: number): ModelUsage => ({
  ...{ calls: 1, input_tokens: tokens, output_tokens: 0, seconds: 1, cost_usd: tokens / 1_000, is_estimated: false },
});

function spending(ceiling: Partial<Ceiling>, before: ModelUsage | null = null) {
  const prices = new Map([['first', { input: 1_000, output: 1_000 }]]);
  const { model } = modelAt({ baseUrl: 'http://localhost:1/v1' }, { prices });
  const stop = new AbortController();
  let total = before;
  const context = {
    signal: stop.signal,
    modelUsage: () => total,
    spend: (usage: ModelUsage) => {
      total = sumUsage(total, usage);
    },
  };
  const kept = createSpending(context, model, { usd: null, tokens: null, ...ceiling });
  return { kept, stop, total: () => total };
}

describe('a budget', () => {
  it('holds a call back that might pass it, by tokens and by money', async () => {
    for (const ceiling of [{ tokens: 1_499 }, { usd: 1.499 }]) {
      const { kept } = spending(ceiling, took(500));
      const call = kept.within(0, ({ onCall }) => onCall(CALL));
      await expect(call).rejects.toMatchObject({ code: 'model_over_budget' });
    }
    const { kept } = spending({ tokens: 1_500, usd: 1.5 }, took(500));
    await kept.within(0, ({ onCall }) => onCall(CALL));
  });

  it('is held by calls at once together: the second waits for what the first gives back', async () => {
    const { kept, total } = spending({ tokens: 1_700 });
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const one = kept.within(0, async ({ onCall, onUsage }) => {
      await onCall(CALL);
      order.push('one begins');
      await first.promise;
      onUsage(took(700));
    });
    const two = kept.within(1, async ({ onCall, onUsage }) => {
      await onCall(CALL);
      order.push('two begins');
      onUsage(took(900));
    });
    await until('the first call', () => order.length > 0);
    expect(order).toEqual(['one begins']);
    first.resolve();
    await Promise.all([one, two]);
    expect(order).toEqual(['one begins', 'two begins']);
    expect(total()?.input_tokens).toBe(1_600);
    await expect(kept.within(2, ({ onCall }) => onCall(CALL))).rejects.toMatchObject({
      next: expect.stringMatching(/^Raise input\.budget\.tokens to 4000\./),
    });
  });

  it('is given back by a question that breaks down, and not waited for once all is stopped', async () => {
    const { kept, stop } = spending({ tokens: 1_000 });
    const broken = kept.within(0, async ({ onCall }) => {
      await onCall(CALL);
      throw new Error('broke');
    });
    await expect(broken).rejects.toThrow('broke');
    await kept.within(1, ({ onCall }) => onCall(CALL));
    stop.abort(new Error('stopped'));
    await expect(kept.within(2, ({ onCall }) => onCall(CALL))).rejects.toThrow('stopped');
  });
});
