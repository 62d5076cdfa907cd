import { beforeEach, describe, expect, it } from 'vitest';
import { timeDatabase } from '../../functions/src/edge/databaseTimes.ts';
import { applyEvent } from '../../functions/src/missions/applyEvent.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { createMeters } from '../../functions/src/missions/meters.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { aliveAnswer, type MetricsAnswer, metricsAnswer, readyAnswer } from '../../functions/src/schema/health.ts';
import { deliveries, missionDoc, missions } from '../../functions/src/store/collections.ts';
import { type ApiServer, METRICS_TOKEN, serveApi } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { keptLog, type LogLine } from '../support/keptLog.ts';
import { execute, lastTask, missionOf, OWNER, REQUEST } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

let deps: TestDeps;
let api: ApiServer;
let lines: LogLine[];

/** A deployment of its own for each test: one's slow answers are not another's. */
beforeEach(async () => {
  const kept = keptLog();
  lines = kept.lines;
  deps = { ...testDeps([missionType([step('a'), lastStep('b')])]), log: kept.log };
  const meters = createMeters(deps.clock);
  timeDatabase(deps.db, meters.queried);
  api = await serveApi(deps, meters);
  return () => api.close();
});

const ask = (path: string, token = OWNER) => callAt(api.origin, 'GET', path, { token });
const metrics = async (): Promise<MetricsAnswer> =>
  metricsAnswer.parse((await ask('/health/metrics', METRICS_TOKEN)).json);
const told = () => lines.flatMap(({ event, reason, severity }) => (reason ? [`${severity} ${event} ${reason}`] : []));

/** A mission whose runner has taken it and is not heard of again. */
async function abandoned(): Promise<string> {
  const id = await execute(deps);
  const { task_id: taskId, attempt } = lastTask(deps);
  await applyEvent(deps, id, { type: 'claimed', holder: 'runner-1', taskId, attempt });
  return id;
}

/** Another runner comes for it. */
async function takeOver(id: string): Promise<void> {
  const { attempt } = lastTask(deps);
  await runMission(deps, { mission_id: id, attempt, task_id: 'another' }, 'runner-2');
}

describe('alive and ready', () => {
  it('alive says which build answers and since when, without asking anybody', async () => {
    deps.clock.move(65_000);
    const { status, json } = await callAt(api.origin, 'GET', '/health');
    expect(status).toBe(200);
    expect(aliveAnswer.parse(json)).toMatchObject({ status: 'ok', build: 'test', project: 'demo-unit' });
    expect(aliveAnswer.parse(json).up_seconds).toBeGreaterThanOrEqual(65);
    expect((await metrics()).instance.answers.count).toBe(0);
  });

  it('ready asks every part', async () => {
    const { status, json } = await callAt(api.origin, 'GET', '/health/ready');
    expect(status).toBe(200);
    expect(readyAnswer.parse(json).parts.map((part) => `${part.name} ${part.status}`)).toEqual([
      ...['firestore ok', 'tasks ok', 'auth ok'],
    ]);
  });
});

