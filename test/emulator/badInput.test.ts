import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertNever } from '../../functions/src/core/assertNever.ts';
import { missionAnswer, problem } from '../../functions/src/schema/api.ts';
import { type Call, call, expired, newUser, ORIGINS, type User } from '../support/http.ts';
import { suite } from '../support/suite.ts';

let anna: User;
let boris: User;
/** Anna's missions, by the status they are in. */
const ids = { proposed: '', cancelled: '' };

const app = initializeApp({ projectId: suite.projectId }, 'bad-input');
const db = getFirestore(app);
afterAll(async () => {
  await deleteApp(app);
});

const GOOD = { objective: 'Find Python tutorials', scope: { allowed_domains: ['python.org'] } };

async function made(): Promise<string> {
  const { json } = await call('POST', '/missions/create', { token: anna.token, body: GOOD });
  return missionAnswer.parse(json).mission_id;
}

beforeAll(async () => {
  [anna, boris] = await Promise.all([newUser(), newUser()]);
  ids.proposed = await made();
  ids.cancelled = await made();
  await call('POST', `/missions/${ids.cancelled}/cancel`, { token: anna.token });
  await call('POST', '/missions', { token: anna.token, body: { ...GOOD, mission_id: `${ids.proposed}-own` } });
});

/** JSON that the platform's own parser leaves alone: under `application/json` it answers some of it itself. */
const JSON_BY_ANOTHER_NAME = { 'content-type': 'application/vnd.api+json' };

interface Row extends Omit<Call, 'token'> {
  readonly name: string;
  /** Anna where it is not said. */
  readonly as?: 'boris' | 'an expired anna' | 'garbage' | 'no bearer';
  readonly method?: string;
  readonly path?: () => string;
  readonly answer: readonly [status: number, code: string];
  readonly field?: string;
}

const create = (name: string, body: unknown, field: string): Row => ({
  name: `create with ${name}`,
  body,
  answer: [400, 'invalid_request'],
  field,
});
const without = (field: string): unknown => Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== field));
const one = (suffix = '') => `/missions/${ids.proposed}${suffix}`;

