import { afterEach, describe, expect, it } from 'vitest';
import { inPerson } from '../../functions/src/core/caller.ts';
import type { Config } from '../../functions/src/edge/config.ts';
import { createApiKey } from '../../functions/src/missions/apiKeys.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { problem } from '../../functions/src/schema/api.ts';
import { createKeyRequest } from '../../functions/src/schema/apiKey.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { NO_LIMITS } from '../support/limits.ts';
import { REQUEST } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const deps = testDeps([missionType([lastStep('a')])]);
const servers: ApiServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function limited(rates: Partial<Config['rates']>, of: Deps = deps): Promise<string> {
  const server = await serveApi(of, undefined, { read: null, write: null, badKey: null, ...rates });
  servers.push(server);
  return server.origin;
}

const look = (origin: string, token: string) => callAt(origin, 'GET', '/missions', { token });
const create = (origin: string, token: string, body: unknown = REQUEST) =>
  callAt(origin, 'POST', '/missions', { token, body });
const statusesOf = (answers: readonly Answered[]) => answers.map(({ status }) => status);

describe('a limit on calls', () => {
  it('refuses the one too many, says when to come back, and reads nothing for it', async () => {
    const origin = await limited({ read: 3 });
    const answers = [await look(origin, 'anna'), await look(origin, 'anna'), await look(origin, 'anna')];
    expect(statusesOf(answers)).toEqual([200, 200, 200]);
    expect(answers.map(({ headers }) => /r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])).toEqual(['2', '1', '0']);
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"read";q=3;w=60');
    const operations = countOperations(deps.db);
    const refused = await look(origin, 'anna');
    expect(operations.read).toBe(0);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.parse(refused.json)).toMatchObject({ code: 'rate_limited', retryable: true });
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(50);
    expect(retryAfter).toBeLessThanOrEqual(60);
  });

  it('counts what looks and what changes something apart', async () => {
    const origin = await limited({ read: 1, write: 1 });
    const answers = [
      await look(origin, 'boris'),
      await create(origin, 'boris'),
      await look(origin, 'boris'),
      await create(origin, 'boris'),
    ];
    expect(statusesOf(answers)).toEqual([200, 201, 429, 429]);
  });

  it('counts each owner and each key for itself', async () => {
    const origin = await limited({ read: 1 });
    const request = createKeyRequest.parse({ name: 'one' });
    const keys = await Promise.all([1, 2].map(() => createApiKey(deps, inPerson('carla'), request)));
    const callers = ['carla', 'dora', ...keys.map(({ key }) => key)];
    for (const caller of callers) expect((await look(origin, caller)).status, caller).toBe(200);
    for (const caller of callers) expect((await look(origin, caller)).status, caller).toBe(429);
  });

  it('counts calls that are refused for what they say', async () => {
    const origin = await limited({ write: 2 });
    const answers = [await create(origin, 'emil', {}), await create(origin, 'emil', {}), await create(origin, 'emil')];
    expect(statusesOf(answers)).toEqual([400, 400, 429]);
  });

  it('does not count a call that its key may not make', async () => {
    const origin = await limited({ write: 1 });
    const request = createKeyRequest.parse({ name: 'looks', scopes: ['read'] });
    const { key } = await createApiKey(deps, inPerson('fred'), request);
    expect(statusesOf([await create(origin, key), await create(origin, key)])).toEqual([403, 403]);
  });

  it('is not told of where another limit refused the call, but that one', async () => {
    const limits = { ...NO_LIMITS, perMinute: { ...NO_LIMITS.perMinute, create: 1 } };
    const origin = await limited({ write: 300 }, { ...deps, limits });
    expect((await create(origin, 'hanna')).headers.get('ratelimit')).toMatch(/^"write";r=299;/);
    const { status, headers } = await create(origin, 'hanna');
    expect([status, headers.get('ratelimit-policy')]).toEqual([429, '"create";q=1;w=60']);
    expect(headers.get('ratelimit')).toBe(`"create";r=0;t=${headers.get('retry-after')}`);
  });

  it('is not there where it is off', async () => {
    const origin = await limited({});
    const answer = await look(origin, 'gina');
    expect([...answer.headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });

  it('leaves alone what needs no sign-in', async () => {
    const origin = await limited({ read: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => callAt(origin, 'GET', '/openapi.json')));
    expect(statusesOf(answers)).toEqual([200, 200, 200]);
  });
});
