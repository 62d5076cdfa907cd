import type { Response } from 'express';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import type { Caller } from '../core/caller.ts';
import { AppError, type RateLimit } from '../core/errors.ts';
import type { Config } from '../edge/config.ts';

/** Calls that look, and calls that change something. */
export type RateClass = 'read' | 'write';

/** The window begins with a caller's first call, so that around its end twice the number may pass in a short time. */
const WINDOW_SECONDS = 60;

/** Counts the call, tells the caller in headers how many more there may be, and throws `rate_limited` after the last. */
export type TakeRate = (caller: Caller, kind: RateClass, response: Response) => Promise<void>;

/**
 * Limits each caller's calls in a minute on this instance, in its memory: no read, no write, nothing shared. A key
 * counts for itself, so that a script gone wild keeps neither its owner nor other scripts out.
 */
export function ratesOf({ read, write }: Pick<Config['rates'], RateClass>): TakeRate {
  const limiters = { read: limiterOf(read), write: limiterOf(write) };
  return async (caller, kind, response) => {
    const limiter = limiters[kind];
    if (limiter === null) return;
    const used = await limiter.penalty(caller.key === null ? `owner:${caller.owner}` : `key:${caller.key.keyId}`);
    const limit = { name: kind, most: limiter.points, windowSeconds: WINDOW_SECONDS };
    tellLimit(response, limit, used.remainingPoints, used.msBeforeNext);
    if (used.consumedPoints <= limiter.points) return;
    throw new AppError(
      'rate_limited',
      `At most ${limiter.points} ${NAMES[kind]} may come from one caller in a minute.`,
      { retryAfterMs: used.msBeforeNext, limit },
    );
  };
}

function tellLimit(response: Response, limit: RateLimit, remaining: number, resetMs: number): void {
  response.setHeader('RateLimit-Policy', `"${limit.name}";q=${limit.most};w=${limit.windowSeconds}`);
  response.setHeader('RateLimit', `"${limit.name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`);
}

/**
 * Has the headers of a 429 tell of the limit that refused it, not of the one that the call had passed before; where that
 * one has no window of time, they are left out.
 */
export function tellRefusal(response: Response, { limit, retryAfterMs }: AppError): void {
  response.removeHeader('RateLimit-Policy');
  response.removeHeader('RateLimit');
  if (limit !== null && retryAfterMs !== null) tellLimit(response, limit, 0, retryAfterMs);
}

const NAMES: Readonly<Record<RateClass, string>> = {
  read: 'calls that look',
  write: 'calls that change something',
};

function limiterOf(points: number | null): RateLimiterMemory | null {
  return points === null ? null : new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
}
