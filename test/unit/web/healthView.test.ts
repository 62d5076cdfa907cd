import { describe, expect, test } from 'vitest';
import { dollarsText } from '../../../client/src/words/amount.ts';
import type { MetricsAnswer } from '../../../functions/src/schema/health.ts';
import { MISSION_STATUSES, type Mission } from '../../../functions/src/schema/mission.ts';
import { digestOf } from '../../../web/src/missions/missionDigest.ts';
import { sectionOf } from '../../../web/src/missions/missionGlance.ts';
import type { Freshness } from '../../../web/src/shell/freshness.ts';
import { gauges, ownFigures, serviceFigures } from '../../../web/src/status/figures.ts';
import { healthView } from '../../../web/src/status/healthView.ts';
import { modelUsageRows } from '../../../web/src/status/modelUsageRows.ts';
import { failuresView, recentView } from '../../../web/src/status/recentRuns.ts';
import { clientFacts } from '../../../web/src/status/thisClient.ts';
import type { Health } from '../../../web/src/status/useHealth.ts';
import { PART_NEXT } from '../../../web/src/words/status.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const asOf = '2026-11-21T10:00:00.000Z';
const shared = { build: 'abc', project: 'p', as_of: asOf };
const part = (name: 'firestore' | 'tasks' | 'auth') => ({
  ...{ name, status: 'ok' as const, latency_ms: 6.4, detail: null },
});
const timing = { count: 120, failed: 0, mean_ms: 12.34, p50_ms: 9, p95_ms: 1_250 };

const metrics: MetricsAnswer = {
  ...shared,
  status: 'ok',
  reasons: [],
  instance: {
    ...{ scope: 'instance', since: asOf, window_seconds: 300, poll_success_percent: 100 },
    ...{ answers: timing, progress: timing, database: timing },
  },
  database: {
    scope: 'database',
    as_of: asOf,
    by_status: Object.fromEntries(MISSION_STATUSES.map((status) => [status, 0])) as NonNullable<
      MetricsAnswer['database']
    >['by_status'],
    counted_up_to: 10_000,
    overdue: 0,
    queue_age_seconds: null,
    oldest_heartbeat_seconds: null,
    recoveries: { count: 0, mean_seconds: null, longest_seconds: null },
    deliveries: { pending: 0, failed: 0 },
    model_usage: [],
  },
  thresholds: { poll_failure_percent: 5, mean_answer_ms: 5_000, recovery_seconds: 60, database_query_ms: 1_000 },
};

const well: Health = {
  alive: { ...shared, status: 'ok', up_seconds: 312 },
  aliveMs: 11.6,
  ready: { ...shared, status: 'ok', parts: [part('firestore'), part('tasks'), part('auth')] },
  metrics: null,
  isHidden: true,
  answeredAt: Date.parse(asOf),
  checkedAt: Date.parse(asOf),
  isSilent: false,
};
const live = { status: 'live', word: 'Live', cause: 'Changes appear.', heard: '' } as Freshness;

const states = (health: Health, own = { running: 0, silent: 0 } as { running: number; silent: number } | null) =>
  Object.fromEntries(healthView(health, own, live).parts.map(({ name, state }) => [name, state]));
const withHeartbeat = (seconds: number): Health => ({
  ...well,
  metrics: { ...metrics, database: metrics.database && { ...metrics.database, oldest_heartbeat_seconds: seconds } },
});

