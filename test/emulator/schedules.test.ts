import { describe, expect, it } from 'vitest';
import { occurrenceMissionId } from '../../functions/src/core/scheduleChanges.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { fireSchedules, runSchedule } from '../../functions/src/missions/fireSchedules.ts';
import { createSchedule, editSchedule, removeSchedule } from '../../functions/src/missions/schedules.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import { createMissionRequest } from '../../functions/src/schema/requests.ts';
import {
  type CreateScheduleRequest,
  createScheduleRequest,
  editScheduleRequest,
  type Schedule,
} from '../../functions/src/schema/schedule.ts';
import { addMs, type Instant, msBetween } from '../../functions/src/schema/time.ts';
import { missions, scheduleDoc, schedules } from '../../functions/src/store/collections.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { readSchedule } from '../../functions/src/store/schedules.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const OWNER = 'anna';
const MINUTE_MS = 60_000;
const REQUEST = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] } };

const newDeps = () => testDeps([missionType([step('a'), lastStep('b')])]);

function asked(changes: Partial<Record<keyof CreateScheduleRequest, unknown>> = {}): CreateScheduleRequest {
  return createScheduleRequest.parse({ schedule_id: 'daily', cron: '* * * * *', request: REQUEST, ...changes });
}

/** A stored schedule; every minute unless `changes` say otherwise. */
async function scheduled(
  deps: TestDeps,
  changes: Parameters<typeof asked>[0] = {},
): Promise<{ schedule: Schedule; nextAt: Instant }> {
  const { schedule } = await createSchedule(deps, OWNER, asked(changes));
  return { schedule, nextAt: schedule.next_at ?? '' };
}

async function stored(deps: TestDeps, id = 'daily'): Promise<Schedule> {
  const found = await readSchedule(deps.db, id);
  if (found === null) throw new Error('the schedule is gone');
  return found.schedule;
}

/** Every mission there is: what was made, and how often. */
async function made(deps: TestDeps): Promise<string[]> {
  return (await missions(deps.db).get()).docs.map((doc) => `${doc.id} ${String(doc.get('status'))}`).toSorted();
}

async function missionOf(deps: TestDeps, id: string | null): Promise<Mission> {
  const found = await readMission(deps.db, id ?? '');
  if (found === null) throw new Error(`no mission ${id}`);
  return found.mission;
}

/** Sets the clock a second past `at`: most of the minute is left for the test. */
function moveTo(deps: TestDeps, at: Instant): void {
  deps.clock.move(msBetween(deps.clock.now(), at) + 1000);
}

/** Runs everything that was enqueued to its end. */
async function runAll(deps: TestDeps): Promise<void> {
  for (const task of deps.sent.splice(0)) await runMission(deps, task, 'runner');
}

const idAt = (at: Instant, id = 'daily') => occurrenceMissionId(id, at);

