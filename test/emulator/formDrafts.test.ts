import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../functions/src/schema/api.ts';
import {
  FORM_DRAFT_KEPT_MS,
  formDraftAnswer,
  MAX_FORM_DRAFT_BYTES,
  type SavedFormDraft,
  savedFormDraft,
} from '../../functions/src/schema/formDraft.ts';
import { MAX_BYTES_WITH_INPUT } from '../../functions/src/schema/input.ts';
import { formDraftDoc } from '../../functions/src/store/collections.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { testDeps } from '../support/deps.ts';
import { lastStep, missionType } from '../support/steps.ts';

const deps = testDeps([missionType([lastStep('a')])]);
const PATH = '/form-drafts/mission';
const ID = '0b7c1c7e-8a55-4a38-9d3c-5a3f2c1d7e90';
let api: ApiServer;

beforeAll(async () => {
  api = await serveApi(deps);
});
afterAll(() => api.close());

/** Somebody whom no other test knows. */
function somebody() {
  const token = `drafter-${randomUUID()}`;
  const ask = (method: string, body?: unknown, query = ''): Promise<Answered> =>
    callAt(api.origin, method, PATH + query, { token, body });
  return {
    token,
    ask,
    put: (revision: number | null, content: Record<string, unknown>, draftId = ID) =>
      ask('PUT', { draft_id: draftId, revision, content }),
    read: async () => formDraftAnswer.parse((await ask('GET')).json).form_draft,
  };
}

function saved(answer: Answered): SavedFormDraft {
  if (answer.status !== 200) throw new Error(`save answered ${answer.status}: ${answer.text}`);
  return savedFormDraft.parse(answer.json);
}

const refusal = (answer: Answered) => {
  const { status, code, errors = [] } = problem.parse(answer.json);
  return [status, code, ...errors.map(({ field }) => field)];
};

