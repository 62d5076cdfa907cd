import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { missionAnswer, problem } from '../../functions/src/schema/api.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { lastTask } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const deps = testDeps([missionType([lastStep('a')])]);
let api: ApiServer;
/** Missions that are over, by how they ended. */
const ids = { completed: '', withoutResult: '', failed: '', neverApproved: '' };

const EXTERNAL = { objective: 'Build the site', type: 'external', external: { steps: [{ name: 'build' }] } };

beforeAll(async () => {
  api = await serveApi(deps);
  ids.completed = await started({ objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } });
  await runMission(deps, lastTask(deps), 'runner');
  ids.withoutResult = await started(EXTERNAL);
  await ask('POST', `/missions/${ids.withoutResult}/steps/0`, { status: 'completed', message: 'Built' });
  ids.failed = await started(EXTERNAL);
  const error = { message: 'The disk is full.' };
  await ask('POST', `/missions/${ids.failed}/steps/0`, { status: 'failed', error });
  ids.neverApproved = missionAnswer.parse((await ask('POST', '/missions', EXTERNAL)).json).mission_id;
  await ask('POST', `/missions/${ids.neverApproved}/cancel`);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body?: unknown) => callAt(api.origin, method, path, { token: 'anna', body });

async function started(request: object): Promise<string> {
  const { mission_id: id } = missionAnswer.parse((await ask('POST', '/missions', request)).json);
  await ask('POST', `/missions/${id}/approve`);
  await ask('POST', `/missions/${id}/execute`);
  return id;
}

const OVER = 'It is over: nothing can be done to it any more.';

describe('what to do now', () => {
  it.each([
    ['a completed mission can’t be cancelled', 'completed', 'POST', '/cancel', OVER],
    ['nor paused', 'completed', 'POST', '/pause', OVER],
    ['who would retry it needs another one', 'completed', 'POST', '/retry', `${OVER} Create another mission instead.`],
    ['a failed one takes a retry', 'failed', 'POST', '/pause', 'Allowed now: retry.'],
    ['its result may come by a retry', 'failed', 'GET', '/result', 'Run it again: POST /missions/ID/retry.'],
    ['a worker sent no result', 'withoutResult', 'GET', '/result', 'Read what its steps say: GET /missions/ID/steps.'],
    ['one that never was approved has none', 'neverApproved', 'GET', '/result', 'Create another mission.'],
  ] as const)('%s', async (_what, which, method, path, next) => {
    const answer = await ask(method, `/missions/${ids[which]}${path}`);
    expect(answer.status).toBe(409);
    expect(problem.parse(answer.json).next).toBe(next.replace('ID', ids[which]));
  });

  it('a report comes before its mission may run: only what is left to do', async () => {
    const { mission_id: id } = missionAnswer.parse((await ask('POST', '/missions', EXTERNAL)).json);
    const report = async () =>
      problem.parse((await ask('POST', `/missions/${id}/steps/0`, { status: 'started' })).json);
    expect(await report()).toMatchObject({ code: 'status_forbids', next: 'Approve and execute it first.' });
    await ask('POST', `/missions/${id}/approve`);
    expect(await report()).toMatchObject({ code: 'status_forbids', next: 'Execute it first.' });
  });

  it('a method that is not possible: which are', async () => {
    const detailOf = async (method: string, path: string) => problem.parse((await ask(method, path)).json).detail;
    expect(await detailOf('GET', `/missions/${ids.failed}/retry`)).toBe('GET is not possible here; POST is.');
    expect(await detailOf('PUT', '/missions')).toBe('PUT is not possible here; GET and POST are.');
  });

  it('a parameter that is given twice is to be given once', async () => {
    const { errors } = problem.parse((await ask('GET', '/missions?tag=a&tag=b')).json);
    expect(errors).toEqual([{ field: 'tag', message: 'is given more than once: give each parameter once' }]);
  });
});