describe('a schedule', () => {
  it('makes no mission before its time, and one that runs when its time has come', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    expect(await fireSchedules(deps)).toEqual({ fired: 0, faults: [] });
    expect(await made(deps)).toEqual([]);

    moveTo(deps, nextAt);
    expect(await fireSchedules(deps)).toEqual({ fired: 1, faults: [] });
    const id = idAt(nextAt);
    expect(await made(deps)).toEqual([`${id} queued`]);
    expect(await missionOf(deps, id)).toMatchObject({ schedule_id: 'daily', owner: OWNER, attempt: 1, ...REQUEST });
    expect(deps.sent.map((task) => task.mission_id)).toEqual([id]);
    expect(await stored(deps)).toMatchObject({
      next_at: addMs(nextAt, MINUTE_MS),
      last_fired_at: nextAt,
      last_mission_id: id,
      ...{ last_skipped_at: null, missed_count: 0, last_error: null, is_paused: false },
    });

    await runAll(deps);
    expect(await made(deps)).toEqual([`${id} completed`]);
  });

  it('fires once with eight sweeps at once', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const ends = await Promise.all(Array.from({ length: 8 }, () => fireSchedules(deps)));
    expect(ends.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await made(deps)).toEqual([`${idAt(nextAt)} queued`]);
    expect(new Set(deps.sent.map((task) => task.task_id)).size).toBe(1);
    expect(await stored(deps)).toMatchObject({ next_at: addMs(nextAt, MINUTE_MS), missed_count: 0 });
  });

  it('is fired by the sweep', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    await sweep(deps);
    expect(await made(deps)).toEqual([`${idAt(nextAt)} queued`]);
  });

  it('fires beside sixty others that are due at the same moment', async () => {
    const deps = newDeps();
    const ids = Array.from({ length: 60 }, (_, n) => `daily-${n}`);
    await Promise.all(ids.map((id) => createSchedule(deps, OWNER, asked({ schedule_id: id, cron: '0 0 1 1 *' }))));
    const { next_at: nextAt } = await stored(deps, 'daily-0');
    moveTo(deps, nextAt ?? '');
    expect((await fireSchedules(deps)).fired).toBe(60);
    expect((await missions(deps.db).get()).size).toBe(60);
  });

  it('makes missions whose steps run elsewhere, too', async () => {
    const deps = newDeps();
    const request = { ...REQUEST, type: 'external', external: { steps: [{ name: 'build' }] } };
    const { nextAt } = await scheduled(deps, { request });
    moveTo(deps, nextAt);
    expect(await fireSchedules(deps)).toEqual({ fired: 1, faults: [] });
    expect(await missionOf(deps, idAt(nextAt))).toMatchObject({ type: 'external', schedule_id: 'daily', attempt: 1 });
  });

  it('that is broken keeps no other from firing, and the sweep says so', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    const broken = { schedule_id: 'broken', owner: OWNER, next_at: addMs(nextAt, -MINUTE_MS) };
    await scheduleDoc(deps.db, 'broken').set(broken);
    moveTo(deps, nextAt);
    await expect(sweep(deps)).rejects.toThrow('1 overdue missions or schedules failed');
    expect(await made(deps)).toEqual([`${idAt(nextAt)} queued`]);
  });
});

describe('after a sweep that died', () => {
  /** What the dead one had done, beyond creating the mission. */
  const STAGES = {
    created: async () => undefined,
    approved: async (deps, id) => await command(deps, OWNER, id, 'approve'),
    executed: async (deps, id) => {
      await command(deps, OWNER, id, 'approve');
      return await command(deps, OWNER, id, 'execute');
    },
    'executed and the mission was done': async (deps, id) => {
      await command(deps, OWNER, id, 'approve');
      await command(deps, OWNER, id, 'execute');
      await runAll(deps);
      return undefined;
    },
  } satisfies Record<string, (deps: TestDeps, id: string) => Promise<unknown>>;

  describe.each(Object.entries(STAGES))('once the mission was %s', (_name, advance) => {
    it.each([
      ['in the same minute', 0],
      ['a minute later', 1],
    ])('the next one goes on with it, %s', async (_when, minutes) => {
      const deps = newDeps();
      const { nextAt } = await scheduled(deps);
      moveTo(deps, nextAt);
      const id = idAt(nextAt);
      await createMission(deps, OWNER, createMissionRequest.parse({ ...REQUEST, mission_id: id }), {
        scheduleId: 'daily',
        isCounted: false,
      });
      await advance(deps, id);
      deps.clock.move(minutes * MINUTE_MS);

      expect(await fireSchedules(deps)).toEqual({ fired: 1, faults: [] });
      expect((await made(deps)).filter((one) => / (proposed|approved)$/.test(one))).toEqual([]);
      expect(await made(deps)).toHaveLength(1);
      expect(await stored(deps)).toMatchObject({ last_mission_id: id, last_fired_at: nextAt, missed_count: 0 });
      expect((await stored(deps)).next_at).toBe(addMs(nextAt, MINUTE_MS));
    });
  });

  it('an edit of the request in between makes no second mission', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const id = idAt(nextAt);
    await createMission(deps, OWNER, createMissionRequest.parse({ ...REQUEST, mission_id: id }), {
      scheduleId: 'daily',
      isCounted: false,
    });
    const request = { ...REQUEST, objective: 'Find something else' };
    await editSchedule(deps, OWNER, 'daily', editScheduleRequest.parse({ request }));
    expect(await fireSchedules(deps)).toEqual({ fired: 1, faults: [] });
    expect(await made(deps)).toEqual([`${id} queued`]);
    expect(await missionOf(deps, id)).toMatchObject({ objective: REQUEST.objective });
    expect(await stored(deps)).toMatchObject({ last_mission_id: id, last_error: null });
  });

  it('an owner who cancelled the mission in between is obeyed', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const id = idAt(nextAt);
    await createMission(deps, OWNER, createMissionRequest.parse({ ...REQUEST, mission_id: id }), {
      scheduleId: 'daily',
      isCounted: false,
    });
    await command(deps, OWNER, id, 'cancel');
    expect(await fireSchedules(deps)).toEqual({ fired: 1, faults: [] });
    expect(await made(deps)).toEqual([`${id} cancelled`]);
    expect(await stored(deps)).toMatchObject({ next_at: addMs(nextAt, MINUTE_MS), is_paused: false });
  });
});

