import { afterAll, describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Limits } from '../../functions/src/missions/deps.ts';
import { fireSchedules } from '../../functions/src/missions/fireSchedules.ts';
import { createSchedule } from '../../functions/src/missions/schedules.ts';
import { missionAnswer, problem } from '../../functions/src/schema/api.ts';
import { createScheduleRequest } from '../../functions/src/schema/schedule.ts';
import { missions } from '../../functions/src/store/collections.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { otherInstance, type TestDeps, testDeps } from '../support/deps.ts';
import { NO_LIMITS } from '../support/limits.ts';
import { execute, REQUEST } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const servers: ApiServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** `count` instances of the product on one database; what they may do in a minute. */
async function instances(
  count: number,
  perMinute: Partial<Limits['perMinute']>,
): Promise<{ deps: TestDeps; origins: string[] }> {
  const limits: Limits = { ...NO_LIMITS, perMinute: { ...NO_LIMITS.perMinute, ...perMinute } };
  const deps = { ...testDeps([missionType([lastStep('a')])]), limits };
  const all = [deps, ...Array.from({ length: count - 1 }, () => otherInstance(deps))];
  const served = await Promise.all(all.map((one) => serveApi(one)));
  servers.push(...served);
  return { deps, origins: served.map(({ origin }) => origin) };
}

const OWNER = 'anna';
const post = (origin: string, path: string, body: unknown = {}, token = OWNER): Promise<Answered> =>
  callAt(origin, 'POST', path, { token, body });
const statusesOf = (answers: readonly Answered[]) => answers.map(({ status }) => status);
const idOf = (answer: Answered) => missionAnswer.parse(answer.json).mission_id;
const countOf = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length;

/** One call after the other, each to the next instance. */
async function inTurn(origins: readonly string[], calls: readonly ((origin: string) => Promise<Answered>)[]) {
  const answers: Answered[] = [];
  for (const [index, call] of calls.entries()) answers.push(await call(origins[index % origins.length] ?? ''));
  return answers;
}

