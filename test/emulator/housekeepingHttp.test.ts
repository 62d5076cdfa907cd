import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { exportMission } from '../../functions/src/missions/exportMission.ts';
import { purgeMissions } from '../../functions/src/missions/purgeMissions.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { missionCounts, missionExport, missionList, purgeAnswer } from '../../functions/src/schema/api.ts';
import { eventDoc, missionDoc, missions, stepDoc } from '../../functions/src/store/collections.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { pathsBelow } from '../support/below.ts';
import { type Answered, callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { execute, lastTask, missionOf, OWNER } from '../support/runs.ts';
import { aborted, lastStep, missionType, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

let deps: TestDeps;
let api: ApiServer;
let fails = false;
beforeAll(async () => {
  const flaky = step('a', async () => {
    if (fails) throw new Error('it broke');
    return { output: { pages: 3 }, message: 'done' };
  });
  deps = testDeps([missionType([{ ...flaky, policy: { attempts: 1 } }, lastStep('b')])]);
  api = await serveApi(deps);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body?: unknown, token = OWNER): Promise<Answered> =>
  callAt(api.origin, method, path, { token, ...(body === undefined ? {} : { body }) });

async function completed(owner = OWNER): Promise<string> {
  const id = await execute(deps, {}, owner);
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

describe('GET /missions and its counts', () => {
  it('take the same names of filters, and answer what they say', async () => {
    const { mission_id: id } = (
      await ask('POST', '/missions', {
        objective: 'Wo gibt es Käsekuchen in Köln?',
        scope: { allowed_domains: ['example.org'] },
        tags: ['cake', 'team:a'],
      })
    ).json as { mission_id: string };
    for (const query of ['tag=cake', 'text=kasek', 'text=koln%20kase', 'tag=team:a&type=research&status=proposed']) {
      const list = missionList.parse((await ask('GET', `/missions?${query}`)).json);
      expect(list.missions.map((mission) => [mission.mission_id, mission.tags])).toEqual([[id, ['cake', 'team:a']]]);
      expect(list.missions[0]).not.toHaveProperty('words');
    }
    const counts = missionCounts.parse((await ask('GET', '/missions/counts?tag=cake')).json);
    expect(counts).toMatchObject({ total: 1, by_status: { proposed: 1, completed: 0 } });
    const edited = await ask('PATCH', `/missions/${id}`, { objective: 'Where is cheese?', tags: ['cheese'] });
    expect(edited.json).toMatchObject({ tags: ['cheese'] });
    const found = async (query: string): Promise<number> =>
      missionList.parse((await ask('GET', `/missions?${query}`)).json).missions.length;
    expect(await found('tag=cake')).toBe(0);
    expect(await found('text=koln')).toBe(0);
    expect(await found('text=cheese&tag=cheese')).toBe(1);
  });

  it.each([
    ['?status=done', 'status[0]'],
    ['?tag=%23a', 'tag'],
    ['?tag=', 'tag'],
    ['?type=', 'type'],
    ['?text=', 'text'],
    ['?text=!!', 'text'],
    [`?text=${'x'.repeat(201)}`, 'text'],
    ['?created_before=tomorrow', 'created_before'],
    ['?progress_max=101', 'progress_max'],
    ['?progress_min=60&progress_max=50', 'progress_max'],
    ['?cursor=abc', 'cursor'],
    ['?owner=boris', 'owner'],
    ['?tag=a&tag=b', 'tag'],
    ['/counts?status=failed', 'status'],
    ['/counts?text=x', 'text'],
  ])('refuse %s', async (query, field) => {
    const answer = await ask('GET', `/missions${query}`);
    expect([answer.status, answer.json]).toMatchObject([400, { code: 'invalid_request', errors: [{ field }] }]);
  });

  it.each([
    [['a', 'a'], 'tags'],
    [['with space'], 'tags[0]'],
    [['x'.repeat(41)], 'tags[0]'],
    [Array.from({ length: 11 }, (_, index) => `tag-${index}`), 'tags'],
    ['docs', 'tags'],
  ])('no mission is made with the tags %j', async (tags, field) => {
    const answer = await ask('POST', '/missions', {
      objective: 'Find it',
      scope: { allowed_domains: ['a.org'] },
      tags,
    });
    expect([answer.status, answer.json]).toMatchObject([400, { code: 'invalid_request', errors: [{ field }] }]);
  });
});

describe('DELETE /missions/{id}', () => {
  it('deletes an ended mission; the second call is answered 404', async () => {
    const id = await completed();
    const first = await ask('DELETE', `/missions/${id}`);
    expect([first.status, first.json]).toMatchObject([200, { mission_id: id, is_complete: true }]);
    expect((await ask('DELETE', `/missions/${id}`)).json).toMatchObject({ status: 404, code: 'mission_not_found' });
    for (const part of ['', '/input', '/progress', '/events', '/steps', '/drafts', '/result', '/export']) {
      expect((await ask('GET', `/missions/${id}${part}`)).status).toBe(404);
    }
  });

  it('refuses one that is not over', async () => {
    const id = await execute(deps);
    const answer = await ask('DELETE', `/missions/${id}`);
    expect([answer.status, answer.json]).toMatchObject([409, { code: 'status_forbids' }]);
    expect((await missionOf(deps, id)).status).toBe('queued');
    await command(deps, OWNER, id, 'cancel');
  });
});

describe('GET /missions/{id}/export', () => {
  it('answers all that is stored of a mission, of all its attempts', async () => {
    fails = true;
    const id = await completed();
    fails = false;
    await retryMission(deps, OWNER, id, {});
    await runMission(deps, lastTask(deps), 'runner');
    const answer = await ask('GET', `/missions/${id}/export`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="mission-${id}.json"`);
    const whole = missionExport.parse(answer.json);
    expect(whole.mission).toMatchObject({ mission_id: id, status: 'completed', attempt: 2 });
    expect(whole.steps.map((one) => [one.attempt, one.step_index, one.status])).toEqual([
      [1, 0, 'failed'],
      [2, 0, 'completed'],
      [2, 1, 'completed'],
    ]);
    expect(whole.events.map((event) => event.seq)).toEqual(whole.events.map((_event, index) => index + 1));
    expect(whole.events).toHaveLength((await missionOf(deps, id)).seq);
    expect([whole.inputs, whole.results.length, whole.items, whole.is_complete]).toEqual([[], 1, [], true]);
    expect(answer.text).not.toContain('expire_at');
  });

  it('is the same in pages, however many there are, and never all in memory at once', async () => {
    const id = await completed();
    const [one] = (await deps.db.collection(`missions/${id}/steps`).get()).docs;
    const [event] = (await deps.db.collection(`missions/${id}/events`).limit(1).get()).docs;
    const writer = deps.db.bulkWriter();
    for (let index = 10; index < 330; index += 1) {
      void writer.set(stepDoc(deps.db, id, 1, index), {
        ...one?.data(),
        step_index: index,
        output: 'x'.repeat(10_000),
      });
      void writer.set(eventDoc(deps.db, id, index + 100), { ...event?.data(), seq: index + 100 });
    }
    await writer.close();
    const mission = await missionOf(deps, id);
    let text = '';
    let longest = 0;
    for await (const piece of exportMission(deps, mission)) {
      text += piece;
      longest = Math.max(longest, piece.length);
    }
    const whole = missionExport.parse(JSON.parse(text));
    expect(whole.steps.map((entry) => entry.step_index)).toEqual([
      0,
      1,
      ...Array.from({ length: 320 }, (_, n) => n + 10),
    ]);
    expect(whole.events.length).toBe(mission.seq + 320);
    expect([longest < 20_000, whole.is_complete]).toEqual([true, true]);

    let cut = '';
    for await (const piece of exportMission(deps, mission, 1_000_000)) cut += piece;
    const part = missionExport.parse(JSON.parse(cut));
    expect(part.steps.length).toBeGreaterThan(50);
    expect(part.steps.length).toBeLessThan(120);
    expect([part.events, part.is_complete]).toEqual([[], false]);
  });

  it('ends when its caller hangs up, and the next call is answered', async () => {
    const id = await completed();
    const writer = deps.db.bulkWriter();
    const [one] = (await deps.db.collection(`missions/${id}/steps`).get()).docs;
    for (let index = 10; index < 210; index += 1) {
      void writer.set(stepDoc(deps.db, id, 1, index), {
        ...one?.data(),
        step_index: index,
        output: 'x'.repeat(50_000),
      });
    }
    await writer.close();
    await new Promise<void>((resolve, reject) => {
      const asked = request(`${api.origin}/missions/${id}/export`, { headers: { authorization: `Bearer ${OWNER}` } });
      asked.on('response', (response) => {
        response.once('data', () => asked.destroy());
        response.on('close', resolve);
        response.on('error', () => undefined);
      });
      asked.on('error', reject);
      asked.end();
    });
    expect((await ask('GET', `/missions/${id}`)).status).toBe(200);
  });

  it('answers 404 to anybody else', async () => {
    const id = await completed();
    expect((await ask('GET', `/missions/${id}/export`, undefined, 'boris')).status).toBe(404);
  });
});

describe('POST /missions/purge', () => {
  it.each([[{}], [{ confirm: 'Purge' }], [{ confirm: true }], [{ confirm: 'purge', all: true }]])(
    'does nothing on %j',
    async (body) => {
      const id = await completed('clara');
      const answer = await ask('POST', '/missions/purge', body, 'clara');
      expect([answer.status, answer.json]).toMatchObject([400, { code: 'invalid_request' }]);
      expect((await missionOf(deps, id)).status).toBe('completed');
    },
  );

  it('is refused where it is not allowed', async () => {
    const id = await completed('dora');
    await expect(purgeMissions(deps, 'dora', false)).rejects.toMatchObject({ code: 'purge_forbidden' });
    expect((await missionOf(deps, id)).status).toBe('completed');
  });

  it('deletes all that the caller has, of every status, and nothing of anybody else; twice is harmless', async () => {
    const owner = 'emil';
    const ids = [await completed(owner), await execute(deps, {}, owner), await execute(deps, {}, owner)];
    await command(deps, owner, ids[2] ?? '', 'pause');
    const foreign = await completed('fritz');
    // Of a release that this one knows nothing of.
    await missions(deps.db).doc('unreadable').set({ owner, status: 'dreaming' });
    await deps.db.doc('missions/unreadable/events/1').set({ owner });
    const answer = await ask('POST', '/missions/purge', { confirm: 'purge' }, owner);
    expect(answer.json).toEqual({ deleted: 4, stopping: 0, is_complete: true });
    for (const id of [...ids, 'unreadable']) {
      expect((await missionDoc(deps.db, id).get()).exists).toBe(false);
      expect(await pathsBelow(deps.db, id)).toEqual([]);
    }
    expect((await missionOf(deps, foreign)).status).toBe('completed');
    const again = await ask('POST', '/missions/purge', { confirm: 'purge' }, owner);
    expect(again.json).toEqual({ deleted: 0, stopping: 0, is_complete: true });
  });

  it('sent twice at once deletes each once', async () => {
    for (let count = 0; count < 6; count += 1) await completed('gerd');
    const both = await Promise.all([1, 2].map(() => ask('POST', '/missions/purge', { confirm: 'purge' }, 'gerd')));
    const answers = both.map(({ json }) => purgeAnswer.parse(json));
    expect(answers.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(6);
    expect((await missions(deps.db).where('owner', '==', 'gerd').get()).size).toBe(0);
  });

  it('has a running mission stop first, and the next call deletes it', async () => {
    const own = testDeps([missionType([step('a', (context) => aborted(context.signal)), lastStep('b')])]);
    const id = await execute(own);
    const running = runMission(own, lastTask(own), 'runner');
    await until('the run', async () => (await missionOf(own, id)).status === 'in_progress');
    expect(await purgeMissions(own, OWNER, true)).toEqual({ deleted: 0, stopping: 1, is_complete: false });
    await running;
    expect(await purgeMissions(own, OWNER, true)).toEqual({ deleted: 1, stopping: 0, is_complete: true });
    expect(await pathsBelow(own.db, id)).toEqual([]);
  });
});
