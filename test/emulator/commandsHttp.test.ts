import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../functions/src/core/errors.ts';
import { waitForApproval } from '../../functions/src/missions/waits.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { eventList, missionAnswer, problem, progressAnswer, stepList } from '../../functions/src/schema/api.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { lastTask } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

/** Asks its owner first, and fails when the answer is no. */
const asking = step('ask', async (context) => {
  const answer = context.answerTo('approval');
  if (answer?.kind !== 'approval') return waitForApproval({ question: 'Go on?' });
  if (answer.choice === 'reject') throw new AppError('over_budget', 'Its owner said no.');
  return { output: answer.choice, message: 'asked' };
});

const deps = testDeps([missionType([step('a'), asking, lastStep('c')])]);
let api: ApiServer;
/** Anna's missions, by what they are doing. */
const ids = { proposed: '', waiting: '', failed: '' };

beforeAll(async () => {
  api = await serveApi(deps);
  ids.proposed = await created();
  ids.waiting = await waiting();
  ids.failed = await waiting();
  await ask('POST', `/missions/${ids.failed}/answer`, { choice: 'reject' });
  await runMission(deps, lastTask(deps), 'runner');
});
afterAll(() => api.close());

const GOOD = { objective: 'Find Python tutorials', scope: { allowed_domains: ['python.org'] } };

const ask = (method: string, path: string, body?: unknown, token = 'anna'): Promise<Answered> =>
  callAt(api.origin, method, path, { token, body });

async function created(changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await ask('POST', '/missions', { ...GOOD, ...changes });
  if (answer.status !== 201) throw new Error(answer.text);
  return missionAnswer.parse(answer.json).mission_id;
}

