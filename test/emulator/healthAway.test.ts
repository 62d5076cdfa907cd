import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { timeDatabase } from '../../functions/src/edge/databaseTimes.ts';
import { createHealthWatch } from '../../functions/src/missions/healthWatch.ts';
import { createMeters } from '../../functions/src/missions/meters.ts';
import { aliveAnswer, metricsAnswer, readyAnswer } from '../../functions/src/schema/health.ts';
import { Emulator } from '../chaos/emulator.ts';
import { type ApiServer, METRICS_TOKEN, serveApi, THRESHOLDS } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { keptLog } from '../support/keptLog.ts';
import { missionType } from '../support/steps.ts';
import { until } from '../support/until.ts';

/** A Firestore of this file's own: it is stopped, and the suite's is for everybody. */
let emulator: Emulator;
let folder: string;
let api: ApiServer;
let deps: TestDeps;
const { log, lines } = keptLog();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'health-'));
  emulator = await Emulator.start(folder);
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  deps = { ...testDeps([missionType([])]), log };
  const meters = createMeters(deps.clock);
  timeDatabase(deps.db, meters.queried);
  api = await serveApi(deps, meters);
});
afterAll(async () => {
  await api.close();
  await emulator.end();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  emulator.continue();
  await until('Firestore', async () => (await ready()).status === 'ok');
});

const ready = async () => {
  const { status, json } = await callAt(api.origin, 'GET', '/health/ready');
  return { http: status, ...readyAnswer.parse(json) };
};
const metrics = async () => {
  const { status, json } = await callAt(api.origin, 'GET', '/health/metrics', { token: METRICS_TOKEN });
  expect(status).toBe(200);
  return metricsAnswer.parse(json);
};
const told = () => lines.flatMap(({ severity, event, reason }) => (event ? [`${severity} ${event} ${reason}`] : []));

it('with Firestore away the process is alive and not ready, the metrics say so, and all is well when it is back', async () => {
  expect(await ready()).toMatchObject({ http: 200, status: 'ok' });
  expect(await metrics()).toMatchObject({ status: 'ok', database: { scope: 'database' } });
  deps.clock.move(15_000);

  emulator.pause();
  // On a busy machine it answers one more call before the signal reaches it.
  await until('Firestore to be away', async () => (await ready()).status === 'failing');
  const [away, figures] = await Promise.all([ready(), metrics()]);
  expect(away).toMatchObject({
    http: 503,
    status: 'failing',
    parts: [
      { name: 'firestore', status: 'failing', detail: 'no answer within 5000 ms' },
      { name: 'tasks', status: 'ok' },
      { name: 'auth', status: 'ok' },
    ],
  });
  expect(figures).toMatchObject({
    status: 'failing',
    reasons: [{ name: 'database_unreachable', level: 'failing', threshold: 5_000 }],
    database: null,
  });
  const alive = await callAt(api.origin, 'GET', '/health');
  expect(aliveAnswer.parse(alive.json).status).toBe('ok');
  expect(told()).toEqual(['ERROR health_failing database_unreachable']);

  emulator.continue();
  await until('the database', async () => (await metrics()).database !== null);
  expect(await ready()).toMatchObject({ status: 'ok' });
  // What hung meanwhile has come to an end: queries of five seconds, which are a reason of their own.
  expect(told().filter((line) => line.endsWith('unreachable'))).toEqual([
    ...['ERROR health_failing database_unreachable', 'INFO health_recovered database_unreachable'],
  ]);
  expect((await metrics()).instance.database.p95_ms).toBeGreaterThan(1_000);
});

it('the sweep’s look, too, says that Firestore is away', async () => {
  const kept = keptLog();
  const meters = createMeters(deps.clock);
  const health = createHealthWatch({ ...deps, log: kept.log, meters, thresholds: THRESHOLDS });
  await health.check();
  expect(kept.lines).toEqual([]);
  emulator.pause();
  await until('a line', async () => {
    await health.check();
    return kept.lines.length > 0;
  });
  expect(kept.lines).toMatchObject([{ severity: 'ERROR', event: 'health_failing', reason: 'database_unreachable' }]);
  emulator.continue();
  await until('the recovery', async () => {
    await health.check();
    return kept.lines.length > 1;
  });
  expect(kept.lines[1]).toMatchObject({ severity: 'INFO', event: 'health_recovered' });
});
