import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { allowedCommands } from '../../functions/src/core/allowed.ts';
import { AppError } from '../../functions/src/core/errors.ts';
import { applyEvent } from '../../functions/src/missions/applyEvent.ts';
import { cleanUp } from '../../functions/src/missions/cleanUp.ts';
import { command, findMission } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { deleteMission } from '../../functions/src/missions/deleteMission.ts';
import { findProgress } from '../../functions/src/missions/reports.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { MISSION_STATUSES } from '../../functions/src/schema/mission.ts';
import { eventDoc, missionDoc, stepDoc } from '../../functions/src/store/collections.ts';
import { deleteBelow } from '../../functions/src/store/deletions.ts';
import { pathsBelow } from '../support/below.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { IN_STATUS } from '../support/missions.ts';
import { execute, lastTask, missionOf, OWNER, REQUEST } from '../support/runs.ts';
import { gate, lastStep, missionType, step, stuckStep } from '../support/steps.ts';
import { until } from '../support/until.ts';

const listed = step('list', async (context) => {
  await context.runItems([1, 2, 3], { concurrency: 2, unit: 'pages', output: z.number() }, async (item) => item);
  return { output: 'listed', message: 'listed' };
});

/** A mission that has run and has something in every collection below it but `control` and `drafts`. */
async function ended(deps: TestDeps, missionId?: string): Promise<string> {
  const id = await execute(deps, missionId === undefined ? {} : { mission_id: missionId });
  await runMission(deps, lastTask(deps), 'runner');
  expect((await missionOf(deps, id)).status).toBe('completed');
  return id;
}

async function cancelled(deps: TestDeps): Promise<string> {
  const id = await execute(deps);
  await command(deps, OWNER, id, 'cancel');
  return id;
}

const NOT_FOUND = { code: 'mission_not_found' };
const withList = () => testDeps([missionType([listed, lastStep('b')])]);

