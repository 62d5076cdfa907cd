import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missionList, problem } from '../../functions/src/schema/api.ts';
import { keyAnswer, keyList, newKeyAnswer } from '../../functions/src/schema/apiKey.ts';
import type { Answered } from '../support/call.ts';
import { call, newUser, ORIGINS } from '../support/http.ts';
import { REQUEST } from '../support/runs.ts';
import { until } from '../support/until.ts';

const page = readFileSync(new URL('../../web/guide/keys.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const curls = blocks.filter((text) => text.startsWith('curl '));

/** A curl line of the guide, called as it stands but for the values that only its reader knows. */
function run(line: string, values: Readonly<Record<string, string>> = {}): Promise<Answered> {
  const told = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), line);
  const [, path = ''] = /(?:localhost:5000|https:\/\/YOUR_PROJECT\.web\.app)(\/\S*)/.exec(told) ?? [];
  const [, method = told.includes(" -d '") ? 'POST' : 'GET'] = /-X (\w+)/.exec(told) ?? [];
  const [, body] = /-d '([^']*)'/.exec(told) ?? [];
  const [, token] = /Authorization: Bearer ([^"]+)"/.exec(told) ?? [];
  return call(method, path, { body, token });
}

it('the guide’s lines make a key, use it, list it and revoke it', async () => {
  const [make = '', use = '', list = '', revoke = ''] = curls;
  expect(curls).toHaveLength(4);
  const example = newKeyAnswer.parse(JSON.parse(blocks.find((text) => text.startsWith('{')) ?? ''));
  const made = newKeyAnswer.parse((await run(make)).json);
  const { name, scopes, expires_at } = example;
  expect(made).toMatchObject({ name, scopes, expires_at });
  expect((await run(use, { $MISSION_PROGRESS_KEY: made.key })).status).toBe(200);
  const { keys } = keyList.parse((await run(list)).json);
  expect(keys.map((key) => key.key_id)).toContain(made.key_id);
  const revoked = keyAnswer.parse((await run(revoke, { KEY_ID: made.key_id })).json);
  expect(revoked.revoked_at).not.toBeNull();
  // Other instances may go by what they know of it for another minute.
  const refused = async () => {
    const answer = await run(use, { $MISSION_PROGRESS_KEY: made.key });
    return answer.status === 401 && problem.parse(answer.json).code === 'key_revoked';
  };
  await until('the key to be refused', refused, 90_000);
}, 120_000);

it.each(Object.entries(ORIGINS))('a key acts for whoever made it with an ID token (%s)', async (_name, origin) => {
  const user = await newUser();
  const made = await call('POST', '/keys', { origin, token: user.token, body: { name: 'import', scopes: ['run'] } });
  const { key } = newKeyAnswer.parse(made.json);
  expect((await call('POST', '/missions', { origin, token: key, body: REQUEST })).status).toBe(201);
  const seen = await call('GET', '/missions', { origin, token: user.token });
  expect(missionList.parse(seen.json).missions).toHaveLength(1);
  expect((await call('GET', '/keys', { origin, token: key })).status).toBe(403);
  const typo = await call('GET', '/missions', { origin, token: key.slice(0, -1) });
  expect(problem.parse(typo.json)).toMatchObject({ status: 401, code: 'key_malformed' });
});
