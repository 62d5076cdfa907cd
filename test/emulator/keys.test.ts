import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inPerson } from '../../functions/src/core/caller.ts';
import { createApiKey } from '../../functions/src/missions/apiKeys.ts';
import { hashOfSecret } from '../../functions/src/missions/keySecret.ts';
import { problem } from '../../functions/src/schema/api.ts';
import {
  createKeyRequest,
  keyAnswer,
  keyList,
  MAX_API_KEYS,
  type NewKeyAnswer,
  newKeyAnswer,
} from '../../functions/src/schema/apiKey.ts';
import { addMs } from '../../functions/src/schema/time.ts';
import { apiKeyDoc, apiKeys } from '../../functions/src/store/collections.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { otherInstance, testDeps } from '../support/deps.ts';
import { REQUEST } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';
import { until } from '../support/until.ts';

const deps = testDeps([missionType([lastStep('a')])]);
let api: ApiServer;
let second: ApiServer;
beforeAll(async () => {
  api = await serveApi(deps);
  second = await serveApi(otherInstance(deps));
});
afterAll(() => Promise.all([api.close(), second.close()]));

const ask = (token: string, method: string, path: string, body?: unknown, origin = api.origin): Promise<Answered> =>
  callAt(origin, method, path, { token, body });
const codeOf = (answer: Answered) => `${answer.status} ${problem.parse(answer.json).code}`;

async function keyOf(owner: string, asked: Record<string, unknown> = {}): Promise<NewKeyAnswer> {
  const answer = await ask(owner, 'POST', '/keys', { name: 'test', ...asked });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return newKeyAnswer.parse(answer.json);
}
const listOf = async (token: string) => keyList.parse((await ask(token, 'GET', '/keys')).json).keys;
const stored = async (key: string) => (await apiKeyDoc(deps.db, hashOfSecret(key)).get()).data();

/** What is remembered becomes so much older: memory goes by this clock, not by the one of the deps. */
function later(durationMs: number) {
  const real = performance.now.bind(performance);
  return vi.spyOn(performance, 'now').mockImplementation(() => real() + durationMs);
}

describe('an API key', () => {
  it('is shown once, and stored and logged nowhere', async () => {
    const logged = (['info', 'warn', 'error'] as const).map((level) => vi.spyOn(deps.log, level));
    const made = await keyOf('anna', { name: ' wall display ', expires_at: '2099-01-01T01:00:00+01:00' });
    expect(made).toMatchObject({ name: 'wall display', scopes: ['read', 'run'], created_by: null, revoked_at: null });
    expect(made).toMatchObject({ expires_at: '2099-01-01T00:00:00.000Z', last_used_at: null });
    expect(made.key.endsWith(made.ends_with)).toBe(true);
    const listed = await ask('anna', 'GET', '/keys');
    expect(keyList.parse(listed.json).keys).toContainEqual(keyAnswer.parse(made));
    const used = await ask(made.key, 'GET', '/missions');
    const all = await apiKeys(deps.db).get();
    const lines = JSON.stringify(logged.flatMap((spy) => spy.mock.calls));
    const everywhere = [listed.text, used.text, lines, JSON.stringify(all.docs.map((doc) => doc.data()))];
    expect(everywhere.filter((text) => text.includes(made.key.slice(3, 40)))).toEqual([]);
    expect(lines).toContain(made.key_id);
  });

  it('calls the API as its owner, whichever instance answers', async () => {
    const { key } = await keyOf('boris');
    const created = await ask(key, 'POST', '/missions', REQUEST);
    expect(created.status).toBe(201);
    const seen = await ask('boris', 'GET', '/missions');
    expect(seen.text).toContain(String(Object(created.json).mission_id));
    expect((await ask(key, 'GET', '/missions', undefined, second.origin)).text).toBe(seen.text);
    expect((await ask('anna', 'GET', '/missions')).text).not.toContain(String(Object(created.json).mission_id));
  });

  it('may do what its scope says, and is told which scope it lacks', async () => {
    const reads = await keyOf('carla', { scopes: ['read'] });
    const runs = await keyOf('carla', { scopes: ['run'] });
    const administers = await keyOf('carla', { scopes: ['admin'] });
    const statusesOf = async ({ key }: NewKeyAnswer) => [
      (await ask(key, 'GET', '/missions')).status,
      (await ask(key, 'POST', '/missions', REQUEST)).status,
      (await ask(key, 'GET', '/keys')).status,
    ];
    expect(await statusesOf(reads)).toEqual([200, 403, 403]);
    expect(await statusesOf(runs)).toEqual([200, 201, 403]);
    expect(await statusesOf(administers)).toEqual([200, 201, 200]);
    const refused = problem.parse((await ask(reads.key, 'POST', '/missions', REQUEST)).json);
    expect(refused).toMatchObject({ code: 'scope_missing', retryable: false });
    expect(refused.detail).toContain('"run"');
    expect(refused.detail).toContain(reads.key_id);
  });
});