/** How a call ended: its error's code, or `done`. */
async function endOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a mission that is deleted', () => {
  it('is gone with all below it, and a second call finds nothing', async () => {
    const deps = testDeps([{ ...missionType([listed, lastStep('b')]), input: z.strictObject({}) }]);
    const id = await ended(deps);
    expect(new Set((await pathsBelow(deps.db, id)).map((path) => path.split('/')[2]))).toEqual(
      new Set(['steps', 'events', 'items', 'results', 'inputs']),
    );
    expect(await deleteMission(deps, OWNER, id)).toMatchObject({ mission_id: id, is_complete: true });
    expect(await pathsBelow(deps.db, id)).toEqual([]);
    expect((await missionDoc(deps.db, id).get()).exists).toBe(false);
    await expect(deleteMission(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
    await expect(findMission(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
  });

  it('takes its control document along', async () => {
    const stuck = stuckStep('a');
    const deps = testDeps([missionType([stuck.step, lastStep('b')])]);
    const id = await execute(deps);
    const running = runMission(deps, lastTask(deps), 'runner');
    await until('the run', async () => (await missionOf(deps, id)).status === 'in_progress');
    await command(deps, OWNER, id, 'cancel');
    stuck.open();
    await running;
    expect(await pathsBelow(deps.db, id)).toContain(`missions/${id}/control/request`);
    await deleteMission(deps, OWNER, id);
    expect(await pathsBelow(deps.db, id)).toEqual([]);
  });

  it('is forgotten by whoever asks for its progress', async () => {
    const deps = withList();
    const id = await ended(deps);
    await findProgress(deps, OWNER, id);
    await deleteMission(deps, OWNER, id);
    await expect(findProgress(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
  });

  it('leaves its id to another, which has nothing of it', async () => {
    const deps = withList();
    const id = await ended(deps, 'again');
    const before = await pathsBelow(deps.db, id);
    await deleteMission(deps, OWNER, id);
    await ended(deps, 'again');
    expect(await pathsBelow(deps.db, id)).toEqual(before);
    expect((await missionOf(deps, id)).attempt).toBe(1);
  });

  it('is not deleted by anybody else', async () => {
    const deps = withList();
    const id = await ended(deps);
    await expect(deleteMission(deps, 'boris', id)).rejects.toMatchObject(NOT_FOUND);
    expect((await missionOf(deps, id)).status).toBe('completed');
  });
});

describe('a mission that is', () => {
  it.each(MISSION_STATUSES.filter((status) => !['completed', 'failed', 'cancelled'].includes(status)))(
    '%s is not deleted, and the answer says what to do',
    async (status) => {
      const deps = testDeps([]);
      const mission = { ...IN_STATUS[status](), owner: OWNER };
      await missionDoc(deps.db, mission.mission_id).set(mission);
      await expect(deleteMission(deps, OWNER, mission.mission_id)).rejects.toMatchObject({
        code: 'status_forbids',
        allowed: allowedCommands(mission),
        next: expect.stringContaining(`POST /missions/${mission.mission_id}/cancel`),
      });
      expect(await missionOf(deps, mission.mission_id)).toEqual(mission);
    },
  );
});

describe('deletions at the same moment', () => {
  it('are one: the others find nothing, and nothing is left', async () => {
    const deps = withList();
    const id = await ended(deps);
    const ends = await Promise.all(Array.from({ length: 8 }, () => endOf(deleteMission(deps, OWNER, id))));
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(new Set(ends)).toEqual(new Set(['done', 'mission_not_found']));
    expect(await pathsBelow(deps.db, id)).toEqual([]);
  });

  it('as a retry: one of both wins, never a half mission', async () => {
    const deps = testDeps([missionType([lastStep('a')])]);
    const winners = new Set<string>();
    for (let round = 0; round < 12 || (winners.size < 2 && round < 60); round += 1) {
      const id = await cancelled(deps);
      // By turns one of them has a head start, a longer one each time, so that either is first in the end.
      const headStartMs = 8 + 4 * round;
      const pause = { delete: round % 3 === 1 ? headStartMs : 0, retry: round % 3 === 2 ? headStartMs : 0 };
      const later = async (ms: number, work: () => Promise<unknown>): Promise<string> => {
        if (ms > 0) await deps.sleep(ms);
        return await endOf(work());
      };
      const [deletion, retry] = await Promise.all([
        later(pause.delete, () => deleteMission(deps, OWNER, id)),
        later(pause.retry, () => retryMission(deps, OWNER, id, {})),
      ]);
      const below = await pathsBelow(deps.db, id);
      if (deletion === 'done') {
        expect([retry, below]).toEqual(['mission_not_found', []]);
        expect((await missionDoc(deps.db, id).get()).exists).toBe(false);
      } else {
        expect([deletion, retry]).toEqual(['status_forbids', 'done']);
        const { status, seq } = await missionOf(deps, id);
        expect([status, below.length]).toEqual(['queued', seq]);
      }
      winners.add(deletion === 'done' ? 'deletion' : 'retry');
    }
    expect(winners).toEqual(new Set(['deletion', 'retry']));
  });

  it('leave a new mission under the same id alone, however late they come', async () => {
    const deps = withList();
    for (let round = 0; round < 5; round += 1) {
      const id = await ended(deps, 'again');
      const deletion = deleteMission(deps, OWNER, id);
      const others = Array.from({ length: 4 }, () => deleteBelow(deps.db, id, 1_000));
      const made = until('the id to be free', async () => {
        const end = await endOf(
          createMission(deps, OWNER, { ...REQUEST, objective: `Round ${round}`, mission_id: id }),
        );
        expect(['done', 'mission_id_taken']).toContain(end);
        return end === 'done';
      });
      await Promise.all([deletion, ...others, made]);
      expect(await pathsBelow(deps.db, id)).toEqual([eventDoc(deps.db, id, 1).path]);
      expect((await missionOf(deps, id)).objective).toBe(`Round ${round}`);
      await command(deps, OWNER, id, 'cancel');
      await deleteMission(deps, OWNER, id);
    }
  });
});

describe('a large mission', () => {
  it('is gone at once; the sweep deletes what one call leaves, and its id is free after that', async () => {
    const deps = withList();
    const id = await ended(deps, 'large');
    const writer = deps.db.bulkWriter();
    for (let index = 0; index < 3_100; index += 1) {
      void writer.set(stepDoc(deps.db, id, 1, 10 + index), { mission_id: id });
    }
    await writer.close();
    expect(await deleteMission(deps, OWNER, id)).toMatchObject({ is_complete: false });
    await expect(findMission(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
    await expect(execute(deps, { mission_id: id })).rejects.toMatchObject({ code: 'mission_id_taken' });
    expect(await cleanUp(deps)).toEqual({ deleted: 0, faults: [] });
    deps.clock.move(61_000);
    const both = await Promise.all([cleanUp(deps), cleanUp(deps)]);
    expect(both.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await pathsBelow(deps.db, id)).toEqual([]);
    expect((await missionDoc(deps.db, id).get()).exists).toBe(false);
    await ended(deps, 'large');
  }, 60_000);
});

describe('whoever comes late for a mission that was deleted', () => {
  it('a task has nothing to do', async () => {
    const deps = withList();
    const id = await ended(deps);
    await deleteMission(deps, OWNER, id);
    expect(await runMission(deps, lastTask(deps), 'late')).toBe('not_mine');
  });

  it('a runner that was left behind writes nothing and ends', async () => {
    const held = gate();
    const stuck = step('a', async () => {
      await held.opened;
      return { output: null, message: 'done' };
    });
    const deps = testDeps([missionType([stuck, lastStep('b')])]);
    const id = await execute(deps);
    const running = runMission(deps, lastTask(deps), 'zombie');
    await until('the run', async () => (await missionOf(deps, id)).status === 'in_progress');
    // The lease runs out, and nobody is left to obey.
    deps.clock.move(21_000);
    await applyEvent(deps, id, { type: 'cancel_requested', by: OWNER });
    await deleteMission(deps, OWNER, id);
    held.open();
    expect(await running).toBe('lost');
    expect(await pathsBelow(deps.db, id)).toEqual([]);
  });

  it('a sweep has no fault', async () => {
    const deps = withList();
    await deleteMission(deps, OWNER, await ended(deps));
    deps.clock.move(120_000);
    expect(await sweep(deps)).toBe(0);
  });
});
