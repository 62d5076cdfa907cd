import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../../functions/src/http/openApi.ts';
import { newKeyAnswer } from '../../functions/src/schema/apiKey.ts';
import { deliveryAnswer } from '../../functions/src/schema/delivery.ts';
import { webhookWithSecret } from '../../functions/src/schema/webhook.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { callAt } from '../support/call.ts';
import { answerFaults } from '../support/contract.ts';
import { testDeps } from '../support/deps.ts';
import { type Malformed, malformed, targetsOf } from '../support/malformed.ts';
import { rawCall } from '../support/rawCall.ts';
import { lastStep, missionType } from '../support/steps.ts';

const DOCUMENT = describeApi();
const TARGETS = targetsOf(DOCUMENT);

/** At least 2,000 requests in all, however many operations there are. */
const RUNS = Math.max(60, Math.ceil(2_400 / TARGETS.length));

const seed = Number(process.env.MALFORMED_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`malformed requests: MALFORMED_SEED=${seed}`);

const deps = testDeps([missionType([lastStep('a')])]);
let api: ApiServer;
let sent = 0;

/** What stands in addresses: things that are there, so that nothing but the fault keeps a request from doing something. */
const IDS: Record<string, string> = {
  mission_id: 'external-1',
  step_index: '0',
  schedule_id: 'mornings',
  key_id: 'key-1',
};

const ask = (method: string, path: string, body?: unknown) => callAt(api.origin, method, path, { token: 'anna', body });

beforeAll(async () => {
  api = await serveApi(deps);
  const request = { objective: 'Find Python tutorials', scope: { allowed_domains: ['python.org'] } };
  const steps = [{ name: 'download' }, { name: 'import' }];
  await ask('POST', '/missions', {
    objective: 'Import',
    type: 'external',
    external: { steps },
    mission_id: 'external-1',
  });
  for (const command of ['approve', 'execute']) await ask('POST', `/missions/external-1/${command}`);
  const key = await ask('POST', '/keys', { name: 'a script' });
  IDS['key_id'] = newKeyAnswer.parse(key.json).key_id;
  const webhook = webhookWithSecret.parse((await ask('POST', '/webhooks', { url: 'http://localhost:1/' })).json);
  IDS['webhook_id'] = webhook.webhook_id;
  const sentTest = await ask('POST', `/webhooks/${webhook.webhook_id}/test`);
  IDS['delivery_id'] = deliveryAnswer.parse(sentTest.json).delivery_id;
  await ask('POST', '/schedules', { schedule_id: 'mornings', cron: '0 8 * * *', request });
});
afterAll(() => api.close());

/** Every document there is, with when it was written. */
async function stored(): Promise<string[]> {
  const found: string[] = [];
  const pending = await deps.db.listCollections();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { docs } = await next.get();
    found.push(
      ...docs.map((doc) => `${doc.ref.path} ${doc.updateTime.toDate().toISOString()} ${doc.updateTime.nanoseconds}`),
    );
    for (const doc of docs) pending.push(...(await doc.ref.listCollections()));
  }
  return found.toSorted();
}

/** Why `request` was not refused as the document says; empty if it was. */
async function faultsOf(request: Malformed, target: (typeof TARGETS)[number]): Promise<string[]> {
  const { 'x-anonymous': anonymous, ...headers } = request.headers;
  const signed = anonymous === undefined ? { ...headers, authorization: 'Bearer anna' } : headers;
  const answer = await rawCall(api.origin, { ...request, headers: signed });
  sent += 1;
  if (answer.status < 400 || answer.status >= 500) return [`answered ${answer.status}: ${answer.text.slice(0, 300)}`];
  const faults = answerFaults(target, answer);
  if (request.isAstray !== true || faults.length === 0) return faults;
  const { code } = JSON.parse(answer.text);
  const hasAllow = code !== 'method_not_allowed' || answer.headers.get('allow') !== null;
  return ['route_not_found', 'method_not_allowed', 'mission_not_found'].includes(code) && hasAllow ? [] : faults;
}

describe(`what is malformed (MALFORMED_SEED=${seed})`, () => {
  it.each(TARGETS.map((target): [string, (typeof TARGETS)[number]] => [target.described.operationId, target]))(
    'is refused by %s, and nothing is written',
    async (_id, target) => {
      const [before, tasks] = [await stored(), deps.sent.length];
      expect(before.length).toBeGreaterThan(4);
      await fc.assert(
        fc.asyncProperty(malformed(DOCUMENT, target, IDS), async (request) => {
          expect(await faultsOf(request, target), request.fault).toEqual([]);
        }),
        { seed, numRuns: RUNS, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
      );
      expect(await stored()).toEqual(before);
      expect(deps.sent).toHaveLength(tasks);
    },
  );

  it('came to at least 2,000 requests', () => {
    expect(sent).toBeGreaterThanOrEqual(2_000);
  });
});