async function waiting(): Promise<string> {
  const id = await created();
  await ask('POST', `/missions/${id}/approve`);
  await ask('POST', `/missions/${id}/execute`);
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

describe('over HTTP', () => {
  it('a cancel keeps its reason, in the mission and in its history, and a repeat with another changes nothing', async () => {
    const id = await created();
    const cancelled = await ask('POST', `/missions/${id}/cancel`, { reason: ' The wrong site. ' });
    const kept = { reason: 'The wrong site.', requested_by: 'anna' };
    expect(missionAnswer.parse(cancelled.json)).toMatchObject({ status: 'cancelled', cancellation: kept });
    const again = await ask('POST', `/missions/${id}/cancel`, { reason: 'Another one.' });
    expect(again.status).toBe(200);
    expect(missionAnswer.parse((await ask('GET', `/missions/${id}`)).json).cancellation).toMatchObject(kept);
    const { events } = eventList.parse((await ask('GET', `/missions/${id}/events`)).json);
    expect(events.map(({ message }) => message)).toEqual(['Proposed', 'Cancelled: The wrong site.']);
    const tooLong = await ask('POST', `/missions/${await created()}/cancel`, { reason: 'x'.repeat(501) });
    expect(problem.parse(tooLong.json)).toMatchObject({ code: 'invalid_request', errors: [{ field: 'reason' }] });
  });

  it('a mission that waits says for what, is answered, fails, and is retried from a step by its name', async () => {
    const id = await waiting();
    const progress = progressAnswer.parse((await ask('GET', `/missions/${id}/progress`)).json);
    expect(progress).toMatchObject({ status: 'waiting', eta: { note: 'waiting' }, queue: null });
    expect(progress.wait).toMatchObject({ kind: 'approval', question: 'Go on?' });

    const waitId = progress.wait?.wait_id;
    const answered = await ask('POST', `/missions/${id}/answer`, { choice: 'reject', comment: 'No.', wait_id: waitId });
    expect(missionAnswer.parse(answered.json)).toMatchObject({ status: 'queued', wait: null });
    await runMission(deps, lastTask(deps), 'runner');
    const failed = missionAnswer.parse((await ask('GET', `/missions/${id}`)).json);
    expect(failed).toMatchObject({ status: 'failed', allowed: ['retry'], error: { code: 'over_budget' } });

    const retried = await ask('POST', `/missions/${id}/retry`, { from_step: 'ask', objective: 'Find Ruby tutorials' });
    expect(missionAnswer.parse(retried.json)).toMatchObject({ status: 'queued', attempt: 2, error: null });
    await runMission(deps, lastTask(deps), 'runner');
    await ask('POST', `/missions/${id}/answer`, { choice: 'approve' });
    await runMission(deps, lastTask(deps), 'runner');
    const first = stepList.parse((await ask('GET', `/missions/${id}/steps?attempt=1`)).json);
    expect(first.steps.map(({ step_name: name, status }) => `${name} ${status}`)).toEqual([
      'a completed',
      'ask failed',
    ]);
    const second = stepList.parse((await ask('GET', `/missions/${id}/steps?limit=1`)).json);
    expect(second).toMatchObject({ attempt: 2, next_after: 1, steps: [{ step_name: 'ask', output: 'approve' }] });
    const rest = stepList.parse((await ask('GET', `/missions/${id}/steps?after=1`)).json);
    expect(rest).toMatchObject({ next_after: null, steps: [{ step_name: 'c' }] });
  });

  it('a queued mission is paused and resumed, twice each without harm', async () => {
    const id = await created({ priority: 3 });
    await ask('POST', `/missions/${id}/approve`);
    await ask('POST', `/missions/${id}/execute`);
    for (const status of ['paused', 'paused']) {
      expect(missionAnswer.parse((await ask('POST', `/missions/${id}/pause`)).json).status).toBe(status);
    }
    for (const status of ['queued', 'queued']) {
      expect(missionAnswer.parse((await ask('POST', `/missions/${id}/resume`)).json).status).toBe(status);
    }
  });

  it('a mission may be told to start later, in any zone, and edited so while it is proposed', async () => {
    const id = await created({ not_before: '2030-01-01T10:00:00+02:00', priority: -3 });
    const made = missionAnswer.parse((await ask('GET', `/missions/${id}`)).json);
    expect(made).toMatchObject({ not_before: '2030-01-01T08:00:00.000Z', priority: -3 });
    const edited = await ask('PATCH', `/missions/${id}`, { not_before: null, priority: 10 });
    expect(missionAnswer.parse(edited.json)).toMatchObject({ not_before: null, priority: 10 });
  });
});

type Row = readonly [
  name: string,
  method: string,
  path: () => string,
  body: unknown,
  status: number,
  code: string,
  field?: string,
];

const on = (which: keyof typeof ids, suffix: string) => () => `/missions/${ids[which]}${suffix}`;
const bad = (name: string, which: keyof typeof ids, command: string, body: unknown, field: string): Row => {
  return [`${command} with ${name}`, 'POST', on(which, `/${command}`), body, 400, 'invalid_request', field];
};
const create = (name: string, body: unknown, field: string): Row =>
  [`create with ${name}`, 'POST', () => '/missions', body, 400, 'invalid_request', field] as const;

const EXTERNAL = { objective: 'Build the site', type: 'external' };

const TABLE: readonly Row[] = [
  create('a priority of 11', { ...GOOD, priority: 11 }, 'priority'),
  create('half a priority', { ...GOOD, priority: 0.5 }, 'priority'),
  create('a start without a zone', { ...GOOD, not_before: '2030-01-01T10:00:00' }, 'not_before'),
  create('a start that is no time', { ...GOOD, not_before: 'tomorrow' }, 'not_before'),
  create('no scope', { objective: 'Find tutorials' }, 'scope'),
  create('an external part for research', { ...GOOD, external: { steps: [{ name: 'a' }] } }, 'external'),
  create('no external part for external', EXTERNAL, 'external'),
  create('no steps', { ...EXTERNAL, external: {} }, 'external.steps'),
  create(
    'two steps of one name',
    { ...EXTERNAL, external: { steps: [{ name: 'a' }, { name: 'a' }] } },
    'external.steps',
  ),
  create('a step without a name', { ...EXTERNAL, external: { steps: [{ weight: 1 }] } }, 'external.steps[0].name'),
  create(
    '101 steps',
    { ...EXTERNAL, external: { steps: Array.from({ length: 101 }, (_, n) => ({ name: `s${n}` })) } },
    'external.steps',
  ),
  create(
    'a failure before the stall',
    { ...EXTERNAL, external: { steps: [{ name: 'a' }], stalled_after_seconds: 60, failed_after_seconds: 30 } },
    'external.failed_after_seconds',
  ),
  bad('a choice that was not offered', 'waiting', 'answer', { choice: 'maybe' }, 'choice'),
  bad('no choice', 'waiting', 'answer', {}, 'choice'),
  bad('an empty comment', 'waiting', 'answer', { choice: 'approve', comment: '  ' }, 'comment'),
  bad('an unknown field', 'waiting', 'answer', { choice: 'approve', answer: 1 }, 'answer'),
  bad('no name', 'waiting', 'signal', { payload: 1 }, 'name'),
  bad('a name with spaces', 'waiting', 'signal', { name: 'a b' }, 'name'),
  bad('a payload of 11 kB', 'waiting', 'signal', { name: 'a', payload: 'x'.repeat(11_000) }, 'payload'),
  bad('a step that is not there', 'failed', 'retry', { from_step: 'nowhere' }, 'from_step'),
  bad('a step that is too late', 'failed', 'retry', { from_step: 2 }, 'from_step'),
  bad('a negative step', 'failed', 'retry', { from_step: -1 }, 'from_step'),
  bad('a list as step', 'failed', 'retry', { from_step: [1] }, 'from_step'),
  bad('a bad objective', 'failed', 'retry', { objective: '' }, 'objective'),
  ['edit with an empty start', 'PATCH', on('proposed', ''), { not_before: '' }, 400, 'invalid_request', 'not_before'],
  ['steps of attempt 0', 'GET', on('failed', '/steps?attempt=0'), undefined, 400, 'invalid_request', 'attempt'],
  ['steps by the thousand', 'GET', on('failed', '/steps?limit=1000'), undefined, 400, 'invalid_request', 'limit'],
  ['answer what is proposed', 'POST', on('proposed', '/answer'), { choice: 'approve' }, 409, 'wait_gone'],
  [
    'answer an earlier question',
    'POST',
    on('waiting', '/answer'),
    { choice: 'approve', wait_id: 'x' },
    409,
    'wait_gone',
  ],
  ['signal what is proposed', 'POST', on('proposed', '/signal'), { name: 'a' }, 409, 'status_forbids'],
  ['pause what is proposed', 'POST', on('proposed', '/pause'), undefined, 409, 'status_forbids'],
  ['resume what failed', 'POST', on('failed', '/resume'), undefined, 409, 'status_forbids'],
  ['retry what waits', 'POST', on('waiting', '/retry'), {}, 409, 'status_forbids'],
  ['get a command', 'GET', on('waiting', '/retry'), undefined, 405, 'method_not_allowed'],
];

describe('a call that makes no sense', () => {
  for (const [name, method, path, body, status, code, field] of TABLE) {
    it(`is answered with what is wrong: ${name}`, async () => {
      const answer = await ask(method, path(), body);
      const { code: answered, errors = [] } = problem.parse(answer.json);
      expect([answer.status, answered]).toEqual([status, code]);
      if (field !== undefined) expect(errors.map((error) => error.field)).toContain(field);
    });
  }

  it('tells everything that is wrong at once, also what belongs together', async () => {
    const { json } = await ask('POST', '/missions', { objective: '', priority: 99 });
    expect(
      problem
        .parse(json)
        .errors?.map(({ field }) => field)
        .toSorted(),
    ).toEqual(['objective', 'priority', 'scope']);
  });

  it('loses nothing: the missions stand as they stood', async () => {
    const statusOf = async (id: string) => missionAnswer.parse((await ask('GET', `/missions/${id}`)).json).status;
    expect(await Promise.all(Object.values(ids).map(statusOf))).toEqual(Object.keys(ids));
  });

  it.each(['answer', 'signal', 'retry', 'pause', 'resume'])(
    'to %s somebody else’s mission finds none',
    async (name) => {
      const body = name === 'answer' ? { choice: 'approve' } : name === 'signal' ? { name: 'a' } : undefined;
      expect((await ask('POST', `/missions/${ids.waiting}/${name}`, body, 'boris')).status).toBe(404);
    },
  );
});
