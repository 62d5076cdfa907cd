import type { HealthReason, HealthReasonName, HealthThresholds, MetricsAnswer } from '../schema/health.ts';
import type { TimingSummary } from './timings.ts';

/** Of fewer, a single one would decide: one failed poll of three is 33 %. */
export const LEAST_JUDGED = 20;

/** When so many polls fail, whoever follows a mission is without it more often than not. */
const FAILING_PERCENT = 50;

/** What this process has seen of late. */
export interface InstanceFigures {
  readonly answers: TimingSummary;
  readonly progress: TimingSummary;
  readonly database: TimingSummary;
}

/** The reasons that a process can tell from what it has seen itself. */
export const INSTANCE_REASONS = [
  'poll_failures',
  'mean_answer',
  'database_query',
] as const satisfies HealthReasonName[];

/** What is wrong by the figures of one process. */
export function judgeInstance(figures: InstanceFigures, thresholds: HealthThresholds): HealthReason[] {
  const { answers, progress, database } = figures;
  const failedPercent = progress.count < LEAST_JUDGED ? 0 : (100 * progress.failed) / progress.count;
  const meanMs = answers.count < LEAST_JUDGED ? 0 : (answers.meanMs ?? 0);
  const queryMs = database.count < LEAST_JUDGED ? 0 : (database.p95Ms ?? 0);
  return [
    ...crossed(failedPercent, thresholds.poll_failure_percent, {
      ...{ name: 'poll_failures', unit: 'percent', level: failedPercent >= FAILING_PERCENT ? 'failing' : 'degraded' },
      next: 'Look for "request failed" in the log: its code says what fails.',
    }),
    ...crossed(meanMs, thresholds.mean_answer_ms, {
      ...{ name: 'mean_answer', unit: 'ms', level: 'degraded' },
      next: 'Compare it with the database’s times; if those are short, give the function more instances or more CPU.',
    }),
    ...crossed(queryMs, thresholds.database_query_ms, {
      ...{ name: 'database_query', unit: 'ms', level: 'degraded' },
      next: 'Look at Firestore’s status page and at its Key Visualizer: a hot spot, or a database far from the functions.',
    }),
  ];
}

/** Missions that took too long to go on after their runner was lost; `longestSeconds` null when none was lost. */
export function judgeRecovery(longestSeconds: number | null, thresholds: HealthThresholds): HealthReason[] {
  return crossed(longestSeconds ?? 0, thresholds.recovery_seconds, {
    ...{ name: 'recovery', unit: 'seconds', level: 'degraded' },
    next: 'See that the sweep runs every minute and that the queue delivers; the log of runMission says how runners end.',
  });
}

/** The database did not answer, or not within `patienceMs`. */
export function unreachable(patienceMs: number): HealthReason {
  return {
    ...{ name: 'database_unreachable', unit: 'ms', level: 'failing' },
    ...{ measured: patienceMs, threshold: patienceMs },
    next: 'GET /health/ready says how Firestore fails; see its status page.',
  };
}

function crossed(
  measured: number,
  threshold: number,
  reason: Omit<HealthReason, 'measured' | 'threshold'>,
): HealthReason[] {
  return measured > threshold ? [{ ...reason, measured: Math.round(measured * 10) / 10, threshold }] : [];
}

/** The worst of the reasons. */
export function statusOf(reasons: readonly HealthReason[]): MetricsAnswer['status'] {
  if (reasons.some(({ level }) => level === 'failing')) return 'failing';
  return reasons.length > 0 ? 'degraded' : 'ok';
}

/** A reason that lasts is told again after so long: often enough for an alert to stay open, and no flood. */
export const REPEAT_MS = 60_000;

/** What was last told of each reason. */
export type Told = ReadonlyMap<HealthReasonName, { readonly level: HealthReason['level']; readonly atMs: number }>;

/** A line for the log. */
export type Announcement =
  | { readonly event: 'health_degraded' | 'health_failing'; readonly reason: HealthReason }
  | { readonly event: 'health_recovered'; readonly name: HealthReasonName };

/**
 * What there is to tell after a look at the reasons named `looked`, of which `reasons` hold: each when it begins, gets
 * better or worse, or has lasted another minute, and when it is over. Others stay as they were told.
 */
export function announce(
  told: Told,
  looked: readonly HealthReasonName[],
  reasons: readonly HealthReason[],
  nowMs: number,
): { readonly told: Told; readonly lines: readonly Announcement[] } {
  const after = new Map(told);
  const lines: Announcement[] = [];
  for (const name of looked) {
    const reason = reasons.find((one) => one.name === name);
    const known = told.get(name);
    if (reason === undefined) {
      if (known !== undefined) lines.push({ event: 'health_recovered', name });
      after.delete(name);
    } else if (known?.level !== reason.level || nowMs - known.atMs >= REPEAT_MS) {
      lines.push({ event: `health_${reason.level}`, reason });
      after.set(name, { level: reason.level, atMs: nowMs });
    }
  }
  return { told: after, lines };
}