describe('the sentence', () => {
  test.each([
    ['nothing is known yet', { ...well, alive: null, ready: null, checkedAt: null }, 'Checking…'],
    ['all answer', well, 'All parts work'],
    ['nobody answers', { ...well, isSilent: true }, 'The service can’t be reached'],
  ])('when %s', (_, health, sentence) => {
    expect(healthView(health, null, live).sentence).toBe(sentence);
  });

  test('counts parts that fail and thresholds that are crossed', () => {
    const failing = { ...part('tasks'), status: 'failing' as const, detail: 'The queue is paused.' };
    const ready = { ...shared, status: 'failing' as const, parts: [part('firestore'), failing, part('auth')] };
    expect(healthView({ ...well, ready }, null, live)).toMatchObject({ sentence: '1 problem', tone: 'failed' });
    const reason: MetricsAnswer['reasons'][number] = {
      ...{ name: 'mean_answer', level: 'degraded', unit: 'ms' },
      ...{ measured: 6_200, threshold: 5_000, next: 'Look.' },
    };
    const view = healthView({ ...well, ready, metrics: { ...metrics, reasons: [reason] } }, null, live);
    expect(view.sentence).toBe('2 problems');
    expect(view.reasons).toEqual([
      { title: 'Queue: fails', measured: 'The queue is paused.', next: PART_NEXT.tasks, tone: 'failed' },
      { title: 'Answers take long', measured: '6.2 s, limit 5 s', next: 'Look.', tone: 'waiting' },
    ]);
    expect(view.parts.find(({ name }) => name === 'Queue')?.detail).toBe('The queue is paused.');
  });

  test('a silent service leaves what was known, says as of when, and blames no part that was not asked', () => {
    const view = healthView({ ...well, isSilent: true, metrics }, null, live);
    expect(view.text).toMatch(/What you see is as of \d\d:\d\d\./);
    expect(states({ ...well, isSilent: true }, null)).toEqual({
      ...{ API: 'failing', Database: 'unknown', Queue: 'unknown', 'Sign-in': 'unknown', Runners: 'unknown' },
    });
    expect(view.parts[1]?.detail).toMatch(/^It can’t be asked: there is no connection since \d\d:\d\d\.$/);
    expect(view.reasons).toEqual([]);
  });

  test('a device without a connection knows nothing of the service, and calls nothing green', () => {
    const away = { status: 'offline', isUnreachable: false, heard: 'The server last answered 2 min ago.' } as Freshness;
    const view = healthView({ ...well, isSilent: true, metrics }, { running: 2, silent: 0 }, away);
    expect(view.parts.map(({ name, state }) => [name, state])).toEqual([
      ...['API', 'Database', 'Queue', 'Sign-in', 'Runners'].map((name) => [name, 'unknown']),
      ['Live updates', 'unknown'],
    ]);
    expect(view).toMatchObject({ sentence: 'This device is offline', tone: 'waiting', reasons: [] });
    expect(view.text).toMatch(/Connect this device to a network\. What you see is as of \d\d:\d\d\.$/);
    expect(view.parts[4]?.detail).toBe('There is no connection. The server last answered 2 min ago.');
    const unreached = { ...away, isUnreachable: true };
    expect(healthView({ ...well, isSilent: true }, { running: 0, silent: 0 }, unreached)).toMatchObject({
      ...{ sentence: 'The service can’t be reached', tone: 'failed' },
      parts: expect.arrayContaining([expect.objectContaining({ name: 'Live updates', state: 'failing' })]),
    });
    expect(healthView({ ...well, isSilent: true }, null, unreached).parts[0]).toMatchObject({ state: 'failing' });
  });
});

describe('the runners', () => {
  test('of everybody where the figures may be seen', () => {
    expect(states(withHeartbeat(3)).Runners).toBe('ok');
    expect(states(withHeartbeat(21)).Runners).toBe('failing');
    expect(states({ ...well, metrics }).Runners).toBe('idle');
  });
  test('else those of one’s own missions, and of nobody’s where nobody is signed in', () => {
    expect(states(well, { running: 2, silent: 0 }).Runners).toBe('ok');
    expect(states(well, { running: 2, silent: 1 }).Runners).toBe('failing');
    expect(healthView(well, { running: 2, silent: 1 }, live).reasons).toMatchObject([{ next: PART_NEXT.runner }]);
    expect(healthView(well, { running: 2, silent: 0 }, live).parts.every(({ next }) => next === '')).toBe(true);
    expect(states(well).Runners).toBe('idle');
    const connecting = { ...live, status: 'connecting' } as Freshness;
    expect(healthView(well, { running: 2, silent: 0 }, connecting).parts[4]?.state).toBe('unknown');
    expect(states(well, null)).toMatchObject({ Runners: 'unknown' });
    expect(states(well, null)).not.toHaveProperty('Live updates');
  });
});

describe('what language models took', () => {
  test('is a row for each day and type, in the order in which it is told', () => {
    const tokens = { calls: 9, input_tokens: 12_000, output_tokens: 3_400, seconds: 61 };
    const rows = modelUsageRows([
      { day: '2026-11-22', type: 'report', ...tokens, cost_usd: 0.0342 },
      { day: '2026-11-21', type: 'report', ...tokens, cost_usd: 0 },
    ]);
    expect(rows.map(({ key: _key, ...texts }) => Object.values(texts))).toEqual([
      ['2026-11-22', 'Report', '9', '12,000 / 3,400', dollarsText(0.0342)],
      ['2026-11-21', 'Report', '9', '12,000 / 3,400', 'no price set'],
    ]);
    expect(modelUsageRows([])).toEqual([]);
  });
});

