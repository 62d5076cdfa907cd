import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvent } from '../../functions/src/missions/applyEvent.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { progressAnswer, progressList } from '../../functions/src/schema/api.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { execute, lastTask, OWNER } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

let deps: TestDeps;
let api: ApiServer;
beforeAll(async () => {
  deps = testDeps([missionType([step('a'), lastStep('b')])]);
  api = await serveApi(deps);
});
afterAll(() => api.close());

const ask = (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
  callAt(api.origin, 'GET', path, { token: OWNER, headers });
const progress = async (id: string, query = '') =>
  progressAnswer.parse((await ask(`/missions/${id}/progress${query}`)).json);

async function completed(): Promise<string> {
  const id = await execute(deps);
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

/** What the call read of Firestore. */
async function readsOf(work: () => Promise<unknown>): Promise<number> {
  const operations = countOperations(deps.db);
  await work();
  return operations.read;
}

describe('reading progress again', () => {
  it('costs one read, however many ask at once', async () => {
    const id = await execute(deps);
    expect(await readsOf(() => Promise.all(Array.from({ length: 50 }, () => progress(id))))).toBe(1);
    expect(await readsOf(() => progress(id))).toBe(0);
  });

  it('tells how old it is, and reads now if that is asked for', async () => {
    const id = await execute(deps);
    await progress(id);
    // Written by another process, which this one can't know.
    await missionDoc(deps.db, id).update({ 'execution_record.progress_tracker.progress_percent': 7 });
    const old = await progress(id);
    expect(old.progress_percent).toBe(0);
    expect(old.age_ms).toBeLessThan(1_500);
    expect(await progress(id, '?fresh=1')).toMatchObject({ progress_percent: 7 });
    expect((await progress(id)).progress_percent).toBe(7);
  });

  it('forgets within a second what another process may have changed', async () => {
    const id = await execute(deps);
    await progress(id);
    await missionDoc(deps.db, id).update({ 'execution_record.progress_tracker.progress_percent': 7 });
    await new Promise((resolve) => {
      setTimeout(resolve, 1_100);
    });
    expect((await progress(id)).progress_percent).toBe(7);
  });

  it('is never older than what this process wrote', async () => {
    const id = await execute(deps);
    expect((await progress(id)).status).toBe('queued');
    await command(deps, OWNER, id, 'cancel');
    expect((await progress(id)).status).toBe('cancelled');
  });

  it('finds a mission that was just made under an id that was just asked for', async () => {
    expect((await ask('/missions/made-later/progress')).status).toBe(404);
    await execute(deps, { mission_id: 'made-later' });
    expect((await ask('/missions/made-later/progress')).status).toBe(200);
  });

  it('keeps a completed mission, which never changes', async () => {
    const id = await completed();
    expect(await progress(id)).toMatchObject({ status: 'completed', poll_after_ms: null });
    const later = async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, 1_200);
      });
      await progress(id);
    };
    expect(await readsOf(later)).toBe(0);
  });

  it('answers 404 to anybody else, also from what it keeps', async () => {
    const id = await completed();
    await progress(id);
    const answer = await callAt(api.origin, 'GET', `/missions/${id}/progress`, { token: 'boris' });
    expect(answer.status).toBe(404);
  });
});

describe('a caller who has the answer already', () => {
  it('gets 304 and no body, until there is news', async () => {
    const id = await execute(deps);
    const first = await ask(`/missions/${id}/progress`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/".+"$/);
    const again = await ask(`/missions/${id}/progress`, { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    await runMission(deps, lastTask(deps), 'runner');
    const news = await ask(`/missions/${id}/progress`, { 'if-none-match': etag });
    expect(news.status).toBe(200);
    expect(news.headers.get('etag')).not.toBe(etag);
  });

  it('is told when the clock alone changes what there is to say: nobody runs the mission any more', async () => {
    const id = await execute(deps);
    const { task_id: taskId } = lastTask(deps);
    await applyEvent(deps, id, { type: 'claimed', holder: 'dies', taskId, attempt: 1 });
    const before = await ask(`/missions/${id}/progress`);
    const etag = before.headers.get('etag') ?? '';
    expect((await ask(`/missions/${id}/progress`, { 'if-none-match': etag })).status).toBe(304);
    deps.clock.move(3_600_000);
    const stalled = await ask(`/missions/${id}/progress`, { 'if-none-match': etag });
    expect(stalled.status).toBe(200);
    expect(progressAnswer.parse(stalled.json).is_stalled).toBe(true);
    await command(deps, OWNER, id, 'cancel');
  });
});

describe('progress of many missions in one call', () => {
  it('is in the order of the ids, at most one read each, and says which are missing', async () => {
    const ids = [await completed(), await execute(deps), await completed()];
    const [one = '', two = '', three = ''] = ids;
    const path = `/missions/progress?ids=${three},nobody-has-it,${one},${two},${one}`;
    let answer: Answered | undefined;
    const reads = await readsOf(async () => {
      answer = await ask(`${path}&fresh=1`);
    });
    // Four missions, and what the runs of their kind taught.
    expect(reads).toBeLessThanOrEqual(5);
    const { progress: found, missing } = progressList.parse(answer?.json);
    expect(found.map((each) => each.mission_id)).toEqual([three, one, two]);
    expect(missing).toEqual(['nobody-has-it']);
    expect(await readsOf(() => ask(path))).toBe(0);
  });

  it.each([
    ['', 'ids'],
    ['?ids=', 'ids[0]'],
    ['?ids=no%20id', 'ids[0]'],
    [`?ids=${Array.from({ length: 101 }, (_, index) => `mission-${index}`).join(',')}`, 'ids'],
    ['?ids=mission-1&fresh=yes', 'fresh'],
  ])('refuses %j', async (query, field) => {
    const answer = await ask(`/missions/progress${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });
});
