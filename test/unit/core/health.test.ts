import { describe, expect, it } from 'vitest';
import {
  announce,
  judgeInstance,
  judgeRecovery,
  LEAST_JUDGED,
  REPEAT_MS,
  statusOf,
  type Told,
  unreachable,
} from '../../../functions/src/core/health.ts';
import type { TimingSummary } from '../../../functions/src/core/timings.ts';
import type { HealthReason } from '../../../functions/src/schema/health.ts';

const THRESHOLDS = { poll_failure_percent: 5, mean_answer_ms: 5_000, recovery_seconds: 60, database_query_ms: 1_000 };
const QUIET: TimingSummary = { count: 100, failed: 0, meanMs: 10, p50Ms: 8, p95Ms: 30 };
const names = (reasons: readonly HealthReason[]) => reasons.map(({ name, level }) => `${name} ${level}`);

describe('the figures of a process', () => {
  it.each<[string, Partial<Record<'answers' | 'progress' | 'database', Partial<TimingSummary>>>, string[]]>([
    ['quiet', {}, []],
    ['5 % of the polls failed, as many as may', { progress: { failed: 5 } }, []],
    ['6 % of the polls failed', { progress: { failed: 6 } }, ['poll_failures degraded']],
    ['49 % of the polls failed', { progress: { failed: 49 } }, ['poll_failures degraded']],
    ['half of the polls failed', { progress: { failed: 50 } }, ['poll_failures failing']],
    ['all of too few polls failed', { progress: { count: LEAST_JUDGED - 1, failed: LEAST_JUDGED - 1 } }, []],
    [
      'all of just enough polls',
      { progress: { count: LEAST_JUDGED, failed: LEAST_JUDGED } },
      ['poll_failures failing'],
    ],
    ['other answers failed', { answers: { failed: 90 } }, []],
    ['a mean of 5 s', { answers: { meanMs: 5_000 } }, []],
    ['a mean over 5 s', { answers: { meanMs: 5_001 } }, ['mean_answer degraded']],
    ['a long mean of too few', { answers: { count: LEAST_JUDGED - 1, meanMs: 60_000 } }, []],
    ['queries of 1 s', { database: { p95Ms: 1_000 } }, []],
    ['queries over 1 s', { database: { p95Ms: 1_001 } }, ['database_query degraded']],
    ['slow queries, but too few', { database: { count: LEAST_JUDGED - 1, p95Ms: 60_000 } }, []],
    ['nothing at all', { progress: { count: 0, meanMs: null, p50Ms: null, p95Ms: null } }, []],
    [
      'everything at once',
      { progress: { failed: 6 }, answers: { meanMs: 9_000 }, database: { p95Ms: 3_000 } },
      ['poll_failures degraded', 'mean_answer degraded', 'database_query degraded'],
    ],
  ])('%s', (_what, changes, expected) => {
    const figures = {
      answers: { ...QUIET, ...changes.answers },
      progress: { ...QUIET, ...changes.progress },
      database: { ...QUIET, ...changes.database },
    };
    expect(names(judgeInstance(figures, THRESHOLDS))).toEqual(expected);
  });

  it('are held against the thresholds of the deployment', () => {
    const figures = { answers: QUIET, progress: { ...QUIET, failed: 10 }, database: QUIET };
    const thresholds = { ...THRESHOLDS, poll_failure_percent: 10, database_query_ms: 20 };
    expect(judgeInstance(figures, thresholds)).toMatchObject([{ name: 'database_query', measured: 30, threshold: 20 }]);
  });

  it.each([
    ['none', null, []],
    ['60 s', 60, []],
    ['61 s', 61, ['recovery degraded']],
  ])('and a recovery of %s', (_what, seconds, expected) => {
    expect(names(judgeRecovery(seconds, THRESHOLDS))).toEqual(expected);
  });

  it('make the status of the worst of them, each with what to do', () => {
    const slow = judgeRecovery(61, THRESHOLDS);
    expect(statusOf([])).toBe('ok');
    expect(statusOf(slow)).toBe('degraded');
    expect(statusOf([...slow, unreachable(5_000)])).toBe('failing');
    for (const { next } of [...slow, unreachable(5_000)]) expect(next).toMatch(/^[A-Z].{20,}\.$/);
  });
});

describe('what the log is told', () => {
  const slow: HealthReason = {
    ...{ name: 'database_query', level: 'degraded', measured: 2_000, threshold: 1_000, unit: 'ms' },
    next: 'Look at it.',
  };
  const down: HealthReason = { ...slow, name: 'poll_failures', level: 'failing' };
  const ALL = ['poll_failures', 'mean_answer', 'database_query', 'recovery'] as const;
  const lookAt = (
    told: Told,
    reasons: readonly HealthReason[],
    atMs: number,
    looked: typeof ALL | ['recovery'] = ALL,
  ) => {
    const end = announce(told, [...looked], reasons, atMs);
    const lines = end.lines.map(
      (line) => `${line.event} ${line.event === 'health_recovered' ? line.name : line.reason.name}`,
    );
    return { told: end.told, lines };
  };

  it('is nothing while all is well', () => {
    expect(lookAt(new Map(), [], 0).lines).toEqual([]);
  });

  it('is a reason when it begins, once a minute while it lasts, and its end', () => {
    const first = lookAt(new Map(), [slow], 0);
    expect(first.lines).toEqual(['health_degraded database_query']);
    const soon = lookAt(first.told, [slow], REPEAT_MS - 1);
    expect(soon.lines).toEqual([]);
    const later = lookAt(soon.told, [slow], REPEAT_MS);
    expect(later.lines).toEqual(['health_degraded database_query']);
    const over = lookAt(later.told, [], REPEAT_MS + 1);
    expect(over.lines).toEqual(['health_recovered database_query']);
    expect(lookAt(over.told, [], REPEAT_MS + 2).lines).toEqual([]);
    expect(lookAt(over.told, [slow], REPEAT_MS + 3).lines).toEqual(['health_degraded database_query']);
  });

  it('is at once that a reason became worse, or better', () => {
    const { told } = lookAt(new Map(), [{ ...down, level: 'degraded' }], 0);
    const worse = lookAt(told, [down], 1);
    expect(worse.lines).toEqual(['health_failing poll_failures']);
    expect(lookAt(worse.told, [{ ...down, level: 'degraded' }], 2).lines).toEqual(['health_degraded poll_failures']);
  });

  it('is every reason on its own', () => {
    const { told } = lookAt(new Map(), [slow], 0);
    expect(lookAt(told, [slow, down], 1).lines).toEqual(['health_failing poll_failures']);
  });

  it('is nothing of reasons that were not looked at', () => {
    const { told } = lookAt(new Map(), [slow], 0);
    const other = lookAt(told, [], 1, ['recovery']);
    expect(other.lines).toEqual([]);
    expect(other.told.has('database_query')).toBe(true);
  });
});