describe('after downtime', () => {
  it.each(['skip', 'allow'])('only the newest occurrence fires, and the others are counted (%s)', async (overlap) => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps, { overlap });
    moveTo(deps, addMs(nextAt, 7 * MINUTE_MS));
    const newest = addMs(nextAt, 7 * MINUTE_MS);
    const ends = await Promise.all([fireSchedules(deps), fireSchedules(deps)]);
    expect(ends.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await made(deps)).toEqual([`${idAt(newest)} queued`]);
    expect(await stored(deps)).toMatchObject({
      ...{ missed_count: 7, last_fired_at: newest, last_mission_id: idAt(newest) },
      next_at: addMs(newest, MINUTE_MS),
    });
  });

  it('counts go on from one outage to the next', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps, { overlap: 'allow' });
    moveTo(deps, addMs(nextAt, 2 * MINUTE_MS));
    await fireSchedules(deps);
    deps.clock.move(4 * MINUTE_MS);
    await fireSchedules(deps);
    expect((await stored(deps)).missed_count).toBe(2 + 3);
    expect(await made(deps)).toHaveLength(2);
  });
});

describe('while the previous mission runs', () => {
  it('an occurrence is skipped, and the first after its end makes a mission', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    await fireSchedules(deps);

    deps.clock.move(MINUTE_MS);
    const second = addMs(nextAt, MINUTE_MS);
    const ends = await Promise.all([fireSchedules(deps), fireSchedules(deps)]);
    expect(ends).toEqual([
      { fired: 0, faults: [] },
      { fired: 0, faults: [] },
    ]);
    expect(await made(deps)).toHaveLength(1);
    expect(await stored(deps)).toMatchObject({
      ...{ last_skipped_at: second, last_fired_at: nextAt, last_mission_id: idAt(nextAt), missed_count: 0 },
      next_at: addMs(second, MINUTE_MS),
    });

    await runAll(deps);
    deps.clock.move(MINUTE_MS);
    expect((await fireSchedules(deps)).fired).toBe(1);
    expect((await stored(deps)).last_mission_id).toBe(idAt(addMs(second, MINUTE_MS)));
  });

  it('a schedule that allows overlap makes another', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps, { overlap: 'allow' });
    moveTo(deps, nextAt);
    await fireSchedules(deps);
    deps.clock.move(MINUTE_MS);
    expect((await fireSchedules(deps)).fired).toBe(1);
    expect(await made(deps)).toEqual([`${idAt(nextAt)} queued`, `${idAt(addMs(nextAt, MINUTE_MS))} queued`]);
  });
});

