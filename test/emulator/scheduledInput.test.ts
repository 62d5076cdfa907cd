import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { occurrenceMissionId } from '../../functions/src/core/scheduleChanges.ts';
import { guardedWeb } from '../../functions/src/edge/guardedFetch.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { fireSchedules } from '../../functions/src/missions/fireSchedules.ts';
import { findInput } from '../../functions/src/missions/reports.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { problem } from '../../functions/src/schema/api.ts';
import { type Schedule, scheduleAnswer } from '../../functions/src/schema/schedule.ts';
import { msBetween } from '../../functions/src/schema/time.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { readSchedule } from '../../functions/src/store/schedules.ts';
import { type ApiServer, serveApi } from '../support/apiServer.ts';
import { type Answered, callAt } from '../support/call.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { missionOf, OWNER } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const web = guardedWeb({ allowHosts: [], userAgent: 'Test/1.0' });
afterAll(() => web.close());

const report = reportMission({ web, model: null, resultOf: () => Promise.resolve(null) });
const LEASES = {
  title: 'Leases',
  text: [
    '# How a lease is renewed',
    'The holder of a lease renews it ten seconds before it ends. A renewal of a lease is a write like any other.',
    '# Why a lease has a fence',
    'The fence of a lease grows each time that it is renewed by another. A write with an older fence is refused.',
  ].join('\n\n'),
};
const REPORT = { type: 'report', objective: 'How is a lease renewed?', input: { sources: { texts: [LEASES] } } };

let deps: TestDeps;
let api: ApiServer;
beforeAll(async () => {
  deps = testDeps([report, missionType([lastStep('end')])]);
  api = await serveApi(deps);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body: unknown): Promise<Answered> =>
  callAt(api.origin, method, path, { token: OWNER, body });

async function stored(id: string): Promise<Schedule> {
  const found = await readSchedule(deps.db, id);
  if (found === null) throw new Error(`there is no schedule ${id}`);
  return found.schedule;
}

/** Moves the clock past the schedule's next occurrence, and has the sweep look; answers the mission's id. */
async function occurrence(id: string, among: TestDeps = deps): Promise<string> {
  const { next_at: at } = await stored(id);
  if (at === null) throw new Error('it never comes');
  deps.clock.move(msBetween(deps.clock.now(), at) + 1_000);
  expect((await fireSchedules(among)).faults).toEqual([]);
  return occurrenceMissionId(id, at);
}

/** Status and the fields at fault. */
function faultsOf({ status, json }: Answered): [number, string[]] {
  return [status, (problem.parse(json).errors ?? []).map(({ field, message }) => `${field} ${message}`)];
}

describe('a schedule of reports', () => {
  it('makes a report of the same sources each time', async () => {
    const made = await ask('POST', '/schedules', { schedule_id: 'leases', cron: '* * * * *', request: REPORT });
    expect([made.status, scheduleAnswer.parse(made.json).request]).toEqual([201, REPORT]);
    for (let round = 1; round <= 2; round += 1) {
      const id = await occurrence('leases');
      for (const task of deps.sent.splice(0)) await runMission(deps, task, 'runner');
      expect((await missionOf(deps, id)).status).toBe('completed');
      expect((await readResult(deps.db, id, 1))?.markdown).toContain('ten seconds before it ends');
      expect((await findInput(deps, OWNER, id)).input).toMatchObject({ depth: 'standard', ...REPORT.input });
    }
    await ask('DELETE', '/schedules/leases', undefined);
  });

  it.each([
    ['an input that its type refuses', { ...REPORT, input: { depth: 'vast' } }, 'request.input.depth must be one of'],
    ['a report of nothing', { ...REPORT, input: {} }, 'request.input.sources needs a mission, an address'],
    [
      'an input for a type that takes none',
      { objective: 'Find it', scope: { allowed_domains: ['python.org'] }, input: {} },
      'request.input is not taken',
    ],
    [
      'no domain for a type that needs one',
      { objective: 'Find it', scope: undefined, input: undefined },
      'request.scope is required',
    ],
    [
      'what can’t be stored',
      { objective: 'Work', type: 'external', external: { steps: [{ name: 'a' }] }, input: [[1]] },
      'request.input must not have a list directly inside a list',
    ],
  ])('is refused for %s, when it is made and when it is edited', async (what, request, words) => {
    const id = `refused-${what.length}`;
    const rhythm = { schedule_id: id, cron: '0 8 * * *' };
    const [status, [first = '']] = faultsOf(await ask('POST', '/schedules', { ...rhythm, request }));
    expect(status).toBe(400);
    expect(first).toContain(words);
    await ask('POST', '/schedules', { ...rhythm, request: REPORT });
    expect(faultsOf(await ask('PATCH', `/schedules/${id}`, { request }))[1][0]).toContain(words);
    expect((await stored(id)).request).toEqual(REPORT);
  });

  it('is refused where it asks for a language model, and there is none', async () => {
    const request = { ...REPORT, input: { ...REPORT.input, engine: 'model' } };
    const answer = await ask('POST', '/schedules', { schedule_id: 'modern', cron: '0 8 * * *', request });
    expect([answer.status, problem.parse(answer.json).code]).toEqual([503, 'model_not_set']);
    expect(await readSchedule(deps.db, 'modern')).toBeNull();
  });

  it('takes no more than a schedule holds', async () => {
    const texts = [{ title: 'Long', text: 'A lease. '.repeat(5_000) }];
    const [one, two] = [{ sources: { texts } }, { sources: { texts: [...texts, ...texts] } }];
    const rhythm = { schedule_id: 'large', cron: '0 8 * * *' };
    const small = await ask('POST', '/schedules', { ...rhythm, request: { ...REPORT, input: one } });
    expect(small.status).toBe(201);
    const large = await ask('PATCH', '/schedules/large', { request: { ...REPORT, input: two } });
    expect([large.status, problem.parse(large.json).code]).toEqual([413, 'body_too_large']);
  });

  it('pauses and says why once its type takes that no more', async () => {
    await ask('POST', '/schedules', { schedule_id: 'outlived', cron: '* * * * *', request: REPORT });
    const { input: _form, ...inputless } = report;
    const later = { ...deps, catalog: catalogOf([{ ...inputless, version: 2 }]) };
    const id = await occurrence('outlived', later);
    await expect(missionOf(deps, id)).rejects.toThrow('the mission is gone');
    expect(await stored('outlived')).toMatchObject({
      is_paused: true,
      last_error: { code: 'invalid_request', message: 'input: is not taken by missions of this type' },
    });
  });
});