const TABLE: readonly Row[] = [
  // wrong types
  create('a number as objective', { ...GOOD, objective: 7 }, 'objective'),
  create('null as objective', { ...GOOD, objective: null }, 'objective'),
  create('no objective', without('objective'), 'objective'),
  create('an empty objective', { ...GOOD, objective: '   ' }, 'objective'),
  create('an objective of 2,001 characters', { ...GOOD, objective: 'x'.repeat(2001) }, 'objective'),
  create('a list as body', [GOOD], ''),
  { ...create('a text as body', '"text"', ''), headers: JSON_BY_ANOTHER_NAME },
  { ...create('null as body', 'null', ''), headers: JSON_BY_ANOTHER_NAME },
  create('an empty body', {}, 'objective'),
  create('no scope', without('scope'), 'scope'),
  create('a text as scope', { ...GOOD, scope: 'python.org' }, 'scope'),
  create('no domain', { ...GOOD, scope: { allowed_domains: [] } }, 'scope.allowed_domains'),
  create(
    '21 domains',
    { ...GOOD, scope: { allowed_domains: Array.from({ length: 21 }, (_, n) => `d${n}.org`) } },
    'scope.allowed_domains',
  ),
  create('a number as domain', { ...GOOD, scope: { allowed_domains: [1] } }, 'scope.allowed_domains[0]'),
  create(
    'a domain with spaces',
    { ...GOOD, scope: { allowed_domains: ['python.org', 'not a domain'] } },
    'scope.allowed_domains[1]',
  ),
  create(
    'a domain with a password',
    { ...GOOD, scope: { allowed_domains: ['a:b@python.org'] } },
    'scope.allowed_domains[0]',
  ),
  create(
    'a script as domain',
    { ...GOOD, scope: { allowed_domains: ['javascript:alert(1)'] } },
    'scope.allowed_domains[0]',
  ),
  create('a type that is not text', { ...GOOD, type: 1 }, 'type'),
  create('a negative budget', { ...GOOD, budget: { max_pages: -1 } }, 'budget.max_pages'),
  create('a budget of half pages', { ...GOOD, budget: { max_pages: 1.5 } }, 'budget.max_pages'),
  create('a budget beyond the ceiling', { ...GOOD, budget: { max_seconds: 100_000 } }, 'budget.max_seconds'),
  create('a text as budget', { ...GOOD, budget: { max_bytes: '10' } }, 'budget.max_bytes'),
  // unknown fields
  create('an unknown field', { ...GOOD, owner: 'anna' }, 'owner'),
  create('an unknown field in scope', { ...GOOD, scope: { ...GOOD.scope, depth: 2 } }, 'scope.depth'),
  create('an unknown field in budget', { ...GOOD, budget: { max_wishes: 3 } }, 'budget.max_wishes'),
  create('a status of its own', { ...GOOD, status: 'completed' }, 'status'),
  create(
    'a prototype',
    '{"objective":"Find it","scope":{"allowed_domains":["a.org"]},"__proto__":{"owner":"x"}}',
    '__proto__',
  ),
  {
    name: 'create with an unknown type',
    body: { ...GOOD, type: 'alchemy' },
    answer: [400, 'unknown_mission_type'],
    field: 'type',
  },
  // bad ids
  create('an id with a slash', { ...GOOD, mission_id: 'a/b' }, 'mission_id'),
  create('an id of two letters', { ...GOOD, mission_id: 'ab' }, 'mission_id'),
  create('a reserved id', { ...GOOD, mission_id: 'progress' }, 'mission_id'),
  create('an id in Cyrillic', { ...GOOD, mission_id: 'миссия' }, 'mission_id'),
  create('an id of 65 letters', { ...GOOD, mission_id: 'x'.repeat(65) }, 'mission_id'),
  // unicode
  create(
    'half a surrogate pair',
    '{"objective":"broken \\ud800 half","scope":{"allowed_domains":["a.org"]}}',
    'objective',
  ),
  create('a control character', { ...GOOD, objective: 'ring \u0007 the bell' }, 'objective'),
  create(
    'a domain that only looks like one',
    { ...GOOD, scope: { allowed_domains: ['pythоn .org'] } },
    'scope.allowed_domains[0]',
  ),
  {
    name: 'create with bytes that are not UTF-8',
    body: new Uint8Array([0x7b, 0xff, 0x7d]),
    headers: JSON_BY_ANOTHER_NAME,
    answer: [400, 'bad_json'],
  },
  // bodies
  { name: 'create with cut JSON', body: '{"objective":', headers: JSON_BY_ANOTHER_NAME, answer: [400, 'bad_json'] },
  {
    name: 'create as a form',
    body: 'objective=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    answer: [415, 'unsupported_media_type'],
  },
  {
    name: 'create as plain text',
    body: JSON.stringify(GOOD),
    headers: { 'content-type': 'text/plain' },
    answer: [415, 'unsupported_media_type'],
  },
  { name: 'create with 700 kB', body: { ...GOOD, objective: 'x'.repeat(700_000) }, answer: [413, 'body_too_large'] },
  { name: 'create with 5 MB', body: { ...GOOD, objective: 'x'.repeat(5_000_000) }, answer: [413, 'body_too_large'] },
  {
    name: 'approve with a body',
    path: () => one('/approve'),
    body: { force: true },
    answer: [400, 'invalid_request'],
    field: 'force',
  },
  {
    name: 'create with a query',
    path: () => '/missions/create?dry_run=1',
    body: GOOD,
    answer: [400, 'invalid_request'],
    field: 'dry_run',
  },
  // somebody else, and nobody
  ...(['', '/progress', '/result', '/events'] as const).map(
    (suffix): Row => ({
      name: `read another's mission${suffix}`,
      as: 'boris',
      method: 'GET',
      path: () => one(suffix),
      answer: [404, 'mission_not_found'],
    }),
  ),
  ...(['/approve', '/execute', '/cancel'] as const).map(
    (suffix): Row => ({
      name: `POST ${suffix} on another's mission`,
      as: 'boris',
      path: () => one(suffix),
      answer: [404, 'mission_not_found'],
    }),
  ),
  {
    name: "edit another's mission",
    as: 'boris',
    method: 'PATCH',
    path: one,
    body: { objective: 'Mine now' },
    answer: [404, 'mission_not_found'],
  },
  {
    name: "create under another's mission id",
    as: 'boris',
    path: () => '/missions',
    body: {
      ...GOOD,
      get mission_id() {
        return `${ids.proposed}-own`;
      },
    },
    answer: [409, 'mission_id_taken'],
    field: 'mission_id',
  },
  {
    name: 'create another request under an own id',
    path: () => '/missions',
    body: {
      ...GOOD,
      objective: 'Something else',
      get mission_id() {
        return `${ids.proposed}-own`;
      },
    },
    answer: [409, 'mission_id_taken'],
    field: 'mission_id',
  },
  {
    name: 'read a mission that is not there',
    method: 'GET',
    path: () => '/missions/there-is-none',
    answer: [404, 'mission_not_found'],
  },
  {
    name: 'read a mission by an impossible id',
    method: 'GET',
    path: () => '/missions/%F0%9F%90%8D/progress',
    answer: [404, 'mission_not_found'],
  },
  {
    name: 'run a mission by a reserved word',
    path: () => '/missions/create/execute',
    answer: [404, 'mission_not_found'],
  },
  {
    name: 'come with an expired token',
    as: 'an expired anna',
    method: 'GET',
    path: () => '/missions',
    answer: [401, 'token_expired'],
  },
  {
    name: 'come with garbage for a token',
    as: 'garbage',
    method: 'GET',
    path: () => '/missions',
    answer: [401, 'token_invalid'],
  },
  {
    name: 'come with another kind of authorization',
    as: 'no bearer',
    method: 'GET',
    path: () => '/missions',
    answer: [401, 'token_invalid'],
  },
  // wrong status
  { name: 'execute before approval', path: () => one('/execute'), answer: [409, 'status_forbids'] },
  {
    name: 'approve after cancelling',
    path: () => `/missions/${ids.cancelled}/approve`,
    answer: [409, 'status_forbids'],
  },
  {
    name: 'execute after cancelling',
    path: () => `/missions/${ids.cancelled}/execute`,
    answer: [409, 'status_forbids'],
  },
  {
    name: 'edit after cancelling',
    method: 'PATCH',
    path: () => `/missions/${ids.cancelled}`,
    body: { objective: 'Too late' },
    answer: [409, 'status_forbids'],
  },
  {
    name: 'ask the result of a mission that has none',
    method: 'GET',
    path: () => one('/result'),
    answer: [409, 'result_not_ready'],
  },
  { name: 'edit nothing', method: 'PATCH', path: one, body: {}, answer: [400, 'invalid_request'], field: '' },
  {
    name: 'edit the status',
    method: 'PATCH',
    path: one,
    body: { status: 'completed' },
    answer: [400, 'invalid_request'],
    field: 'status',
  },
  // lists
  ...(
    [
      ['status=flying', 'status[0]'],
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=ten', 'limit'],
      ['progress_min=101', 'progress_min'],
      ['created_after=yesterday', 'created_after'],
      ['sort=up', 'sort'],
      ['cursor=made-up', 'cursor'],
    ] as const
  ).map(
    ([query, field]): Row => ({
      name: `list with ${query}`,
      method: 'GET',
      path: () => `/missions?${query}`,
      answer: [400, 'invalid_request'],
      field,
    }),
  ),
  {
    name: 'read events after minus one',
    method: 'GET',
    path: () => one('/events?after=-1'),
    answer: [400, 'invalid_request'],
    field: 'after',
  },
  { name: 'delete a mission that is not over', method: 'DELETE', path: one, answer: [409, 'status_forbids'] },
  { name: 'delete another’s mission', as: 'boris', method: 'DELETE', path: one, answer: [404, 'mission_not_found'] },
  {
    name: 'export another’s mission',
    as: 'boris',
    method: 'GET',
    path: () => one('/export'),
    answer: [404, 'mission_not_found'],
  },
  {
    name: 'purge without the word',
    method: 'POST',
    path: () => '/missions/purge',
    answer: [400, 'invalid_request'],
    field: 'confirm',
  },
  // methods and addresses
  {
    name: 'delete the list of missions',
    method: 'DELETE',
    path: () => '/missions',
    answer: [405, 'method_not_allowed'],
  },
  { name: 'GET what is a POST', method: 'GET', path: () => one('/approve'), answer: [405, 'method_not_allowed'] },
  { name: 'put a mission', method: 'PUT', path: one, body: GOOD, answer: [405, 'method_not_allowed'] },
  { name: 'call what is not there', path: () => one('/explode'), answer: [404, 'route_not_found'] },
  // schedules: the whole table is in schedulesHttp.test.ts, this is the way there
  {
    name: 'create a schedule with seconds',
    path: () => '/schedules',
    body: { cron: '* * * * * *', request: GOOD },
    answer: [400, 'invalid_request'],
    field: 'cron',
  },
  {
    name: 'delete a schedule that is not there',
    method: 'DELETE',
    path: () => '/schedules/there-is-none',
    answer: [404, 'schedule_not_found'],
  },
  {
    name: 'run a schedule that is not there',
    path: () => '/schedules/there-is-none/run',
    answer: [404, 'schedule_not_found'],
  },
];