describe('a paused schedule', () => {
  it('does not fire, and goes on with the first occurrence after it was resumed', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    const paused = await editSchedule(deps, OWNER, 'daily', { is_paused: true });
    expect(paused).toMatchObject({ is_paused: true, next_at: null });
    moveTo(deps, addMs(nextAt, 5 * MINUTE_MS));
    await fireSchedules(deps);
    expect(await made(deps)).toEqual([]);

    const resumed = await editSchedule(deps, OWNER, 'daily', { is_paused: false });
    expect(resumed).toMatchObject({ next_at: addMs(nextAt, 6 * MINUTE_MS), missed_count: 0 });
    deps.clock.move(MINUTE_MS);
    expect((await fireSchedules(deps)).fired).toBe(1);
    expect(await made(deps)).toEqual([`${idAt(addMs(nextAt, 6 * MINUTE_MS))} queued`]);
  });

  it('can be created as such, and run by hand', async () => {
    const deps = newDeps();
    const { schedule } = await scheduled(deps, { is_paused: true });
    expect(schedule.next_at).toBeNull();
    const { mission } = await runSchedule(deps, OWNER, 'daily', undefined);
    expect(mission).toMatchObject({ status: 'queued', schedule_id: 'daily' });
    expect(await stored(deps)).toMatchObject({ last_mission_id: mission.mission_id, next_at: null, is_paused: true });
  });
});

describe('an edited schedule', () => {
  it('follows its new expression and time zone from now on', async () => {
    const deps = newDeps();
    await scheduled(deps);
    moveTo(deps, '2027-03-27T12:00:00.000Z');
    const edited = await editSchedule(deps, OWNER, 'daily', { cron: '30 2 * * *', time_zone: 'Europe/Berlin' });
    // The hour of 02:30 is skipped that night: it comes when the hour would have begun.
    expect(edited.next_at).toBe('2027-03-28T01:00:00.000Z');
    expect((await fireSchedules(deps)).fired).toBe(0);
    moveTo(deps, '2027-03-28T01:00:00.000Z');
    expect((await fireSchedules(deps)).fired).toBe(1);
    expect(await made(deps)).toEqual(['daily-20270328T0100 queued']);
    expect((await stored(deps)).next_at).toBe('2027-03-29T00:30:00.000Z');
  });

  it('keeps its next occurrence when only its request changes, and makes missions of the new one', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    const request = createMissionRequest.parse({ ...REQUEST, objective: 'Find Ruby tutorials' });
    expect((await editSchedule(deps, OWNER, 'daily', { request })).next_at).toBe(nextAt);
    moveTo(deps, nextAt);
    await fireSchedules(deps);
    expect(await missionOf(deps, idAt(nextAt))).toMatchObject({ objective: 'Find Ruby tutorials' });
  });

  it('and fired at the same moment loses neither', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const [fired] = await Promise.all([fireSchedules(deps), editSchedule(deps, OWNER, 'daily', { overlap: 'allow' })]);
    expect(fired).toEqual({ fired: 1, faults: [] });
    expect(await stored(deps)).toMatchObject({
      ...{ overlap: 'allow', last_mission_id: idAt(nextAt), next_at: addMs(nextAt, MINUTE_MS) },
    });
  });
});

