import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { AppError } from '../../functions/src/core/errors.ts';
import { guardedWeb } from '../../functions/src/edge/guardedFetch.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { ownResult } from '../../functions/src/missions/ownResult.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { inputAnswer, missionAnswer, missionExport, problem } from '../../functions/src/schema/api.ts';
import { MAX_BYTES_WITH_INPUT, MAX_INPUT_BYTES } from '../../functions/src/schema/input.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { pathsBelow } from '../support/below.ts';
import { type Answered, callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { historyOf, itemsOf, lastTask, missionOf, OWNER } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const web = guardedWeb({ allowHosts: [], userAgent: 'Test/1.0' });
afterAll(() => web.close());

const shout = z.strictObject({ word: z.string().min(1), isLoud: z.boolean().default(false) });
/** Whether a step fails after its first word. */
let fails = false;
const shouting = {
  ...missionType([
    {
      ...step('shout', async (context) => {
        const { word, isLoud } = await context.inputBy(shout);
        const options = { concurrency: 1, unit: 'words', output: z.string() };
        const said = await context.runItems([0, 1], options, async (item) => {
          if (item === 1 && fails) throw new AppError('over_budget', 'It is out of breath.');
          return isLoud ? word.toUpperCase() : word;
        });
        return { output: said, message: said.join(' ') };
      }),
    },
    lastStep('end'),
  ]),
  ...{ name: 'shouting', input: shout },
};
const plain = missionType([lastStep('end')]);

let deps: TestDeps;
let api: ApiServer;
beforeAll(async () => {
  deps = testDeps([]);
  const report = reportMission({ web, model: null, resultOf: (id, other) => ownResult(deps.db, id, other) });
  deps = { ...deps, catalog: catalogOf([report, shouting, plain]) };
  api = await serveApi(deps);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body?: unknown, token = OWNER): Promise<Answered> =>
  callAt(api.origin, method, path, { token, ...(body === undefined ? {} : { body }) });

const scope = { allowed_domains: ['python.org'] };
const SHOUT = { type: 'shouting', objective: 'Shout it out', scope, input: { word: 'ho' } };
const TEXTS = { sources: { texts: [{ title: 'One', text: 'A lease is renewed.' }] } };
const REPORT = { type: 'report', objective: 'How is a lease renewed?', input: TEXTS };

async function made(body: object): Promise<string> {
  const answer = await ask('POST', '/missions', body);
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return missionAnswer.parse(answer.json).mission_id;
}

async function inputOf(id: string): Promise<{ version: number; input: unknown }> {
  const { version, input } = inputAnswer.parse((await ask('GET', `/missions/${id}/input`)).json);
  return { version, input };
}

/** Status, code and fields of a refusal. */
function refusalOf({ status, json }: Answered): [number, string, string[]] {
  const { code, errors = [] } = problem.parse(json);
  return [status, code, errors.map(({ field, message }) => `${field} ${message}`)];
}

/** A failed mission that has said its first word. */
async function failed(): Promise<string> {
  const id = await made(SHOUT);
  for (const name of ['approve', 'execute']) await ask('POST', `/missions/${id}/${name}`);
  fails = true;
  await runMission(deps, lastTask(deps), 'runner');
  fails = false;
  expect((await missionOf(deps, id)).status).toBe('failed');
  return id;
}

describe('GET /missions/{id}/input', () => {
  it('answers what the mission is asked, with the defaults of its type', async () => {
    expect(await inputOf(await made(SHOUT))).toEqual({ version: 1, input: { word: 'ho', isLoud: false } });
    const { input } = await inputOf(await made(REPORT));
    expect(input).toMatchObject({
      ...{ depth: 'standard', length: 'medium', language: 'en', engine: 'extractive' },
      sources: { texts: TEXTS.sources.texts, addresses: [], mission_ids: [] },
    });
  });

  it('answers null where it is asked nothing beside its objective', async () => {
    const id = await made({ objective: 'Find it', scope });
    expect(await inputOf(id)).toEqual({ version: 0, input: null });
    expect(missionAnswer.parse((await ask('GET', `/missions/${id}`)).json).input_version).toBe(0);
  });

  it('answers 404 to anybody else', async () => {
    const answer = await ask('GET', `/missions/${await made(SHOUT)}/input`, undefined, 'boris');
    expect(refusalOf(answer)).toEqual([404, 'mission_not_found', []]);
  });

  it('sent as it is makes the same mission once more', async () => {
    const { input } = await inputOf(await made(REPORT));
    expect((await inputOf(await made({ ...REPORT, input }))).input).toEqual(input);
  });
});

describe('a request with an input', () => {
  it.each([
    ['a field that there is not', { ...SHOUT, input: { word: 'ho', pitch: 3 } }, 'input.pitch is not a field'],
    ['a value of another kind', { ...SHOUT, input: { word: 3 } }, 'input.word must be a text'],
    ['nothing of what is needed', { ...SHOUT, input: {} }, 'input.word is required'],
    ['no input', { ...SHOUT, input: undefined }, 'input.word is required'],
    ['no object', { ...SHOUT, input: 'ho' }, 'input must be an object'],
    ['one that its type does not take', { objective: 'Find it', scope, input: {} }, 'input is not taken'],
    ['one in place of the scope', { ...SHOUT, scope: undefined }, 'scope is required'],
    ['a report of nothing', { ...REPORT, input: {} }, 'input.sources needs a mission, an address'],
    ['a depth that there is not', { ...REPORT, input: { depth: 'vast' } }, 'input.depth must be one of brief'],
    [
      'what can’t be stored, for a worker',
      { objective: 'Work', type: 'external', external: { steps: [{ name: 'a' }] }, input: { rows: [[1]] } },
      'input must not have a list directly inside a list',
    ],
  ])('is refused for %s', async (_what, body, words) => {
    const [status, code, [first = '']] = refusalOf(await ask('POST', '/missions', body));
    expect([status, code]).toEqual([400, 'invalid_request']);
    expect(first).toContain(words);
  });

  it('tells twenty of many faults', async () => {
    const addresses = Array.from({ length: 50 }, () => 'ftp://x');
    const answer = await ask('POST', '/missions', { ...REPORT, input: { sources: { addresses } } });
    expect(problem.parse(answer.json).errors).toHaveLength(20);
    expect(problem.parse(answer.json).detail).toMatch(/^input\.sources\.addresses\[0\]: .* \(and 49 more\)$/);
  });

  it('may be as large as a document holds, and is refused at the field or at the door beyond', async () => {
    const external = { objective: 'Work', type: 'external', external: { steps: [{ name: 'a' }] } };
    const whole = { ...external, input: 'x'.repeat(MAX_INPUT_BYTES - 2) };
    expect(await inputOf(await made(whole))).toEqual({ version: 1, input: whole.input });
    const over = await ask('POST', '/missions', { ...external, input: `${whole.input}x` });
    expect(refusalOf(over)).toEqual([400, 'invalid_request', ['input takes 601 kB as JSON; at most 600 kB']]);
    const id = await made({ ...external, input: 1 });
    for (const [method, path] of [
      ['POST', '/missions'],
      ['PATCH', `/missions/${id}`],
      ['POST', `/missions/${id}/retry`],
    ] as const) {
      const far = await ask(method, path, { input: 'x'.repeat(MAX_BYTES_WITH_INPUT) });
      expect(refusalOf(far)).toEqual([413, 'body_too_large', []]);
    }
    expect((await ask('PATCH', `/missions/${id}`, { input: whole.input })).status).toBe(200);
    expect((await ask('POST', `/missions/${id}/pause`, { input: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('under an id of one’s own is one mission with one input', async () => {
    const body = { ...SHOUT, mission_id: 'shout-once' };
    expect((await ask('POST', '/missions', body)).status).toBe(201);
    expect((await ask('POST', '/missions', { ...body, input: { isLoud: false, word: 'ho' } })).status).toBe(200);
    const other = await ask('POST', '/missions', { ...body, input: { word: 'hum' } });
    expect(refusalOf(other)).toEqual([409, 'mission_id_taken', ['mission_id is taken']]);
    expect(await inputOf('shout-once')).toEqual({ version: 1, input: { word: 'ho', isLoud: false } });
  });
});

describe('an edit', () => {
  it('replaces the input as a whole, and what was asked before stays in the export', async () => {
    const id = await made({ ...SHOUT, input: { word: 'ho', isLoud: true } });
    const edited = await ask('PATCH', `/missions/${id}`, { input: { word: 'hum' } });
    expect([edited.status, missionAnswer.parse(edited.json).input_version]).toEqual([200, 2]);
    expect(await inputOf(id)).toEqual({ version: 2, input: { word: 'hum', isLoud: false } });
    const { inputs } = missionExport.parse((await ask('GET', `/missions/${id}/export`)).json);
    expect(inputs).toEqual([
      { mission_id: id, version: 1, value: { word: 'ho', isLoud: true } },
      { mission_id: id, version: 2, value: { word: 'hum', isLoud: false } },
    ]);
  });

  it('that asks the same, in whatever order, changes nothing', async () => {
    const id = await made(SHOUT);
    expect((await ask('PATCH', `/missions/${id}`, { input: { isLoud: false, word: 'ho' } })).status).toBe(200);
    expect((await inputOf(id)).version).toBe(1);
    expect(await historyOf(deps, id)).toEqual(['Proposed']);
  });

  it('that is wrong keeps everything', async () => {
    const id = await made(SHOUT);
    const answer = await ask('PATCH', `/missions/${id}`, { objective: 'Whisper it', input: { word: '' } });
    expect(refusalOf(answer).slice(0, 2)).toEqual([400, 'invalid_request']);
    expect(await inputOf(id)).toEqual({ version: 1, input: { word: 'ho', isLoud: false } });
    expect((await missionOf(deps, id)).objective).toBe(SHOUT.objective);
  });

  it('may not take a report the last thing to read, by its input or by its scope', async () => {
    const id = await made({ ...REPORT, scope, input: {} });
    expect((await ask('PATCH', `/missions/${id}`, { input: TEXTS })).status).toBe(200);
    // With texts it needs no domain any more; without either there would be nothing.
    const scopeless = await ask('PATCH', `/missions/${id}`, { scope: { allowed_domains: [] } });
    expect([scopeless.status, missionAnswer.parse(scopeless.json).scope]).toEqual([200, { allowed_domains: [] }]);
    const searching = await made({ ...REPORT, scope, input: {} });
    const noDomain = await ask('PATCH', `/missions/${searching}`, { scope: { allowed_domains: [] } });
    expect(refusalOf(noDomain)[2][0]).toContain('input.sources needs a mission, an address');
    const found = await ask('PATCH', `/missions/${await made(SHOUT)}`, { scope: { allowed_domains: [] } });
    expect(refusalOf(found)[2]).toEqual(['scope.allowed_domains needs at least one domain']);
    const textless = await made(REPORT);
    const nothing = await ask('PATCH', `/missions/${textless}`, { input: { depth: 'deep' } });
    expect(refusalOf(nothing)).toEqual([
      400,
      'invalid_request',
      ['input.sources needs a mission, an address, a text or an allowed domain to read'],
    ]);
  });

  it('is refused to a mission whose type is no longer deployed, where it has an input', async () => {
    const id = await made(SHOUT);
    const later = await serveApi({ ...deps, catalog: catalogOf([{ ...shouting, version: 2 }]) });
    const answer = await callAt(later.origin, 'PATCH', `/missions/${id}`, { token: OWNER, body: { input: {} } });
    await later.close();
    expect(refusalOf(answer).slice(0, 2)).toEqual([422, 'type_version_gone']);
  });

  it('may not ask for a language model where there is none', async () => {
    const id = await made(REPORT);
    const answer = await ask('PATCH', `/missions/${id}`, { input: { ...TEXTS, engine: 'model' } });
    expect(refusalOf(answer)).toEqual([503, 'model_not_set', []]);
    expect((await inputOf(id)).version).toBe(1);
  });

  it('is refused once the mission is approved, and leaves no version behind', async () => {
    const id = await made(SHOUT);
    await ask('POST', `/missions/${id}/approve`);
    expect(refusalOf(await ask('PATCH', `/missions/${id}`, { input: { word: 'hum' } }))[1]).toBe('status_forbids');
    expect((await pathsBelow(deps.db, id)).filter((path) => path.includes('/inputs/'))).toEqual([
      `missions/${id}/inputs/1`,
    ]);
  });
});

describe('a retry', () => {
  it('with another input works on that one, and begins the items of its step anew', async () => {
    const id = await failed();
    const answer = await ask('POST', `/missions/${id}/retry`, { input: { word: 'ho', isLoud: true } });
    expect([answer.status, missionAnswer.parse(answer.json).input_version]).toEqual([200, 2]);
    await runMission(deps, lastTask(deps), 'runner');
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(await historyOf(deps, id)).toEqual(
      expect.arrayContaining(['Retrying from shout with another input', 'HO HO']),
    );
    const anew = (await itemsOf(deps, id)).filter((item) => item.startsWith('2-'));
    expect(anew).toEqual(['2-0-0 completed', '2-0-1 completed']);
  });

  it('with the same input keeps them', async () => {
    const id = await failed();
    expect((await ask('POST', `/missions/${id}/retry`, { input: { word: 'ho' } })).status).toBe(200);
    await runMission(deps, lastTask(deps), 'runner');
    expect(await inputOf(id)).toMatchObject({ version: 1 });
    expect((await itemsOf(deps, id)).filter((item) => item.startsWith('2-'))).toEqual([]);
  });

  it('with a wrong one keeps everything', async () => {
    const id = await failed();
    const before = await missionOf(deps, id);
    const answer = await ask('POST', `/missions/${id}/retry`, { input: { word: 'ho', pitch: 1 } });
    expect(refusalOf(answer)).toEqual([400, 'invalid_request', ['input.pitch is not a field of this request']]);
    expect(await missionOf(deps, id)).toEqual(before);
    expect(await inputOf(id)).toMatchObject({ version: 1 });
  });
});
