import { AppError, type ErrorCode } from '../../../core/errors.ts';
import type { RetryPolicy } from '../../../core/retry.ts';
import type { StepPolicy } from '../../../missions/defineMission.ts';

/** Failures that last, or that cost a time limit each time: tried less often, so that their owner is told soon. */
const FOR_ERROR: Readonly<Partial<Record<ErrorCode, Partial<RetryPolicy>>>> = {
  // One call a try, over about half a minute: as long as a server takes to start again.
  model_unreachable: { attempts: 4, backoffMs: 6_000, factor: 2 },
  // Each try has waited LLM_STALL_SECONDS. The first may have had a model loaded, which the next finds ready.
  model_stalled: { attempts: 3 },
  // Each has taken LLM_CALL_SECONDS, and the next would as a rule.
  model_timed_out: { attempts: 2 },
  model_answer_empty: { attempts: 2 },
};

/**
 * Each try has asked three times within seconds already (edge/model), so the next ones leave an endpoint more time: four
 * tries over about a minute, or as long as it asks for.
 */
export const MODEL_POLICY: Partial<StepPolicy> = {
  ...{ attempts: 4, backoffMs: 3_000, factor: 4, maxBackoffMs: 60_000 },
  forError: (error) => (error instanceof AppError ? (FOR_ERROR[error.code] ?? {}) : {}),
};