describe('a schedule whose request is no longer possible', () => {
  it('is paused with the reason when its mission type is gone, and goes on once its owner has mended it', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const without: TestDeps = { ...deps, catalog: catalogOf([]) };
    expect(await fireSchedules(without)).toEqual({ fired: 0, faults: [] });
    expect(await made(deps)).toEqual([]);
    const stopped = await stored(deps);
    expect(stopped).toMatchObject({ is_paused: true, next_at: null, last_error: { code: 'unknown_mission_type' } });
    deps.clock.move(MINUTE_MS);
    await fireSchedules(without);
    expect(await stored(deps)).toEqual(stopped);

    const mended = await editSchedule(deps, OWNER, 'daily', { is_paused: false });
    expect(mended).toMatchObject({ next_at: addMs(nextAt, 2 * MINUTE_MS), last_error: null });
  });

  it('is paused with the field named when a later version refuses what was stored', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    await scheduleDoc(deps.db, 'daily').update({ request: { ...REQUEST, budget: { max_pages: 1_000_000 } } });
    moveTo(deps, nextAt);
    expect(await fireSchedules(deps)).toEqual({ fired: 0, faults: [] });
    expect((await stored(deps)).last_error).toEqual({
      code: 'invalid_request',
      message: "The schedule's request is not valid any more. request.budget.max_pages: must be at most 2000",
    });
  });

  it('skips the one occurrence whose mission id somebody else has taken', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    const taken = createMissionRequest.parse({ ...REQUEST, mission_id: idAt(nextAt) });
    await createMission(deps, 'boris', taken);
    moveTo(deps, nextAt);
    expect(await fireSchedules(deps)).toEqual({ fired: 0, faults: [] });
    expect(await stored(deps)).toMatchObject({
      ...{ is_paused: false, next_at: addMs(nextAt, MINUTE_MS), last_error: { code: 'mission_id_taken' } },
    });
    deps.clock.move(MINUTE_MS);
    expect((await fireSchedules(deps)).fired).toBe(1);
    expect((await stored(deps)).last_error).toBeNull();
    expect((await missionOf(deps, idAt(nextAt))).status).toBe('proposed');
  });
});

describe('a schedule that is deleted', () => {
  it('makes no more missions, and keeps those that it made', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    await fireSchedules(deps);
    expect(await removeSchedule(deps, OWNER, 'daily')).toMatchObject({ schedule_id: 'daily' });
    deps.clock.move(10 * MINUTE_MS);
    expect(await fireSchedules(deps)).toEqual({ fired: 0, faults: [] });
    expect(await made(deps)).toEqual([`${idAt(nextAt)} queued`]);
    expect((await schedules(deps.db).get()).size).toBe(0);
  });

  it('while it fires leaves at most one mission and no fault', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    moveTo(deps, nextAt);
    const [{ faults }] = await Promise.all([fireSchedules(deps), removeSchedule(deps, OWNER, 'daily')]);
    expect(faults).toEqual([]);
    expect((await made(deps)).length).toBeLessThanOrEqual(1);
    expect((await schedules(deps.db).get()).size).toBe(0);
  });
});

describe('a run by hand', () => {
  it('with an id of its own is one mission however often it is asked for, also after an edit', async () => {
    const deps = newDeps();
    await scheduled(deps);
    const first = await runSchedule(deps, OWNER, 'daily', 'by-hand');
    const again = await Promise.all([
      runSchedule(deps, OWNER, 'daily', 'by-hand'),
      runSchedule(deps, OWNER, 'daily', 'by-hand'),
    ]);
    const request = createMissionRequest.parse({ ...REQUEST, objective: 'Find Ruby tutorials' });
    await editSchedule(deps, OWNER, 'daily', { request });
    again.push(await runSchedule(deps, OWNER, 'daily', 'by-hand'));
    expect([first, ...again].map(({ created }) => created)).toEqual([true, false, false, false]);
    expect(await made(deps)).toEqual(['by-hand queued']);
  });

  it('counts as the previous mission', async () => {
    const deps = newDeps();
    const { nextAt } = await scheduled(deps);
    await runSchedule(deps, OWNER, 'daily', 'by-hand');
    moveTo(deps, nextAt);
    expect((await fireSchedules(deps)).fired).toBe(0);
    expect(await stored(deps)).toMatchObject({ last_skipped_at: nextAt, last_mission_id: 'by-hand' });
  });

  it('does not take over a mission that the schedule did not make', async () => {
    const deps = newDeps();
    await scheduled(deps);
    await createMission(deps, OWNER, createMissionRequest.parse({ ...REQUEST, mission_id: 'mine' }));
    await expect(runSchedule(deps, OWNER, 'daily', 'mine')).rejects.toMatchObject({ code: 'mission_id_taken' });
    expect(await made(deps)).toEqual(['mine proposed']);
  });
});
