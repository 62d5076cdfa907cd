import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventList,
  localSession,
  missionAnswer,
  missionList,
  problem,
  resultAnswer,
} from '../../functions/src/schema/api.ts';
import { aliveAnswer, metricsAnswer, readyAnswer } from '../../functions/src/schema/health.ts';
import { mission as missionSchema } from '../../functions/src/schema/mission.ts';
import { isEnded, progressOf, startMission, tell, untilProgress } from '../support/api.ts';
import { call, newUser, ORIGINS, type User } from '../support/http.ts';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { suite } from '../support/suite.ts';
import { until } from '../support/until.ts';

const app = initializeApp({ projectId: suite.projectId }, 'lifecycle');
const db = getFirestore(app);
let user: User;
let site: SlowSite;

beforeAll(async () => {
  user = await newUser();
  site = await serveSlowSite(60, 500);
});

afterAll(async () => {
  await Promise.all([site.close(), deleteApp(app)]);
});

const slowly = () => ({ objective: 'How does a mission make progress?', scope: { allowed_domains: [site.domain] } });

describe('a research mission over HTTP', () => {
  it('goes from proposed to a result, its percent never falling, and reads only its domain', async () => {
    const queued = await startMission(user, slowly());
    expect(queued).toMatchObject({ status: 'queued', attempt: 1, allowed: ['pause', 'cancel'] });
    const id = queued.mission_id;
    const percents: number[] = [];
    const estimates: (number | null)[] = [];
    const end = await untilProgress(user, id, 'the end', isEnded, (reading) => {
      percents.push(reading.progress_percent);
      estimates.push(reading.estimated_time_remaining);
      expect(reading.eta.finish_at !== null).toBe(reading.estimated_time_remaining !== null);
    });
    expect(end).toMatchObject({ status: 'completed', progress_percent: 100, completed_count: 6, total_steps: 6 });
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    // The plan's shares are the type's own, or those of earlier missions if other tests have run some.
    const [, , , chosen = 0, crawled = 0] = queued.plan.map((step) => step.cumulative_percent);
    expect(percents.some((percent) => percent > chosen && percent < crawled)).toBe(true);
    expect(estimates.some((seconds) => seconds !== null)).toBe(true);
    expect(end.completed_steps.map((step) => step.step_name)).toEqual([
      ...['verification', 'intent_classification', 'budget_check'],
      ...['tool_selection', 'tool_execution', 'finalize'],
    ]);
    const planned = queued.plan.map((step) => Math.min(99, step.cumulative_percent));
    expect(end.completed_steps.map((step) => step.progress_percent)).toEqual([...planned.slice(0, -1), 100]);

    const result = resultAnswer.parse((await call('GET', `/missions/${id}/result`, { token: user.token })).json);
    expect(result.items.length).toBeGreaterThan(0);
    for (const item of result.items) expect(new URL(item.url).host).toBe(site.domain);
    const { execution_record: record } = missionAnswer.parse(
      (await call('GET', `/missions/${id}`, { token: user.token })).json,
    );
    expect(record.tool_used).not.toBeNull();
    expect(record.tool_confidence).toBeGreaterThan(0);
  });

  it('is stored in the documented shape', async () => {
    const { missions } = missionList.parse(
      (await call('GET', '/missions?status=completed', { token: user.token })).json,
    );
    const snapshot = await db.doc(`missions/${missions[0]?.mission_id}`).get();
    const stored = missionSchema.parse(snapshot.data());
    expect(stored.owner).toBe(user.uid);
    expect(stored.execution_record.progress_tracker.completed_steps).toHaveLength(6);
  });

  it('tells its history page by page, without a gap', async () => {
    const { missions } = missionList.parse(
      (await call('GET', '/missions?status=completed', { token: user.token })).json,
    );
    const id = missions[0]?.mission_id ?? '';
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = eventList.parse(
        (await call('GET', `/missions/${id}/events?limit=3&after=${after}`, { token: user.token })).json,
      );
      seen.push(...page.events.map((event) => event.seq));
      after = page.next_after;
    }
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    expect(seen.length).toBeGreaterThan(8);
  });

  it('is cancelled in the middle of a step, within a second or so, and stays so', async () => {
    const { mission_id: id } = await startMission(user, slowly());
    await untilProgress(user, id, 'the crawl', (reading) => reading.current_step?.step_name === 'tool_execution');
    const { cancel_requested_at: requestedAt, status } = await tell(user, id, 'cancel');
    expect([status, requestedAt === null]).toEqual(['in_progress', false]);
    const end = await untilProgress(user, id, 'the end', isEnded);
    expect(end).toMatchObject({ status: 'cancelled', completed_count: 4 });
    await tell(user, id, 'cancel');
    expect(await progressOf(user, id)).toMatchObject({ status: 'cancelled' });
  });

  it('that can read nothing fails with the reason and the next step', async () => {
    const unreachable = { objective: 'Read what is not there', scope: { allowed_domains: ['127.0.0.1:9'] } };
    const { mission_id: id } = await startMission(user, unreachable);
    const end = await untilProgress(user, id, 'the end', isEnded);
    expect(end).toMatchObject({ status: 'failed', error: { code: 'domain_unreachable', step_name: 'verification' } });
    expect(end.error?.next).toBeTruthy();
    expect((await call('GET', `/missions/${id}/result`, { token: user.token })).status).toBe(409);
  });
});

