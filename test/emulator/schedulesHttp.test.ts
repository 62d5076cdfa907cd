import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missionAnswer, problem } from '../../functions/src/schema/api.ts';
import {
  MAX_SCHEDULES,
  type ScheduleAnswer,
  scheduleAnswer,
  scheduleList,
} from '../../functions/src/schema/schedule.ts';
import { missions, scheduleDoc, schedules } from '../../functions/src/store/collections.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const deps = testDeps([missionType([step('a'), lastStep('b')])]);
let api: ApiServer;
const ANNAS = 'annas-own';

beforeAll(async () => {
  api = await serveApi(deps);
  await made({ schedule_id: ANNAS });
});
afterAll(() => api.close());

const REQUEST = { objective: 'Find Python tutorials', scope: { allowed_domains: ['python.org'] } };
const GOOD = { cron: '0 8 * * MON-FRI', time_zone: 'Europe/Berlin', request: REQUEST };

const ask = (method: string, path: string, body?: unknown, token: string | undefined = 'anna'): Promise<Answered> =>
  callAt(api.origin, method, path, { token, body });

async function made(changes: Record<string, unknown> = {}, token = 'anna'): Promise<ScheduleAnswer> {
  const answer = await ask('POST', '/schedules', { ...GOOD, ...changes }, token);
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return scheduleAnswer.parse(answer.json);
}

describe('over HTTP', () => {
  it('a schedule is created, read, listed newest first, edited, run and deleted', async () => {
    const owner = 'cycle';
    const first = await made({ cron: '0 0 * * *', time_zone: undefined }, owner);
    deps.clock.move(1000);
    const second = await made({ overlap: 'allow', is_paused: true }, owner);
    expect(first).toMatchObject({ time_zone: 'UTC', overlap: 'skip', is_paused: false, missed_count: 0 });
    expect(first.next_at).toMatch(/T00:00:00\.000Z$/);
    expect(second).toMatchObject({ overlap: 'allow', is_paused: true, next_at: null });
    expect(first.request).toEqual({ ...REQUEST, type: 'research' });

    const path = `/schedules/${first.schedule_id}`;
    expect((await ask('GET', path, undefined, owner)).json).toEqual(first);
    const listed = scheduleList.parse((await ask('GET', '/schedules', undefined, owner)).json);
    expect(listed.schedules).toEqual([second, first]);

    const edited = await ask('PATCH', path, { cron: '  30   9 * *  * ' }, owner);
    expect([edited.status, scheduleAnswer.parse(edited.json).cron]).toEqual([200, '30 9 * * *']);

    const run = await ask('POST', `${path}/run`, { mission_id: 'by-hand' }, owner);
    expect([run.status, missionAnswer.parse(run.json).status]).toEqual([201, 'queued']);
    expect(missionAnswer.parse(run.json)).toMatchObject({ mission_id: 'by-hand', schedule_id: first.schedule_id });
    expect((await ask('POST', `${path}/run`, { mission_id: 'by-hand' }, owner)).status).toBe(200);

    const deleted = await ask('DELETE', path, undefined, owner);
    expect([deleted.status, scheduleAnswer.parse(deleted.json).last_mission_id]).toEqual([200, 'by-hand']);
    expect((await ask('GET', path, undefined, owner)).status).toBe(404);
    expect((await ask('DELETE', path, undefined, owner)).status).toBe(404);
    expect((await ask('GET', '/missions/by-hand', undefined, owner)).status).toBe(200);
  });

  it('the same request under the same id is the same schedule, also after an edit', async () => {
    const body = { ...GOOD, schedule_id: 'twice' };
    const first = await ask('POST', '/schedules', body);
    await ask('PATCH', '/schedules/twice', { overlap: 'allow' });
    const again = await ask('POST', '/schedules', { ...body, overlap: 'skip', is_paused: false });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(scheduleAnswer.parse(again.json).overlap).toBe('allow');
    expect((await schedules(deps.db).where('schedule_id', '==', 'twice').get()).size).toBe(1);
  });

  it('nobody sees what is the owner’s alone', async () => {
    const { text } = await ask('GET', `/schedules/${ANNAS}`);
    expect(text).not.toMatch(/"owner"|request_hash/);
    expect(scheduleList.parse((await ask('GET', '/schedules', undefined, 'boris')).json).schedules).toEqual([]);
  });

  it('the one after the last that an owner may have is refused, unless it is there already', async () => {
    const batch = deps.db.batch();
    const stored = (await scheduleDoc(deps.db, ANNAS).get()).data() ?? {};
    for (let n = 1; n < MAX_SCHEDULES; n += 1) {
      batch.create(scheduleDoc(deps.db, `full-${n}`), { ...stored, schedule_id: `full-${n}`, owner: 'full' });
    }
    await batch.commit();
    const last = { ...GOOD, schedule_id: 'full-last' };
    expect((await ask('POST', '/schedules', last, 'full')).status).toBe(201);
    const refused = problem.parse((await ask('POST', '/schedules', GOOD, 'full')).json);
    expect([refused.status, refused.code]).toEqual([409, 'too_many_schedules']);
    expect((await ask('POST', '/schedules', last, 'full')).status).toBe(200);
    const { json } = await ask('GET', '/schedules', undefined, 'full');
    expect(scheduleList.parse(json).schedules).toHaveLength(MAX_SCHEDULES);
  });
});

