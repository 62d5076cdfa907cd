import { toInstant } from '../schema/time.ts';
import { type Choice, choice, waitKey } from '../schema/wait.ts';
import type { StepWait } from './defineMission.ts';

/** A week: long enough for a holiday, short enough that a forgotten mission ends. */
const DEFAULT_EXPIRY_MS = 7 * 86_400_000;

/** Approve or reject, the choices of most questions. */
export const APPROVE_OR_REJECT: readonly Choice[] = [
  { choice: 'approve', label: 'Approve' },
  { choice: 'reject', label: 'Reject' },
];

/**
 * Waits for a person's choice. The step is run again with the answer under `context.answerTo(key)`. Nobody answers
 * within `expiresInMs`: `onExpiry` counts as chosen; without it the mission fails with `wait_expired`. Throws on choices
 * that can't be stored.
 */
export function waitForApproval(request: {
  readonly key?: string;
  readonly question: string;
  readonly choices?: readonly Choice[];
  readonly expiresInMs?: number;
  readonly onExpiry?: string;
}): StepWait {
  const choices = (request.choices ?? APPROVE_OR_REJECT).map((one) => choice.parse(one));
  const onExpiry = request.onExpiry ?? null;
  if (onExpiry !== null && !choices.some((one) => one.choice === onExpiry)) {
    throw new Error(`"${onExpiry}" is not one of the choices`);
  }
  return {
    waitFor: {
      kind: 'approval',
      key: waitKey.parse(request.key ?? 'approval'),
      question: request.question.slice(0, 2000),
      choices,
      expiresInMs: request.expiresInMs ?? DEFAULT_EXPIRY_MS,
      onExpiry,
    },
  };
}

/**
 * Waits for `POST /missions/{id}/signal` with this name; one that came before is the answer at once. No signal within
 * `expiresInMs`: the mission fails with `wait_expired`, or goes on with an answer of the kind `expired`.
 */
export function waitForSignal(request: {
  readonly key?: string;
  readonly signal: string;
  readonly question?: string;
  readonly expiresInMs?: number;
  readonly onExpiry?: 'fail' | 'continue';
}): StepWait {
  return {
    waitFor: {
      kind: 'signal',
      key: waitKey.parse(request.key ?? 'signal'),
      question: (request.question ?? `the signal "${request.signal}"`).slice(0, 2000),
      signal: request.signal,
      expiresInMs: request.expiresInMs ?? DEFAULT_EXPIRY_MS,
      onExpiry: request.onExpiry ?? 'fail',
    },
  };
}

/** Waits until `epochMs`, for hours or days, without holding a function. The sweep sees it through to the minute. */
export function waitUntil(request: {
  readonly key?: string;
  readonly epochMs: number;
  readonly question?: string;
}): StepWait {
  const question = (request.question ?? '').slice(0, 2000);
  return {
    waitFor: { kind: 'time', key: waitKey.parse(request.key ?? 'time'), question, until: toInstant(request.epochMs) },
  };
}