describe('an answer', () => {
  it.each(Object.entries(ORIGINS))('is never cached on the %s address, good or bad', async (_name, origin) => {
    for (const path of ['/missions', '/health', '/missions/nothing/progress']) {
      const { headers } = await call('GET', path, { origin, token: user.token });
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('about a mission that failed says that no result will come', async () => {
    const { json } = await call('POST', '/missions', { token: user.token, body: slowly() });
    const { mission_id: id } = missionAnswer.parse(json);
    const code = async () =>
      problem.parse((await call('GET', `/missions/${id}/result`, { token: user.token })).json).code;
    expect(await code()).toBe('result_not_ready');
    await tell(user, id, 'cancel');
    expect(await code()).toBe('no_result');
  });
});

describe('a call that is repeated', () => {
  it('does nothing more', async () => {
    const own = { ...slowly(), mission_id: `own-${user.uid}`.slice(0, 40) };
    const [first, second] = [
      await call('POST', '/missions/create', { token: user.token, body: own }),
      await call('POST', '/missions', { token: user.token, body: own }),
    ];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json).toEqual(first.json);
    await tell(user, own.mission_id, 'approve');
    const approved = await tell(user, own.mission_id, 'approve');
    expect(approved.status).toBe('approved');
    await tell(user, own.mission_id, 'cancel');
    const cancelled = await tell(user, own.mission_id, 'cancel');
    expect(cancelled.status).toBe('cancelled');
    // An edited mission is still the one that this request made.
    expect((await call('POST', '/missions', { token: user.token, body: own })).status).toBe(200);
  });
});

describe('a proposed mission', () => {
  it('can be edited, field by field, until it is approved', async () => {
    const { json } = await call('POST', '/missions', { token: user.token, body: slowly() });
    const { mission_id: id, budget } = missionAnswer.parse(json);
    const edit = { objective: 'Another question', budget: { max_pages: 7 } };
    const edited = missionAnswer.parse(
      (await call('PATCH', `/missions/${id}`, { token: user.token, body: edit })).json,
    );
    expect(edited).toMatchObject({ objective: 'Another question', budget: { ...budget, max_pages: 7 } });
    await tell(user, id, 'approve');
    expect((await call('PATCH', `/missions/${id}`, { token: user.token, body: edit })).status).toBe(409);
  });
});

describe('the list', () => {
  it('is the caller’s own, newest first, page by page, by status, age and progress', async () => {
    const other = await newUser();
    for (const n of [1, 2, 3, 4, 5]) {
      await call('POST', '/missions', { token: other.token, body: { ...slowly(), objective: `Question ${n}` } });
    }
    const list = async (query: string) =>
      missionList.parse((await call('GET', `/missions?${query}`, { token: other.token })).json);
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      names.push(...page.missions.map((mission) => mission.objective));
      cursor = page.next_cursor;
    }
    expect(names).toEqual([5, 4, 3, 2, 1].map((n) => `Question ${n}`));
    const [newest] = (await list('limit=1')).missions;
    await tell(other, newest?.mission_id ?? '', 'cancel');
    expect((await list('status=cancelled,failed')).missions).toHaveLength(1);
    expect((await list('status=proposed')).missions).toHaveLength(4);
    expect((await list(`created_after=${newest?.created_at}`)).missions).toHaveLength(0);
    expect((await list('created_after=2020-01-01T00:00:00%2B02:00&progress_min=0')).missions).toHaveLength(5);
    expect((await list('created_after=2020-01-01T00:00:00Z&progress_min=1')).missions).toHaveLength(0);
  });

  it('with a progress filter pages through what it finds', async () => {
    const page = async (query: string) =>
      missionList.parse((await call('GET', `/missions?progress_min=0&limit=1${query}`, { token: user.token })).json);
    const first = await page('');
    const second = await page(`&cursor=${first.next_cursor}`);
    expect(second.missions[0]?.mission_id).not.toBe(first.missions[0]?.mission_id);
  });
});

describe('the service', () => {
  it.each(Object.entries(ORIGINS))('says on the %s address that every part answers', async (_name, origin) => {
    const { status, json } = await call('GET', '/health/ready', { origin });
    expect(status).toBe(200);
    const health = readyAnswer.parse(json);
    expect(health).toMatchObject({ status: 'ok', project: suite.projectId });
    expect(health.parts.map((part) => [part.name, part.status])).toEqual([
      ['firestore', 'ok'],
      ['tasks', 'ok'],
      ['auth', 'ok'],
    ]);
  });

  it.each(Object.entries(ORIGINS))('is alive on the %s address, and shows its figures', async (_name, origin) => {
    const alive = aliveAnswer.parse((await call('GET', '/health', { origin })).json);
    expect(alive).toMatchObject({ status: 'ok', project: suite.projectId });
    const metrics = metricsAnswer.parse((await call('GET', '/health/metrics', { origin })).json);
    expect(metrics).toMatchObject({ build: alive.build, instance: { scope: 'instance' } });
    expect(metrics.database?.by_status.completed).toBeGreaterThan(0);
  });

  it('lets requests without a token act as the local user, who is also signed in on the page', async () => {
    const session = localSession.parse((await call('POST', '/session/local')).json);
    expect(session.emulators).toEqual({ auth: suite.auth, firestore: suite.firestore });
    const { json } = await call('POST', '/missions/create', { body: slowly() });
    const { mission_id: id } = missionAnswer.parse(json);
    const stored = await until('the mission', async () => (await db.doc(`missions/${id}`).get()).data());
    expect(stored.owner).toBe(session.user_id);
  });
});