/** Everything that these requests could have written, with the version of each. */
async function stored(): Promise<string[]> {
  const found = await db.collection('missions').where('owner', 'in', [anna.uid, boris.uid]).get();
  const versions = found.docs.map((doc) => `${doc.id} ${doc.updateTime.toMillis()} ${String(doc.get('seq'))}`);
  return versions.toSorted();
}

function tokenFor(row: Row): { token?: string; headers?: Record<string, string> } {
  const own = row.headers ?? {};
  switch (row.as) {
    case 'boris':
      return { token: boris.token, headers: own };
    case 'an expired anna':
      return { token: expired(anna.token), headers: own };
    case 'garbage':
      return { token: 'not.a.token', headers: own };
    case 'no bearer':
      return { headers: { ...own, authorization: 'Basic YW5uYTphbm5h' } };
    case undefined:
      return { token: anna.token, headers: own };
    default:
      return assertNever(row.as);
  }
}

describe.each(Object.entries(ORIGINS))('on the %s address', (_name, origin) => {
  it.each(TABLE)('$name is $answer', async (row) => {
    const before = await stored();
    const { method = 'POST', path = () => '/missions/create', answer, field } = row;
    const { status, json, headers } = await call(method, path(), { origin, body: row.body, ...tokenFor(row) });
    const told = problem.parse(json);
    expect([status, told.code]).toEqual(answer);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(told).toMatchObject({ status, type: `/guide/errors#${told.code}` });
    expect(told.detail.length * told.next.length * told.title.length).toBeGreaterThan(0);
    if (field !== undefined) expect(told.errors?.map((error) => error.field)).toContain(field);
    if (told.code === 'status_forbids') expect(told.allowed).toBeDefined();
    expect(await stored()).toEqual(before);
  });
});

describe('what the platform refuses before us', () => {
  it('cut JSON that says it is JSON is a 400, and nothing is written', async () => {
    const before = await stored();
    expect((await call('POST', '/missions/create', { token: anna.token, body: '{"objective":' })).status).toBe(400);
    expect(await stored()).toEqual(before);
  });
});
