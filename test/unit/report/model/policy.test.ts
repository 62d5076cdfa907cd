import { describe, expect, it } from 'vitest';
import { MODEL_POLICY } from '../../../../functions/src/catalog/report/model/policy.ts';
import { AppError, type ErrorCode } from '../../../../functions/src/core/errors.ts';
import { backoffBefore } from '../../../../functions/src/core/retry.ts';
import { DEFAULT_POLICY } from '../../../../functions/src/missions/defineMission.ts';

/** How often a step is tried that fails with `code`, and how long that takes beside the tries themselves. */
function triesAfter(code: ErrorCode, chance: number) {
  const policy = { ...DEFAULT_POLICY, ...MODEL_POLICY, ...MODEL_POLICY.forError?.(new AppError(code, 'It failed.')) };
  const waits = Array.from({ length: policy.attempts - 1 }, (_, index) => backoffBefore(policy, index + 2, chance));
  return { tries: policy.attempts, waitedMs: waits.reduce((sum, ms) => sum + ms, 0) };
}

describe('a step that asks a model', () => {
  it('outlives a server that starts again, and tells its owner soon where that is gone', () => {
    expect(triesAfter('model_unreachable', 0).waitedMs).toBeGreaterThan(20_000);
    expect(triesAfter('model_unreachable', 0.5)).toEqual({ tries: 4, waitedMs: 31_500 });
    expect(triesAfter('model_unreachable', 1).waitedMs).toBeLessThan(45_000);
  });

  it.each<[ErrorCode, number]>([
    ['model_stalled', 3],
    ['model_timed_out', 2],
    ['model_answer_empty', 2],
    ['model_failed', 4],
    ['model_busy', 4],
  ])('is tried after %s %i times', (code, tries) => expect(triesAfter(code, 0.5).tries).toBe(tries));

  it('is tried as usual after what is nobody’s known failure', () => {
    expect(MODEL_POLICY.forError?.(new Error('broke'))).toEqual({});
  });
});