describe('the figures of the database', () => {
  it('of an empty one are zeros, and all is well', async () => {
    const { status, reasons, database } = await metrics();
    expect({ status, reasons }).toEqual({ status: 'ok', reasons: [] });
    expect(Object.values(database?.by_status ?? {})).toEqual(Array.from({ length: 9 }, () => 0));
    expect(database).toMatchObject({ overdue: 0, queue_age_seconds: null, oldest_heartbeat_seconds: null });
  });

  it('count every status, and tell the ages of what should move and does not', async () => {
    const create = async () => (await createMission(deps, OWNER, REQUEST)).mission.mission_id;
    await create();
    await command(deps, OWNER, await create(), 'approve');
    await command(deps, OWNER, await create(), 'cancel');
    await execute(deps);
    await runMission(deps, lastTask(deps), 'runner-1');
    await execute(deps);
    deps.clock.move(10_000);
    await execute(deps);
    await abandoned();
    deps.clock.move(25_000);

    const { database } = await metrics();
    expect(database?.by_status).toEqual({
      ...{ proposed: 1, approved: 1, queued: 2, in_progress: 1, waiting: 0, paused: 0 },
      ...{ completed: 1, failed: 0, cancelled: 1 },
    });
    // The first of the queued was due to be looked after 30 s after it was sent, the abandoned one after 20.
    expect(database?.overdue).toBe(2);
    expect(database?.queue_age_seconds).toBeGreaterThanOrEqual(35);
    expect(database?.queue_age_seconds).toBeLessThan(60);
    expect(database?.oldest_heartbeat_seconds).toBeGreaterThanOrEqual(25);
    expect(database?.oldest_heartbeat_seconds).toBeLessThan(50);
  });

  it('leave out of the queue’s age what is not to run yet', async () => {
    await execute(deps, { not_before: new Date(deps.clock.epochMs() + 3_600_000).toISOString() });
    deps.clock.move(60_000);
    expect((await metrics()).database).toMatchObject({ queue_age_seconds: null, by_status: { queued: 1 } });
  });

  it('count the deliveries that are to be tried still, and those that were given up', async () => {
    for (const status of ['pending', 'pending', 'delivered', 'failed']) await deliveries(deps.db).add({ status });
    expect((await metrics()).database?.deliveries).toEqual({ pending: 2, failed: 1 });
  });

  it('are read once a quarter of a minute, for all who ask', async () => {
    const [one, other] = await Promise.all([metrics(), metrics()]);
    await createMission(deps, OWNER, REQUEST);
    expect(other?.database).toEqual(one?.database);
    expect((await metrics()).database?.by_status.proposed).toBe(0);
    deps.clock.move(15_000);
    expect((await metrics()).database?.by_status.proposed).toBe(1);
  });
});

describe('a recovery', () => {
  it('is timed from the lost runner’s last sign of life, and logged', async () => {
    const id = await abandoned();
    deps.clock.move(40_000);
    await takeOver(id);
    expect((await missionOf(deps, id)).recovery?.after_ms).toBeGreaterThanOrEqual(40_000);
    expect((await missionOf(deps, id)).status).toBe('completed');
    const { status, database } = await metrics();
    expect(status).toBe('ok');
    expect(database?.recoveries).toMatchObject({ count: 1 });
    expect(database?.recoveries.longest_seconds).toBeGreaterThanOrEqual(40);
    expect(database?.recoveries.longest_seconds).toBeLessThan(60);
    expect(lines.filter(({ message }) => message === 'runner lost; another goes on')).toHaveLength(1);
  });

  it('of more than a minute degrades the health for a quarter of an hour, and the log says both', async () => {
    const id = await abandoned();
    deps.clock.move(61_000);
    await takeOver(id);
    const during = await metrics();
    expect(during).toMatchObject({
      status: 'degraded',
      reasons: [{ name: 'recovery', threshold: 60, unit: 'seconds' }],
    });
    deps.clock.move(900_000);
    expect(await metrics()).toMatchObject({ status: 'ok', reasons: [], database: { recoveries: { count: 0 } } });
    expect(told()).toEqual(['WARNING health_degraded recovery', 'INFO health_recovered recovery']);
  });

  it('is not what follows a hand-over, a redelivery in time or a second claim of the same mission', async () => {
    const id = await execute(deps);
    await runMission(deps, lastTask(deps), 'runner-1', { limitMs: 0 });
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(await missionOf(deps, id)).toMatchObject({ status: 'completed', recovery: null });
  });
});

