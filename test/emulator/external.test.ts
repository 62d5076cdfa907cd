import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { missionAnswer, progressAnswer, resultAnswer } from '../../functions/src/schema/api.ts';
import { reportAnswer } from '../../functions/src/schema/report.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { historyOf, ledgerOf, missionOf } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const deps = testDeps([missionType([lastStep('a')])]);
let api: ApiServer;
beforeAll(async () => {
  api = await serveApi(deps);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body?: unknown, token = 'anna') =>
  callAt(api.origin, method, path, { token, body });

const STEPS = [{ name: 'fetch' }, { name: 'build', weight: 3 }];

/** An external mission, executed; its id. */
async function started(external: Record<string, unknown> = { steps: STEPS }): Promise<string> {
  const created = await ask('POST', '/missions', { objective: 'Build the site', type: 'external', external });
  if (created.status !== 201) throw new Error(created.text);
  const { mission_id: id } = missionAnswer.parse(created.json);
  await ask('POST', `/missions/${id}/approve`);
  const executed = await ask('POST', `/missions/${id}/execute`);
  expect(missionAnswer.parse(executed.json).status).toBe('queued');
  return id;
}

async function report(id: string, index: number, body: object) {
  const answer = await ask('POST', `/missions/${id}/steps/${index}`, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return reportAnswer.parse(answer.json);
}

const progressOf = async (id: string) => progressAnswer.parse((await ask('GET', `/missions/${id}/progress`)).json);

describe('a worker elsewhere', () => {
  it('begins, reports and completes a mission, on the same tracker and ledger', async () => {
    const id = await started();
    expect(await report(id, 0, { status: 'started', worker: 'w1' })).toMatchObject({ status: 'in_progress' });
    await report(id, 0, { status: 'completed', message: 'Fetched', output: { files: 3 }, usage: { files: 3 } });
    const half = await report(id, 1, { status: 'progress', done: 1, total: 2, unit: 'pages', message: 'page 1' });
    expect(half).toMatchObject({ next_step: 1, should_stop: false, progress_percent: 62.5 });
    expect(await progressOf(id)).toMatchObject({ current_step: { step_name: 'build', message: 'page 1' } });
    const end = { status: 'completed', message: 'Built', result: { summary: 'A site.', markdown: '# Site' } };
    expect(await report(id, 1, end)).toMatchObject({ status: 'completed', should_stop: true, progress_percent: 100 });
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1']);
    expect(resultAnswer.parse((await ask('GET', `/missions/${id}/result`)).json).summary).toBe('A site.');
    expect((await missionOf(deps, id)).usage).toEqual({ files: 3 });
    expect(await historyOf(deps, id)).toEqual([
      'Proposed',
      'Approved',
      'Queued',
      'Running',
      'Fetched',
      'Built',
      'Completed',
    ]);
    expect(deps.sent).toHaveLength(0);
  });

  it('that sends everything twice, or late, changes nothing by it', async () => {
    const id = await started();
    const done = { status: 'completed', message: 'Fetched' };
    expect(await report(id, 0, done)).toMatchObject({ recorded: true, next_step: 1 });
    expect(await report(id, 0, done)).toMatchObject({ recorded: false, next_step: 1 });
    expect(await report(id, 0, { status: 'progress', done: 1 })).toMatchObject({ recorded: false });
    const before = await missionOf(deps, id);
    await report(id, 1, done);
    expect(await report(id, 1, done)).toMatchObject({ recorded: false, status: 'completed', should_stop: true });
    expect((await missionOf(deps, id)).seq).toBe(before.seq + 2);
  });

  it('that reports a step before its turn is told which one is due', async () => {
    const id = await started();
    const answer = await ask('POST', `/missions/${id}/steps/1`, { status: 'started' });
    expect([answer.status, answer.json]).toMatchObject([409, { code: 'step_out_of_order' }]);
    expect((await missionOf(deps, id)).status).toBe('queued');
  });

  it('many at once record each step once', async () => {
    const id = await started();
    const ends = await Promise.all([1, 2, 3, 4].map(() => report(id, 0, { status: 'completed', message: 'Fetched' })));
    expect(ends.filter(({ recorded }) => recorded)).toHaveLength(1);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1']);
  });

  it('that fails a step fails the mission; retried, it goes on from there', async () => {
    const id = await started();
    await report(id, 0, { status: 'completed' });
    const failed = await report(id, 1, { status: 'failed', error: { message: 'No disk', next: 'Free some.' } });
    expect(failed).toMatchObject({ status: 'failed', should_stop: true });
    expect((await progressOf(id)).error).toMatchObject({ code: 'step_failed', message: 'No disk', next: 'Free some.' });
    await ask('POST', `/missions/${id}/retry`, {});
    expect(await report(id, 1, { status: 'completed' })).toMatchObject({ status: 'completed' });
    expect((await ledgerOf(deps, id)).map((entry) => entry.split(' by')[0])).toEqual([
      ...['1-0 completed', '1-1 failed', '2-1 completed'],
    ]);
  });

  it('learns from its next word that the owner has cancelled or paused', async () => {
    const id = await started();
    await report(id, 0, { status: 'started' });
    expect(missionAnswer.parse((await ask('POST', `/missions/${id}/pause`)).json).status).toBe('in_progress');
    const told = await report(id, 0, { status: 'completed', message: 'Fetched' });
    expect(told).toMatchObject({ recorded: true, status: 'paused', should_stop: true, next_step: 1 });
    expect(await report(id, 1, { status: 'started' })).toMatchObject({ recorded: false, should_stop: true });
    await ask('POST', `/missions/${id}/resume`);
    await report(id, 1, { status: 'started' });
    await ask('POST', `/missions/${id}/cancel`);
    const beat = await ask('POST', `/missions/${id}/heartbeat`, {});
    expect(reportAnswer.parse(beat.json)).toMatchObject({ status: 'cancelled', should_stop: true });
  });
});

describe('a worker that falls silent', () => {
  it('is shown as stalled, and then fails the mission; a heartbeat keeps it alive', async () => {
    const id = await started({ steps: STEPS, stalled_after_seconds: 30, failed_after_seconds: 120 });
    await report(id, 0, { status: 'started' });
    deps.clock.move(20_000);
    await ask('POST', `/missions/${id}/heartbeat`, { worker: 'w1' });
    deps.clock.move(20_000);
    expect((await progressOf(id)).is_stalled).toBe(false);
    deps.clock.move(11_000);
    expect((await progressOf(id)).is_stalled).toBe(true);
    await sweep(deps);
    expect((await missionOf(deps, id)).status).toBe('in_progress');
    deps.clock.move(90_000);
    await sweep(deps);
    expect((await progressOf(id)).error).toMatchObject({ code: 'worker_silent', step_name: 'fetch' });
  });

  it('and comes back before the end goes on', async () => {
    const id = await started({ steps: STEPS, stalled_after_seconds: 30, failed_after_seconds: 120 });
    await report(id, 0, { status: 'started' });
    deps.clock.move(60_000);
    await report(id, 0, { status: 'completed', message: 'Fetched' });
    expect((await progressOf(id)).is_stalled).toBe(false);
    const mission = await missionOf(deps, id);
    expect(mission.status).toBe('in_progress');
    // It worked on all the while: its step did not begin anew.
    expect(mission.execution_record.progress_tracker.completed_steps[0]?.duration_ms).toBeGreaterThanOrEqual(60_000);
  });

  it('never came at all: the mission fails too', async () => {
    const id = await started({ steps: STEPS, stalled_after_seconds: 5, failed_after_seconds: 60 });
    deps.clock.move(61_000);
    await sweep(deps);
    expect((await missionOf(deps, id)).error?.code).toBe('worker_silent');
  });

  it('while its owner has cancelled: the mission is cancelled when the silence is too long', async () => {
    const id = await started({ steps: STEPS, stalled_after_seconds: 30, failed_after_seconds: 3600 });
    await report(id, 0, { status: 'started' });
    await ask('POST', `/missions/${id}/cancel`);
    deps.clock.move(31_000);
    await sweep(deps);
    expect((await missionOf(deps, id)).status).toBe('cancelled');
  });
});

describe('a mission that grows', () => {
  it('takes its steps from the reports, and shows no percent that nobody knows', async () => {
    const id = await started({ is_growing: true });
    await report(id, 0, { status: 'started', name: 'look' });
    await report(id, 0, { status: 'completed' });
    const grown = await report(id, 1, { status: 'started', name: 'think' });
    expect(grown).toMatchObject({ progress_percent: 0, next_step: 1 });
    expect(await progressOf(id)).toMatchObject({ completed_count: 1, current_step: { step_name: 'think' } });
    expect(await report(id, 1, { status: 'completed', is_last: true })).toMatchObject({
      status: 'completed',
      progress_percent: 100,
    });
  });

  it('with an expectation shows a share of it, which never falls when the expectation grows', async () => {
    const id = await started({ is_growing: true, expected_steps: 4 });
    await report(id, 0, { status: 'completed' });
    expect((await report(id, 1, { status: 'completed' })).progress_percent).toBe(50);
    const more = await report(id, 2, { status: 'completed', expected_steps: 10 });
    expect(more.progress_percent).toBe(50);
    expect((await progressOf(id)).total_steps).toBe(10);
  });

  it('told late how many steps there will be shows the share of those that are done', async () => {
    const id = await started({ is_growing: true });
    await report(id, 0, { status: 'completed' });
    expect((await report(id, 1, { status: 'started', name: 'b', expected_steps: 4 })).progress_percent).toBe(25);
    expect(await progressOf(id)).toMatchObject({ total_steps: 4, current_step: { step_name: 'b' } });
  });

  it('retried from an earlier step takes the names that the worker gives its steps now', async () => {
    const id = await started({ is_growing: true });
    await report(id, 0, { status: 'started', name: 'look' });
    await report(id, 0, { status: 'completed' });
    await report(id, 1, { status: 'started', name: 'guess' });
    await report(id, 1, { status: 'failed', error: { message: 'wrong' } });
    await ask('POST', `/missions/${id}/retry`, { from_step: 'guess' });
    await report(id, 1, { status: 'started', name: 'think' });
    expect((await progressOf(id)).current_step?.step_name).toBe('think');
    expect((await missionOf(deps, id)).plan.map(({ step_name: name }) => name)).toEqual(['look', 'think']);
  });

  it('of hundreds of steps keeps its document small', async () => {
    const id = await started({ is_growing: true });
    for (let index = 0; index < 130; index += 1) await report(id, index, { status: 'completed', message: `s${index}` });
    const mission = await missionOf(deps, id);
    expect(mission.plan.length).toBeLessThanOrEqual(100);
    expect(mission.execution_record.progress_tracker.completed_count).toBe(130);
    expect(JSON.stringify(mission).length).toBeLessThan(50_000);
  }, 60_000);
});

describe('reports that make no sense', () => {
  it('are refused with what is wrong', async () => {
    const id = await started();
    const rows: readonly (readonly [string, unknown, number, string])[] = [
      [`/missions/${id}/steps/0`, { status: 'paused' }, 400, 'invalid_request'],
      [`/missions/${id}/steps/0`, {}, 400, 'invalid_request'],
      [`/missions/${id}/steps/0`, { status: 'progress', done: -1 }, 400, 'invalid_request'],
      [`/missions/${id}/steps/0`, { status: 'failed' }, 400, 'invalid_request'],
      [`/missions/${id}/steps/0`, { status: 'completed', usage: { pages: 'many' } }, 400, 'invalid_request'],
      [`/missions/${id}/steps/-1`, { status: 'started' }, 404, 'route_not_found'],
      [`/missions/${id}/steps/one`, { status: 'started' }, 404, 'route_not_found'],
      [`/missions/${id}/heartbeat`, { worker: 7 }, 400, 'invalid_request'],
    ];
    for (const [path, body, status, code] of rows) {
      const answer = await ask('POST', path, body);
      expect([path, answer.status, answer.json]).toMatchObject([path, status, { code }]);
    }
    expect((await ask('POST', `/missions/${id}/steps/0`, { status: 'started' }, 'boris')).status).toBe(404);
  });

  it('are refused for a mission whose steps run here, and for one that nobody has executed', async () => {
    const request = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } };
    const { mission_id: inner } = missionAnswer.parse((await ask('POST', '/missions', request)).json);
    const answer = await ask('POST', `/missions/${inner}/steps/0`, { status: 'started' });
    expect([answer.status, answer.json]).toMatchObject([409, { code: 'not_external' }]);
    const external = { objective: 'Build', type: 'external', external: { steps: STEPS } };
    const { mission_id: early } = missionAnswer.parse((await ask('POST', '/missions', external)).json);
    const tooEarly = await ask('POST', `/missions/${early}/heartbeat`, {});
    expect([tooEarly.status, tooEarly.json]).toMatchObject([409, { code: 'status_forbids' }]);
    expect(await runMission(deps, { mission_id: early, attempt: 1, task_id: 't' }, 'runner')).toBe('not_mine');
  });
});