describe('figures', () => {
  const inLine = (): Mission => {
    const queued = IN_STATUS.queued();
    if (queued.status !== 'queued') throw new Error('not queued');
    return { ...queued, queue_place: 'in_line', wake_at: null, next_task: null };
  };

  test('ages that there are none of, and counts that go on, say so', () => {
    const { database } = metrics;
    if (database === null) throw new Error('no figures');
    const many = { ...metrics, database: { ...database, by_status: { ...database.by_status, queued: 10_000 } } };
    const figures = Object.fromEntries(serviceFigures(many).map(({ label, text }) => [label, text]));
    expect(figures).toMatchObject({
      'In status Queued': '10,000+',
      'Longest wait of those that may run': 'none',
      'Answers in 5 min': '120',
      'Half of the answers within': '9 ms',
      '95 % of the answers within': '1.2 s',
    });
    expect(serviceFigures({ ...metrics, database: null })).toHaveLength(3);
  });

  test('a gauge says how near it is, and grows no further than its threshold', () => {
    expect(gauges(metrics).map(({ share, tone, text }) => [share, tone, text])).toEqual([
      [0, 'succeeded', '0 %, limit 5 %'],
      [12.34 / 5_000, 'succeeded', '12 ms, limit 5 s'],
      [1, 'failed', '1.2 s, limit 1 s'],
      [0, 'succeeded', '0 s, limit 1 min'],
    ]);
    const idle = { ...metrics, instance: { ...metrics.instance, answers: { ...timing, mean_ms: null } } };
    expect(gauges(idle)[1]).toMatchObject({ text: 'no judgement yet, limit 5 s', share: 0 });
  });

  test('one’s own: what runs, what waits, and for how long', () => {
    const figures = ownFigures([inLine(), IN_STATUS.in_progress()], Date.parse(at(72)));
    expect(figures.map(({ text }) => text)).toEqual(['1', '1', '1 min 10 s']);
    // As the list has it: what is about to start stands with what runs.
    const mine = [IN_STATUS.queued(), inLine(), IN_STATUS.in_progress()];
    const rows = mine.map((mission) => sectionOf(digestOf(mission)));
    const counts = ownFigures(mine, Date.parse(at(72))).map(({ text }) => text);
    expect(counts.slice(0, 2)).toEqual(
      (['active', 'resting'] as const).map((section) => String(rows.filter((row) => row === section).length)),
    );
    expect(counts.slice(0, 2)).toEqual(['2', '1']);
    expect(ownFigures([], 0).map(({ text }) => text)).toEqual(['0', '0', 'none']);
  });
});

describe('the last runs', () => {
  const done = IN_STATUS.completed() as Extract<Mission, { status: 'completed' }>;
  const ended = (seconds: number, id: string): Mission => ({ ...done, mission_id: id, finished_at: at(3 + seconds) });
  const now = Date.parse(at(600));
  test('are as high as they took long, oldest first', () => {
    const view = recentView([ended(100, 'b'), ended(1, 'c'), IN_STATUS.in_progress(), ended(50, 'a')], now);
    expect(view.runs.map(({ id, heightPercent }) => [id, heightPercent])).toEqual([
      ['c', 5],
      ['a', 50],
      ['b', 100],
    ]);
    expect(view.summary).toBe('3 completed');
    expect(view.runs[2]?.label).toBe('Completed, took 1 min 40 s: Find Python tutorials');
  });
  test('one that never ran is named as that', () => {
    expect(recentView([IN_STATUS.cancelled()], now).runs[0]).toMatchObject({ tookText: 'never ran', heightPercent: 5 });
    expect(recentView([], now)).toMatchObject({ runs: [], summary: '0 completed' });
  });
  test('failures are told by their reason, the most frequent first', () => {
    const failed = IN_STATUS.failed() as Extract<Mission, { status: 'failed' }>;
    const other = { ...failed, mission_id: 'x', error: { ...failed.error, code: 'other', message: 'Other.' } };
    const later = { ...failed, mission_id: 'later', finished_at: at(300) };
    const { groups, hint } = failuresView([other, failed, later, IN_STATUS.completed()], now);
    expect(groups.map(({ code, count, lastId, lastText }) => [code, count, lastId, lastText])).toEqual([
      ['no_page_read', 2, 'later', '5 min ago'],
      ['other', 1, 'x', '9 min ago'],
    ]);
    expect(hint).toBe('Of your last 3 that failed.');
  });
});

test('this page says which build it is, and whether the server has another', () => {
  const state = { worker: 'waiting', storedBytes: 2_400_000 } as const;
  expect(clientFacts('a1', 'a1', state).map(({ text }) => text)).toEqual([
    ...['a1, the same build', 'a1', 'yes, and a newer version waits for a reload', '2.4 MB'],
  ]);
  expect(clientFacts('a1', 'b2', state)[0]?.text).toBe('a1, another build than the server');
  expect(clientFacts('', null, { worker: 'none', storedBytes: null }).map(({ text }) => text)).toEqual([
    ...['built without a number', 'no, it is not kept on this device', 'this browser does not say'],
  ]);
});
