import { describe, expect, it } from 'vitest';
import { sumUsage } from '../../../functions/src/core/modelUsage.ts';
import type { ModelUsage } from '../../../functions/src/schema/usage.ts';
import { after, at, EXECUTE, IN_STATUS } from '../../support/missions.ts';

const usage = (calls: number, changes: Partial<ModelUsage> = {}): ModelUsage => ({
  ...{ calls, input_tokens: 100 * calls, output_tokens: 10 * calls, seconds: 0.1 * calls },
  ...{ cost_usd: 0.1 * calls, is_estimated: false, ...changes },
});
const failed = (spent: ModelUsage | null) => ({
  ...{ type: 'step_failed' as const, fence: 1, stepIndex: 0, notes: [], retry: null, spent },
  error: { code: 'model_busy', message: 'Busy.', next: null },
});

describe('sumUsage', () => {
  it('adds, takes null as nothing, and shows no tail of nines', () => {
    expect(sumUsage(null, null)).toBeNull();
    expect(sumUsage(usage(1), null)).toEqual(usage(1));
    expect(sumUsage(usage(1), usage(2, { is_estimated: true }))).toEqual({
      ...{ calls: 3, input_tokens: 300, output_tokens: 30, seconds: 0.3, cost_usd: 0.3, is_estimated: true },
    });
  });
});

describe('what was spent on a model', () => {
  it('is kept in the total, in the step and in its entry of the ledger, write by write', () => {
    const running = IN_STATUS.in_progress();
    const report = {
      stepIndex: 0,
      message: '1',
      subProgress: { done: 1, total: 2, unit: 'x', fraction: 0.5 },
      notes: [],
    };
    const later = after(running, { type: 'progressed', fence: 1, ...report, spent: usage(1) }, at(5));
    expect(later.execution_record.usage).toEqual(usage(1));
    const end = { stepIndex: 0, message: 'Done.', output: null, usage: {}, tool: null, result: null, notes: [] };
    const done = after(later, { type: 'step_completed', fence: 1, ...end, spent: usage(2) }, at(6));
    expect(done.execution_record.usage?.calls).toBe(3);
    expect(done.execution_record.progress_tracker.completed_steps[0]?.model_usage?.calls).toBe(3);
    expect(done.execution_record.progress_tracker.current_step?.model_usage).toBeNull();
  });

  it('outlives a failure and a retry, which begins the step with nothing', () => {
    const over = after(IN_STATUS.in_progress(), failed(usage(1)), at(5));
    expect(over.execution_record.progress_tracker.current_step?.model_usage).toEqual(usage(1));
    const window = { plan: over.plan, plan_start: 0, plan_start_percent: 0 };
    const again = after(over, { type: 'retry_requested', fromStep: 0, changes: {}, isLimited: false, window }, at(6));
    expect(again.execution_record.usage).toEqual(usage(1));
    expect(again.execution_record.progress_tracker.current_step).toBeNull();
  });

  it('says nothing where no model was asked', () => {
    expect(after(IN_STATUS.in_progress(), failed(null), at(5)).execution_record.usage).toBeNull();
    expect(after(IN_STATUS.approved(), EXECUTE, at(2)).execution_record.usage).toBeNull();
  });
});