describe('the draft of a form', () => {
  it('is none at first, then what was saved, and none again once it is deleted', async () => {
    const { ask, put, read } = somebody();
    expect(await read()).toBeNull();
    // Lists in lists, and names that no field of a document may have.
    const content = { objective: 'Where is cheese?', rows: [[1, 2], []], __a__: { 'b.c': null }, '': false };
    const first = saved(await put(null, content));
    expect(await read()).toEqual({ ...first, content });
    expect(Date.parse(first.expires_at) - Date.parse(first.updated_at)).toBe(FORM_DRAFT_KEPT_MS);
    const deleted = await ask('DELETE');
    expect([deleted.status, deleted.json]).toEqual([200, { form_draft: null }]);
    expect(await read()).toBeNull();
    expect((await ask('DELETE')).status).toBe(200);
  });

  it('is written only over the state that it was made from', async () => {
    const { put, read } = somebody();
    const first = saved(await put(null, { objective: 'one' }));
    const second = saved(await put(first.revision, { objective: 'two' }));
    expect(second.revision).toBeGreaterThan(first.revision);
    for (const late of [first.revision, null, second.revision + 1]) {
      expect(refusal(await put(late, { objective: 'late' }))).toEqual([409, 'form_draft_changed']);
    }
    // Another draft that was begun without knowing of this one.
    expect(refusal(await put(null, { objective: 'two' }, randomUUID()))).toEqual([409, 'form_draft_changed']);
    expect(await read()).toMatchObject({ revision: second.revision, content: { objective: 'two' } });
  });

  it('is the same when it is sent again, whatever became of the first answer', async () => {
    const { put } = somebody();
    const first = saved(await put(null, { objective: 'one' }));
    deps.clock.move(5_000);
    expect(saved(await put(null, { objective: 'one' }))).toEqual(first);
  });

  it('is written by one of two who save at once', async () => {
    const { put, read } = somebody();
    const { revision } = saved(await put(null, { objective: 'one' }));
    const answers = await Promise.all(['a', 'b', 'c'].map((objective) => put(revision, { objective })));
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter((_answer, index) => index !== won).map(refusal)).toEqual(
      [1, 2].map(() => [409, 'form_draft_changed']),
    );
    expect((await read())?.content).toEqual({ objective: ['a', 'b', 'c'][won] });
  });

  it('never has the revision again of one that was deleted', async () => {
    const { ask, put } = somebody();
    const first = saved(await put(null, { objective: 'one' }));
    await ask('DELETE');
    deps.clock.move(1);
    const second = saved(await put(null, { objective: 'another' }, randomUUID()));
    expect(refusal(await put(first.revision, { objective: 'late' }))).toEqual([409, 'form_draft_changed']);
    expect(refusal(await ask('DELETE', undefined, `?revision=${first.revision}`))).toEqual([409, 'form_draft_changed']);
    expect((await ask('DELETE', undefined, `?revision=${second.revision}`)).status).toBe(200);
  });

  it('counts as none once it has expired, though the database may not have dropped it yet', async () => {
    const { ask, put, read, token } = somebody();
    const old = saved(await put(null, { objective: 'one' }));
    deps.clock.move(FORM_DRAFT_KEPT_MS);
    expect(await read()).toBeNull();
    expect((await formDraftDoc(deps.db, token).get()).exists).toBe(true);
    expect(refusal(await put(old.revision, { objective: 'two' }))).toEqual([409, 'form_draft_changed']);
    const anew = saved(await put(null, { objective: 'one' }));
    expect(anew.revision).toBeGreaterThan(old.revision);
    expect((await ask('DELETE', undefined, `?revision=${anew.revision}`)).status).toBe(200);
  });

  it('is its owner’s alone', async () => {
    const [anna, boris] = [somebody(), somebody()];
    saved(await anna.put(null, { objective: 'private' }));
    expect(await boris.read()).toBeNull();
    await boris.ask('DELETE');
    saved(await boris.put(null, { objective: 'mine' }));
    expect((await anna.read())?.content).toEqual({ objective: 'private' });
    expect((await anna.ask('GET')).text).not.toContain('owner');
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { draft_id: ID, revision: null, content: {} } : undefined;
      const answer = await callAt(api.origin, method, PATH, { token: undefined, body });
      expect(refusal(answer)).toEqual([401, 'unauthenticated']);
    }
  });

  it('may be as large as a form gets, and is refused whole beyond that', async () => {
    const { put, read } = somebody();
    const frame = JSON.stringify({ text: '' }).length;
    const most = 'ä'.repeat((MAX_FORM_DRAFT_BYTES - frame) / 2);
    const first = saved(await put(null, { text: most }));
    expect((await read())?.content).toEqual({ text: most });
    expect(refusal(await put(first.revision, { text: `${most}ä` }))).toEqual([400, 'invalid_request', 'content']);
    const tooMuch = await put(first.revision, { text: 'x'.repeat(MAX_BYTES_WITH_INPUT) });
    expect(refusal(tooMuch)).toEqual([413, 'body_too_large']);
    // Numbers that are longer as this side writes them: what is counted is what would be kept.
    const numbers = Array.from({ length: 100_000 }, () => 0)
      .join()
      .replaceAll('0', '1e20');
    const grown = await callAt(api.origin, 'PUT', PATH, {
      token: somebody().token,
      body: `{"draft_id":"${ID}","revision":null,"content":{"n":[${numbers}]}}`,
    });
    expect(refusal(grown)).toEqual([400, 'invalid_request', 'content']);
  });

  it.each([
    ['no uuid', { draft_id: 'mine', revision: null, content: {} }, 'draft_id'],
    ['no revision', { draft_id: ID, content: {} }, 'revision'],
    ['a revision that is none', { draft_id: ID, revision: 0, content: {} }, 'revision'],
    ['a content that is a list', { draft_id: ID, revision: null, content: [] }, 'content'],
    ['a field too many', { draft_id: ID, revision: null, content: {}, owner: 'anna' }, 'owner'],
  ])('is refused with %s', async (_name, body, field) => {
    expect(refusal(await somebody().ask('PUT', body))).toEqual([400, 'invalid_request', field]);
  });
});
