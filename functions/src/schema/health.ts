import * as z from 'zod';
import { MISSION_STATUSES } from './mission.ts';
import { instant } from './time.ts';
import { dailyUsage } from './usage.ts';

/** `GET /health`: the process answers, nothing else is looked at. `up_seconds`: since when it runs. */
export const aliveAnswer = z.object({
  status: z.literal('ok'),
  build: z.string(),
  project: z.string(),
  as_of: instant,
  up_seconds: z.number(),
});
export type AliveAnswer = z.infer<typeof aliveAnswer>;

/** `GET /health/ready`: a part that `build` can't do without, and how long its sign of life took. */
export const readyAnswer = z.object({
  status: z.enum(['ok', 'failing']),
  build: z.string(),
  project: z.string(),
  as_of: instant,
  parts: z.array(
    z.object({
      name: z.enum(['firestore', 'tasks', 'auth']),
      status: z.enum(['ok', 'failing']),
      latency_ms: z.number(),
      detail: z.string().nullable(),
    }),
  ),
});
export type ReadyAnswer = z.infer<typeof readyAnswer>;

/** What can be wrong. The names are stable: alert policies and log-based metrics match them. */
export const healthReasonName = z.enum([
  'poll_failures',
  'mean_answer',
  'database_query',
  'database_unreachable',
  'recovery',
]);
export type HealthReasonName = z.infer<typeof healthReasonName>;

/** A threshold that is crossed. `next` says what to do. */
export const healthReason = z.object({
  name: healthReasonName,
  level: z.enum(['degraded', 'failing']),
  measured: z.number(),
  threshold: z.number(),
  unit: z.enum(['percent', 'ms', 'seconds']),
  next: z.string(),
});
export type HealthReason = z.infer<typeof healthReason>;

/** How long things took in the window, in milliseconds; null when there was none. */
const timing = z.object({
  count: z.int().min(0),
  failed: z.int().min(0),
  mean_ms: z.number().nullable(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
});

/** From which value on the health is degraded; set by the deployment. */
export const healthThresholds = z.object({
  poll_failure_percent: z.number(),
  mean_answer_ms: z.number(),
  recovery_seconds: z.number(),
  database_query_ms: z.number(),
});
export type HealthThresholds = z.infer<typeof healthThresholds>;

/** What only the database knows, for all owners together. Ages in seconds, null where there is none. */
export const storedFigures = z.object({
  as_of: instant,
  /** Each up to `counted_up_to`. */
  by_status: z.record(z.enum(MISSION_STATUSES), z.int().min(0)),
  counted_up_to: z.int(),
  /** Missions whose `wake_at` has passed, and which the sweep has yet to look after. */
  overdue: z.int().min(0),
  /** Of the mission that is queued, free to run, and has not begun for longest. */
  queue_age_seconds: z.number().nullable(),
  /** Since the running mission that is due to be looked after first was last written. */
  oldest_heartbeat_seconds: z.number().nullable(),
  /** Missions that went on elsewhere after their runner was lost, in the last quarter of an hour. */
  recoveries: z.object({
    count: z.int().min(0),
    mean_seconds: z.number().nullable(),
    longest_seconds: z.number().nullable(),
  }),
  /** To webhooks, each up to `counted_up_to`: those that are to be tried still, and those of the last 30 days given up. */
  deliveries: z.object({ pending: z.int().min(0), failed: z.int().min(0) }),
  /** Of the last seven days (UTC), the newest first: what missions of each type have taken of a language model. */
  model_usage: z.array(dailyUsage).default([]),
});
export type StoredFigures = z.infer<typeof storedFigures>;

/**
 * `GET /health/metrics`. `instance` is what the process that answers has seen itself, in the last `window_seconds`; the
 * others have figures of their own. `database` is for all of them; null when it could not be read, and then a reason
 * says so.
 */
export const metricsAnswer = z.object({
  status: z.enum(['ok', 'degraded', 'failing']),
  reasons: z.array(healthReason),
  build: z.string(),
  project: z.string(),
  as_of: instant,
  instance: z.object({
    scope: z.literal('instance'),
    since: instant,
    window_seconds: z.number(),
    answers: timing,
    progress: timing,
    poll_success_percent: z.number().nullable(),
    database: timing,
  }),
  database: z.object({ scope: z.literal('database'), ...storedFigures.shape }).nullable(),
  thresholds: healthThresholds,
});
export type MetricsAnswer = z.infer<typeof metricsAnswer>;
