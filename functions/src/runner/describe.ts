import { AppError, isRetryable } from '../core/errors.ts';
import type { StepError } from '../core/events.ts';
import { modelAdvice } from '../core/modelAdvice.ts';
import type { StepPolicy } from '../missions/defineMission.ts';

/** What a step threw, in words for its owner; anything but an `AppError` is a crash. */
export function describe(error: unknown): StepError {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, next: error.next ?? modelAdvice(error.code) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'step_crashed',
    message: `The step crashed: ${message.slice(0, 500)}`,
    next: 'This is a fault of the mission type, not of your request. Its log has the details.',
  };
}

/** Whether no other try can mend `error`. */
export function isTerminal(error: unknown, policy: StepPolicy): boolean {
  if (policy.isTerminal !== undefined) return policy.isTerminal(error);
  return error instanceof AppError && !isRetryable(error.code);
}
