import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { statusOf } from '../core/health.ts';
import { type TimingSummary, WINDOW_MS } from '../core/timings.ts';
import type { Config } from '../edge/config.ts';
import type { MetricsAnswer } from '../schema/health.ts';
import type { AppDeps } from './app.ts';
import type { Bound } from './doors.ts';

/**
 * `bound` for those alone who send the METRICS_TOKEN: figures of all owners together are no single caller's business, so
 * no user's token will do. On the emulator suite, where none is set, for everybody.
 */
export function forOperators({ metricsToken, emulators }: Config, bound: Bound): Bound {
  return {
    operation: bound.operation,
    serve: (request, response, next) => {
      if (metricsToken !== null || emulators === null) admit(request.headers.authorization, metricsToken);
      return bound.serve(request, response, next);
    },
  };
}

function admit(authorization: string | undefined, token: string | null): void {
  if (token === null) {
    throw new AppError('unauthenticated', 'Nobody may read the metrics: METRICS_TOKEN is not set.', {
      next: 'Set METRICS_TOKEN for the functions and deploy them.',
    });
  }
  const next = 'Send the header Authorization: Bearer <METRICS_TOKEN>.';
  if (authorization === undefined)
    throw new AppError('unauthenticated', 'This call needs the METRICS_TOKEN.', { next });
  // By hashes, so that the time it takes tells nothing of the token.
  if (!timingSafeEqual(sha256(authorization), sha256(`Bearer ${token}`))) {
    throw new AppError('token_invalid', 'The token is not the METRICS_TOKEN.', { next });
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** All figures, and what is wrong by them. Reads as `HealthWatch.measure`. */
export async function metricsOf({ config, clock, health, meters }: AppDeps): Promise<MetricsAnswer> {
  const { instance, stored, reasons } = await health.measure();
  const { answers, progress, database } = instance;
  return {
    status: statusOf(reasons),
    reasons: [...reasons],
    build: config.build,
    project: config.project,
    as_of: clock.now(),
    instance: {
      scope: 'instance',
      since: meters.since,
      window_seconds: WINDOW_MS / 1000,
      answers: timingOf(answers),
      progress: timingOf(progress),
      poll_success_percent: progress.count === 0 ? null : 100 - (100 * progress.failed) / progress.count,
      database: timingOf(database),
    },
    database: stored === null ? null : { scope: 'database', ...stored },
    thresholds: config.healthThresholds,
  };
}

function timingOf({ count, failed, meanMs, p50Ms, p95Ms }: TimingSummary): MetricsAnswer['instance']['answers'] {
  return { count, failed, mean_ms: rounded(meanMs), p50_ms: rounded(p50Ms), p95_ms: rounded(p95Ms) };
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}