describe('a key that is not good', () => {
  it('is refused without a read when it is mistyped', async () => {
    const { key } = await keyOf('dora');
    const operations = countOperations(deps.db);
    const typo = `${key.slice(0, 10)}${key[10] === 'a' ? 'b' : 'a'}${key.slice(11)}`;
    expect(codeOf(await ask(typo, 'GET', '/missions'))).toBe('401 key_malformed');
    expect(codeOf(await ask('mp_', 'GET', '/missions'))).toBe('401 key_malformed');
    expect(operations.read).toBe(0);
  });

  it('is refused when nobody made it, and costs one read', async () => {
    const elsewhere = testDeps([]);
    const { key } = await createApiKey(elsewhere, inPerson('anna'), createKeyRequest.parse({ name: 'elsewhere' }));
    const operations = countOperations(deps.db);
    const answers = [await ask(key, 'GET', '/missions'), await ask(key, 'GET', '/missions')];
    expect(answers.map(codeOf)).toEqual(['401 key_unknown', '401 key_unknown']);
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer');
    expect(operations.read).toBe(1);
  });

  it('is refused from the moment it expires, though it is known', async () => {
    const own = testDeps([]);
    const server = await serveApi(own);
    const request = createKeyRequest.parse({ name: 'short', expires_at: addMs(own.clock.now(), 60_000) });
    const { key } = await createApiKey(own, inPerson('anna'), request);
    expect((await ask(key, 'GET', '/missions', undefined, server.origin)).status).toBe(200);
    own.clock.move(60_000);
    expect(codeOf(await ask(key, 'GET', '/missions', undefined, server.origin))).toBe('401 key_expired');
    await server.close();
  });

  it('is refused at once where it was revoked, and elsewhere within a minute', async () => {
    const { key, key_id: id } = await keyOf('emil');
    expect((await ask(key, 'GET', '/missions')).status).toBe(200);
    expect((await ask(key, 'GET', '/missions', undefined, second.origin)).status).toBe(200);
    const revoked = keyAnswer.parse((await ask('emil', 'DELETE', `/keys/${id}`)).json);
    expect(revoked.revoked_at).not.toBeNull();
    expect(codeOf(await ask(key, 'GET', '/missions'))).toBe('401 key_revoked');
    const ahead = later(60_001);
    expect(codeOf(await ask(key, 'GET', '/missions', undefined, second.origin))).toBe('401 key_revoked');
    ahead.mockRestore();
  });

  it('can be tried by one address a few times only, while good keys go on', async () => {
    const guarded = await serveApi(otherInstance(deps), undefined, { read: null, write: null, badKey: 3 });
    const elsewhere = testDeps([]);
    const strange = await Promise.all(
      Array.from({ length: 5 }, async () =>
        createApiKey(elsewhere, inPerson('anna'), createKeyRequest.parse({ name: 'elsewhere' })),
      ),
    );
    const [known, fresh] = [await keyOf('fred'), await keyOf('fred')];
    const ofGuarded = (key: string, from = '203.0.113.7') =>
      callAt(guarded.origin, 'GET', '/missions', { token: key, headers: { 'x-forwarded-for': `10.0.0.1, ${from}` } });
    expect((await ofGuarded(known.key)).status).toBe(200);
    const answers: Answered[] = [];
    for (const { key } of strange) answers.push(await ofGuarded(key));
    expect(answers.map(codeOf)).toEqual([
      ...['401 key_unknown', '401 key_unknown', '401 key_unknown'],
      ...['429 rate_limited', '429 rate_limited'],
    ]);
    expect(Number(answers[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ofGuarded(known.key)).status).toBe(200);
    expect(codeOf(await ofGuarded(fresh.key))).toBe('429 rate_limited');
    expect((await ofGuarded(fresh.key, '203.0.113.8')).status).toBe(200);
    await guarded.close();
  });
});

describe('the last use of a key', () => {
  it('is noted once an hour, whoever is first', async () => {
    const own = testDeps([]);
    const servers = await Promise.all([own, otherInstance(own), otherInstance(own)].map((one) => serveApi(one)));
    const { key } = await createApiKey(own, inPerson('anna'), createKeyRequest.parse({ name: 'busy' }));
    const document = apiKeyDoc(own.db, hashOfSecret(key));
    const everywhere = () =>
      Promise.all(
        servers.flatMap(({ origin }) => [1, 2, 3].map(() => ask(key, 'GET', '/missions', undefined, origin))),
      );
    const versions = new Set<string>();
    const end = document.onSnapshot((snapshot) => versions.add(String(snapshot.updateTime?.toMillis())));
    await until('the key as it was made', () => versions.size === 1);
    const answers = await everywhere();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const first = await until('the first use', async () => (await document.get()).get('last_used_at') as string | null);
    await everywhere();
    expect((await document.get()).get('last_used_at')).toBe(first);
    own.clock.move(3_600_000);
    const ahead = later(60_001);
    await everywhere();
    await until('the use an hour later', async () => (await document.get()).get('last_used_at') !== first);
    await until('what was written', () => versions.size >= 3);
    expect(versions.size).toBe(3);
    end();
    ahead.mockRestore();
    await Promise.all(servers.map((server) => server.close()));
  });
});

describe('keys that are made with keys', () => {
  it('can do no more and last no longer than those', async () => {
    const until2099 = '2099-01-01T00:00:00.000Z';
    const parent = await keyOf('gina', { scopes: ['admin'], expires_at: until2099 });
    const child = newKeyAnswer.parse((await ask(parent.key, 'POST', '/keys', { name: 'child' })).json);
    expect(child).toMatchObject({ created_by: parent.key_id, expires_at: until2099, scopes: ['read', 'run'] });
    const longer = await ask(parent.key, 'POST', '/keys', { name: 'x', expires_at: '2100-01-01T00:00:00Z' });
    expect(problem.parse(longer.json)).toMatchObject({ code: 'invalid_request', errors: [{ field: 'expires_at' }] });
    const lesser = await keyOf('gina', { scopes: ['run'] });
    expect(codeOf(await ask(lesser.key, 'POST', '/keys', { name: 'x' }))).toBe('403 scope_missing');
  });
});

describe('the list of keys', () => {
  it('holds the owner’s, those that stand before those that were revoked', async () => {
    const first = await keyOf('hugo');
    const revoked = await keyOf('hugo');
    const last = await keyOf('hugo');
    await keyOf('ida');
    const answers = [1, 2].map(() => ask('hugo', 'DELETE', `/keys/${revoked.key_id}`));
    const [one, other] = (await Promise.all(answers)).map(({ json }) => keyAnswer.parse(json));
    expect(one?.revoked_at).toBe(other?.revoked_at);
    expect((await listOf('hugo')).map((key) => key.key_id)).toEqual([last.key_id, first.key_id, revoked.key_id]);
    expect((await stored(revoked.key))?.delete_at).toBeDefined();
  });

  it('lets nobody revoke what is not theirs', async () => {
    const { key_id: id } = await keyOf('jan');
    expect(codeOf(await ask('kim', 'DELETE', `/keys/${id}`))).toBe('404 key_not_found');
    expect(codeOf(await ask('jan', 'DELETE', `/keys/${'a'.repeat(20)}`))).toBe('404 key_not_found');
    expect(codeOf(await ask('jan', 'DELETE', '/keys/x'))).toBe('404 key_not_found');
    expect((await listOf('jan'))[0]?.revoked_at).toBeNull();
  });

  it('has an end, at which those that have expired give way', async () => {
    const own = testDeps([]);
    const server = await serveApi(own);
    const make = (asked: Record<string, unknown> = {}) =>
      ask('lea', 'POST', '/keys', { name: 'many', ...asked }, server.origin);
    const soon = addMs(own.clock.now(), 5_000);
    for (let index = 1; index < MAX_API_KEYS; index += 1) await make();
    const short = newKeyAnswer.parse((await make({ expires_at: soon })).json);
    expect(codeOf(await make())).toBe('409 too_many_keys');
    own.clock.move(5_000);
    expect((await make()).status).toBe(201);
    expect(codeOf(await make())).toBe('409 too_many_keys');
    const { keys } = keyList.parse((await ask('lea', 'GET', '/keys', undefined, server.origin)).json);
    expect(keys).toHaveLength(MAX_API_KEYS);
    expect(keys.map((key) => key.key_id)).not.toContain(short.key_id);
    await server.close();
  });
});

describe('a request for a key', () => {
  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['root'] }, 'scopes[0]'],
    [{ name: 'x', expires_at: 'tomorrow' }, 'expires_at'],
    [{ name: 'x', expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    [{ name: 'x', owner: 'boris' }, 'owner'],
  ])('%j is refused for its %s', async (body, field) => {
    const before = await listOf('mia');
    const answer = await ask('mia', 'POST', '/keys', body);
    expect(problem.parse(answer.json)).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ field }] });
    expect(await listOf('mia')).toEqual(before);
  });
});