describe('the figures of the process', () => {
  /** A mission whose document is broken: asking for its progress fails on our side. */
  async function broken(): Promise<string> {
    const id = await execute(deps);
    await missionDoc(deps.db, id).update({ status: 'nonsense' });
    return id;
  }
  const poll = (id: string, times: number) =>
    Promise.all(Array.from({ length: times }, () => ask(`/missions/${id}/progress?fresh=1`)));

  it('tell polls from other answers, and our failures from the callers’', async () => {
    const id = await execute(deps);
    await poll(id, 3);
    await ask('/missions/nobody-knows/progress');
    await ask('/missions');
    await poll(await broken(), 1);
    const { instance, status } = await metrics();
    expect(instance.progress).toMatchObject({ count: 5, failed: 1 });
    expect(instance.answers).toMatchObject({ count: 6, failed: 1 });
    expect(instance.poll_success_percent).toBe(80);
    expect(instance.progress.p95_ms).toBeGreaterThan(0);
    // Of five polls one may fail: it takes twenty to judge.
    expect(status).toBe('ok');
  });

  it('reach the log without anybody asking, when polls fail', async () => {
    const id = await broken();
    await poll(id, 30);
    deps.clock.move(10_000);
    await poll(id, 1);
    expect(told()).toEqual(['ERROR health_failing poll_failures']);
    expect(lines.find(({ event }) => event === 'health_failing')).toMatchObject({ measured: 100, threshold: 5 });
    expect(await metrics()).toMatchObject({
      status: 'failing',
      reasons: [{ name: 'poll_failures', level: 'failing' }],
    });
  });

  it('count each call of the database once, and none as failed that was answered', async () => {
    const before = (await metrics()).instance.database.count;
    const id = await execute(deps);
    const of = async () => (await metrics()).instance.database;
    const afterExecute = await of();
    expect(afterExecute.count).toBeGreaterThan(before);
    await missionDoc(deps.db, id).get();
    await deps.db.getAll(missionDoc(deps.db, id), missionDoc(deps.db, 'none'));
    await missions(deps.db).limit(1).get();
    await missions(deps.db).count().get();
    await missionDoc(deps.db, id).update({ usage: {} });
    await expect(missionDoc(deps.db, id).create({})).rejects.toThrow(/ALREADY_EXISTS/);
    expect(await of()).toMatchObject({ count: afterExecute.count + 6, failed: 0 });
    expect((await of()).p95_ms).toBeGreaterThan(0);
  });
});

describe('who may read the figures', () => {
  it.each([
    ['nobody without a token', undefined, 'unauthenticated'],
    ['no user, with a token of theirs', OWNER, 'token_invalid'],
    ['nobody with a token that begins like it', METRICS_TOKEN.slice(0, -1), 'token_invalid'],
  ])('%s', async (_who, token, code) => {
    const { status, json } = await callAt(api.origin, 'GET', '/health/metrics', { token });
    expect({ status, json }).toMatchObject({
      status: 401,
      json: { code, next: expect.stringContaining('METRICS_TOKEN') },
    });
  });
});

describe('for Prometheus', () => {
  it('every number is a gauge that is explained, with what tells it from others as labels', async () => {
    await execute(deps);
    const { headers, text } = await ask('/health/metrics?format=prometheus', METRICS_TOKEN);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(/^mission_progress_status 0$/m);
    expect(text).toMatch(/^mission_progress_missions\{status="queued"\} 1$/m);
    expect(text).toMatch(/^mission_progress_instance_calls\{kind="answers"\} 0$/m);
    // Each metric once: explained, typed, then its values.
    const metric = /# HELP (\w+) .+\n# TYPE \1 gauge\n(?:\1(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? \d+(?:\.\d+)?\n)+/g;
    expect(text.replaceAll(metric, '')).toBe('');
    const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    // What there is nothing to tell of is left out.
    expect(text).not.toMatch(/null|p95_ms\{kind="answers"/);
  });

  it('no other form is known', async () => {
    const { status, json } = await ask('/health/metrics?format=xml', METRICS_TOKEN);
    expect({ status, json }).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  });
});