interface Row {
  readonly name: string;
  /** Anna where it is not said. */
  readonly as?: string | undefined;
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly answer: readonly [status: number, code: string];
  readonly field?: string;
}

const create = (name: string, changes: Record<string, unknown>, field: string): Row => ({
  name: `create with ${name}`,
  body: { ...GOOD, ...changes },
  answer: [400, 'invalid_request'],
  field,
});
const onAnothers = (method: string, suffix: string, body?: unknown): Row => ({
  name: `${method} ${suffix} on another's schedule`,
  ...{ as: 'boris', method, path: `/schedules/${ANNAS}${suffix}`, body },
  answer: [404, 'schedule_not_found'],
});
const ONE = `/schedules/${ANNAS}`;

const TABLE: readonly Row[] = [
  create('no cron', { cron: undefined }, 'cron'),
  create('a number as cron', { cron: 5 }, 'cron'),
  create('null as cron', { cron: null }, 'cron'),
  create('four fields', { cron: '0 8 * *' }, 'cron'),
  create('seconds', { cron: '*/10 * * * * *' }, 'cron'),
  create('a nickname', { cron: '@hourly' }, 'cron'),
  create('a date', { cron: '2027-01-01T00:00:00Z' }, 'cron'),
  create('minute 60', { cron: '60 * * * *' }, 'cron'),
  create('words', { cron: 'every day at eight please' }, 'cron'),
  create('101 characters', { cron: `0${' '.repeat(93)}0 * * *` }, 'cron'),
  create('30 February', { cron: '0 0 30 2 *' }, 'cron'),
  create('30 February, paused', { cron: '0 0 30 2 *', is_paused: true }, 'cron'),
  create('an unknown zone', { time_zone: 'Mars/Phobos' }, 'time_zone'),
  create('an offset as zone', { time_zone: '+01:00' }, 'time_zone'),
  create('an empty zone', { time_zone: '' }, 'time_zone'),
  create('a zone of 65 characters', { time_zone: 'x'.repeat(65) }, 'time_zone'),
  create('null as zone', { time_zone: null }, 'time_zone'),
  create('another overlap', { overlap: 'queue' }, 'overlap'),
  create('a text as pause', { is_paused: 'yes' }, 'is_paused'),
  create('no request', { request: undefined }, 'request'),
  create('a text as request', { request: 'Find it' }, 'request'),
  create('a list as request', { request: [REQUEST] }, 'request'),
  create('no objective', { request: { scope: REQUEST.scope } }, 'request.objective'),
  create(
    'a bad domain',
    { request: { ...REQUEST, scope: { allowed_domains: ['a b'] } } },
    'request.scope.allowed_domains[0]',
  ),
  create('an unknown field in the request', { request: { ...REQUEST, speed: 'high' } }, 'request.speed'),
  create('a mission id in the request', { request: { ...REQUEST, mission_id: 'mine' } }, 'request.mission_id'),
  create(
    'a time in the request',
    { request: { ...REQUEST, not_before: '2027-01-01T00:00:00.000Z' } },
    'request.not_before',
  ),
  create(
    'a budget beyond the ceiling',
    { request: { ...REQUEST, budget: { max_pages: 2001 } } },
    'request.budget.max_pages',
  ),
  create('an unknown field', { next_at: '2027-01-01T00:00:00.000Z' }, 'next_at'),
  create('an owner', { owner: 'boris' }, 'owner'),
  create('an id of 49 letters', { schedule_id: 'x'.repeat(49) }, 'schedule_id'),
  create('an id of two letters', { schedule_id: 'ab' }, 'schedule_id'),
  create('an id with a slash', { schedule_id: 'a/b' }, 'schedule_id'),
  {
    name: 'create with an unknown type',
    body: { ...GOOD, request: { ...REQUEST, type: 'alchemy' } },
    answer: [400, 'unknown_mission_type'],
    field: 'request.type',
  },
  { name: 'create an empty body', body: {}, answer: [400, 'invalid_request'], field: 'cron' },
  { name: 'create a list', body: [GOOD], answer: [400, 'invalid_request'] },
  { name: 'create with cut JSON', body: '{"cron":', answer: [400, 'bad_json'] },
  { name: 'create with a query', path: '/schedules?dry=1', body: GOOD, answer: [400, 'invalid_request'], field: 'dry' },
  {
    name: 'create another request under an own id',
    body: { ...GOOD, schedule_id: ANNAS, cron: '0 9 * * *' },
    answer: [409, 'schedule_id_taken'],
    field: 'schedule_id',
  },
  {
    name: "create under another's id",
    as: 'boris',
    body: { ...GOOD, schedule_id: ANNAS },
    answer: [409, 'schedule_id_taken'],
    field: 'schedule_id',
  },
  { name: 'come without a token', as: '', body: GOOD, answer: [401, 'unauthenticated'] },
  onAnothers('GET', ''),
  onAnothers('PATCH', '', { is_paused: true }),
  onAnothers('DELETE', ''),
  onAnothers('POST', '/run'),
  {
    name: 'read by an impossible id',
    method: 'GET',
    path: '/schedules/%F0%9F%90%8D',
    answer: [404, 'schedule_not_found'],
  },
  { name: 'run one that is not there', path: '/schedules/there-is-none/run', answer: [404, 'schedule_not_found'] },
  { name: 'edit nothing', method: 'PATCH', path: ONE, body: {}, answer: [400, 'invalid_request'], field: '' },
  {
    name: 'edit the id',
    method: 'PATCH',
    path: ONE,
    body: { schedule_id: 'new' },
    answer: [400, 'invalid_request'],
    field: 'schedule_id',
  },
  {
    name: 'edit to six fields',
    method: 'PATCH',
    path: ONE,
    body: { cron: '* * * * * *' },
    answer: [400, 'invalid_request'],
    field: 'cron',
  },
  {
    name: 'edit to 31 April',
    method: 'PATCH',
    path: ONE,
    body: { cron: '0 0 31 4 *' },
    answer: [400, 'invalid_request'],
    field: 'cron',
  },
  {
    name: 'edit to no zone',
    method: 'PATCH',
    path: ONE,
    body: { time_zone: 'Nowhere' },
    answer: [400, 'invalid_request'],
    field: 'time_zone',
  },
  {
    name: 'edit to an unknown type',
    ...{ method: 'PATCH', path: ONE, body: { request: { ...REQUEST, type: 'alchemy' } } },
    answer: [400, 'unknown_mission_type'],
    field: 'request.type',
  },
  {
    name: 'run with an unknown field',
    path: `${ONE}/run`,
    body: { when: 'now' },
    answer: [400, 'invalid_request'],
    field: 'when',
  },
  {
    name: 'run with a bad id',
    path: `${ONE}/run`,
    body: { mission_id: 'a/b' },
    answer: [400, 'invalid_request'],
    field: 'mission_id',
  },
  {
    name: 'delete with a body',
    method: 'DELETE',
    path: ONE,
    body: { force: true },
    answer: [400, 'invalid_request'],
    field: 'force',
  },
  {
    name: 'list with a query',
    method: 'GET',
    path: '/schedules?limit=5',
    answer: [400, 'invalid_request'],
    field: 'limit',
  },
  { name: 'put a schedule', method: 'PUT', path: ONE, body: GOOD, answer: [405, 'method_not_allowed'] },
  { name: 'delete all', method: 'DELETE', path: '/schedules', answer: [405, 'method_not_allowed'] },
  { name: 'GET what is a POST', method: 'GET', path: `${ONE}/run`, answer: [405, 'method_not_allowed'] },
  { name: 'call what is not there', path: `${ONE}/pause`, answer: [404, 'route_not_found'] },
];

/** Everything that these requests could have written, with the version of each. */
async function stored(): Promise<string[]> {
  const found = await Promise.all([schedules(deps.db).get(), missions(deps.db).get()]);
  return found.flatMap(({ docs }) => docs.map((doc) => `${doc.ref.path} ${doc.updateTime.toMillis()}`)).toSorted();
}

describe('a bad input', () => {
  it.each(TABLE)('$name is $answer', async ({ as, method = 'POST', path = '/schedules', body, answer, field }) => {
    const before = await stored();
    const { status, json, headers } = await callAt(api.origin, method, path, {
      token: as === '' ? undefined : (as ?? 'anna'),
      body,
    });
    const told = problem.parse(json);
    expect([status, told.code]).toEqual(answer);
    expect(headers.get('content-type')).toContain('application/problem+json');
    if (field !== undefined) expect(told.errors?.map((error) => error.field)).toContain(field);
    expect(await stored()).toEqual(before);
  });
});