describe('an allowance for creating', () => {
  it('holds over all instances, to the last mission', async () => {
    const { deps, origins } = await instances(4, { create: 10 });
    const create = (origin: string) => post(origin, '/missions', REQUEST);
    const answers = await inTurn(
      origins,
      Array.from({ length: 14 }, () => create),
    );
    expect(statusesOf(answers)).toEqual([...Array(10).fill(201), ...Array(4).fill(429)]);
    const refused = answers[13];
    expect(problem.parse(refused?.json)).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(30);
    // Another owner has an allowance of their own.
    expect((await post(origins[0] ?? '', '/missions', REQUEST, 'boris')).status).toBe(201);
    deps.clock.move(60_000);
    expect((await create(origins[0] ?? '')).status).toBe(201);
  });

  it('is never passed by one instance alone, however many ask at once', async () => {
    const { deps, origins } = await instances(1, { create: 10 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(origins[0] ?? '', '/missions', REQUEST)));
    expect(countOf(statusesOf(answers), 201)).toBe(10);
    expect(countOf(statusesOf(answers), 429)).toBe(30);
    expect((await missions(deps.db).count().get()).data().count).toBe(10);
  });

  it('is passed by no more than what is under way when all instances are asked at once', async () => {
    const { deps, origins } = await instances(4, { create: 10 });
    const calls = Array.from({ length: 80 }, (_, index) => post(origins[index % 4] ?? '', '/missions', REQUEST));
    const made = countOf(statusesOf(await Promise.all(calls)), 201);
    expect(made).toBeGreaterThanOrEqual(10);
    expect(made).toBeLessThanOrEqual(40);
    // From then on every instance knows.
    expect(
      statusesOf(
        await inTurn(
          origins,
          Array(4).fill((origin: string) => post(origin, '/missions', REQUEST)),
        ),
      ),
    ).toEqual(Array(4).fill(429));
    expect((await missions(deps.db).count().get()).data().count).toBe(made);
  });

  it('is not taken by repeats, and does not refuse them', async () => {
    const { origins } = await instances(2, { create: 3 });
    const asked = (id: string) => (origin: string) => post(origin, '/missions', { ...REQUEST, mission_id: id });
    const once = await inTurn(origins, [asked('one'), asked('one'), asked('one'), asked('one'), asked('two')]);
    expect(statusesOf(once)).toEqual([201, 200, 200, 200, 201]);
    const rest = await inTurn(origins, [asked('three'), asked('four'), asked('one'), asked('three')]);
    expect(statusesOf(rest)).toEqual([201, 429, 200, 200]);
    const other = await post(origins[1] ?? '', '/missions', { ...REQUEST, objective: 'Another', mission_id: 'one' });
    expect(other.status).toBe(429);
  });

  it('costs a count, no write, and where it refuses a read at most', async () => {
    const { deps, origins } = await instances(1, { create: 1 });
    const other = otherInstance(deps);
    const elsewhere = await serveApi(other);
    servers.push(elsewhere);
    const costOf = async (of: TestDeps, origin = origins[0] ?? '') => {
      const operations = countOperations(of.db);
      const { status } = await post(origin, '/missions', REQUEST);
      return { status, read: operations.read, written: operations.written };
    };
    const unlimited = await instances(1, {});
    // What earlier runs taught is read for either; an answered count is no document, so it is not among these.
    const usual = await costOf(unlimited.deps, unlimited.origins[0]);
    expect(usual).toEqual({ status: 201, read: 1, written: 2 });
    expect(await costOf(deps)).toEqual(usual);
    expect(await costOf(deps)).toEqual({ status: 429, read: 0, written: 0 });
    await post(elsewhere.origin, '/missions', { ...REQUEST, mission_id: 'warm' });
    expect(await costOf(other, elsewhere.origin)).toEqual({ status: 429, read: 1, written: 0 });
  });

  it('does not concern schedules, but whoever runs one by hand', async () => {
    const { deps, origins } = await instances(1, { create: 1, start: 1 });
    const request = createScheduleRequest.parse({ schedule_id: 'minutely', cron: '* * * * *', request: REQUEST });
    await createSchedule(deps, OWNER, request);
    deps.clock.move(61_000);
    const own = await execute(deps);
    expect(await fireSchedules(deps)).toMatchObject({ fired: 1, faults: [] });
    const all = (await missions(deps.db).get()).docs.map(
      (doc) => `${doc.id === own ? 'own' : 'of the schedule'}: ${String(doc.get('status'))}`,
    );
    expect(new Set(all)).toEqual(new Set(['own: queued', 'of the schedule: queued']));
    const [origin = ''] = origins;
    expect((await post(origin, '/schedules/minutely/run')).status).toBe(429);
    deps.clock.move(60_000);
    expect((await post(origin, '/schedules/minutely/run')).status).toBe(201);
    expect((await post(origin, '/missions', REQUEST)).status).toBe(429);
  });
});

describe('an allowance for setting going', () => {
  it('holds over all instances, for execute and retry together', async () => {
    const { deps, origins } = await instances(3, { start: 5 });
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const { mission } = await createMission(deps, OWNER, REQUEST);
      await command(deps, OWNER, mission.mission_id, 'approve');
      ids.push(mission.mission_id);
    }
    const run = (id: string | undefined, name: string) => (origin: string) => post(origin, `/missions/${id}/${name}`);
    const first = await inTurn(origins, [
      ...[run(ids[0], 'execute'), run(ids[1], 'execute'), run(ids[2], 'execute')],
      ...[run(ids[0], 'cancel'), run(ids[0], 'retry'), run(ids[0], 'cancel'), run(ids[0], 'retry')],
      ...[run(ids[3], 'execute'), run(ids[0], 'cancel'), run(ids[0], 'retry')],
    ]);
    expect(statusesOf(first)).toEqual([200, 200, 200, 200, 200, 200, 200, 429, 200, 429]);
    // Repeats set nothing going, and a command that the status forbids is told so.
    const repeats = await inTurn(origins, [run(ids[1], 'execute'), run(ids[1], 'retry'), run(ids[0], 'execute')]);
    expect(statusesOf(repeats)).toEqual([200, 409, 409]);
    expect(idOf(await post(origins[0] ?? '', `/missions/${ids[1]}/execute`))).toBe(ids[1]);
    deps.clock.move(60_000);
    expect((await post(origins[1] ?? '', `/missions/${ids[3]}/execute`)).status).toBe(200);
  });
});
