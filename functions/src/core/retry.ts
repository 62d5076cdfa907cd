/** How a step that failed is tried again: `attempts` tries in all, the waits between them growing by `factor`. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoffMs: number;
  readonly factor: number;
  readonly maxBackoffMs: number;
}

/**
 * Three tries, a second and two apart: enough for a connection that broke or a server that restarts, short enough that
 * a mistake in the request is told within seconds.
 */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, backoffMs: 1_000, factor: 2, maxBackoffMs: 60_000 };

/**
 * Milliseconds until try number `next` (2 is the first that follows a failure): exponential, at most `maxBackoffMs`,
 * and between half and all of that by `chance` (0 to 1): "equal jitter" of M. Brooker, "Exponential backoff and jitter",
 * AWS Architecture Blog 2015, so that missions which failed together don't come back together.
 */
export function backoffBefore(policy: RetryPolicy, next: number, chance: number): number {
  const full = Math.min(policy.maxBackoffMs, policy.backoffMs * policy.factor ** (next - 2));
  return Math.round(full / 2 + (full / 2) * Math.min(1, Math.max(0, chance)));
}
