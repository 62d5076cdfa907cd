import type { ModelUsage } from '../schema/usage.ts';
import type { Applied, MissionEvent } from './events.ts';

/** The sum of two; null is nothing. Rounded to a millionth, so that a thousand sums show no tail of nines. */
export function sumUsage(one: ModelUsage | null, other: ModelUsage | null): ModelUsage | null {
  if (one === null || other === null) return one ?? other;
  return {
    calls: one.calls + other.calls,
    input_tokens: one.input_tokens + other.input_tokens,
    output_tokens: one.output_tokens + other.output_tokens,
    seconds: rounded(one.seconds + other.seconds),
    cost_usd: rounded(one.cost_usd + other.cost_usd),
    is_estimated: one.is_estimated || other.is_estimated,
  };
}

function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

/**
 * `outcome` with what `event` says was spent on a model: in the mission's total, which no retry takes back, in the step
 * that it was spent in, and in that step's entry of the ledger.
 */
export function withSpent(event: MissionEvent, outcome: Applied): Applied {
  const spent = 'spent' in event ? (event.spent ?? null) : null;
  const { mission, ledger } = outcome;
  const record = mission.execution_record;
  const tracker = record.progress_tracker;
  const index = ledger?.step_index ?? tracker.current_step?.step_index ?? tracker.completed_steps.at(-1)?.step_index;
  const steps = [...tracker.completed_steps, ...(tracker.current_step === null ? [] : [tracker.current_step])];
  const before = steps.findLast((step) => step.step_index === index)?.model_usage ?? null;
  const usage = sumUsage(before, spent);
  if (usage === null) return outcome;
  const added = <S extends { readonly step_index: number }>(step: S): S =>
    step.step_index === index && spent !== null ? { ...step, model_usage: usage } : step;
  return {
    ...outcome,
    spent,
    ledger: ledger === null ? null : { ...ledger, model_usage: usage },
    mission: {
      ...mission,
      execution_record: {
        ...record,
        usage: sumUsage(record.usage, spent),
        progress_tracker: {
          ...tracker,
          current_step: tracker.current_step === null ? null : added(tracker.current_step),
          completed_steps: spent === null ? tracker.completed_steps : tracker.completed_steps.map(added),
        },
      },
    },
  };
}
