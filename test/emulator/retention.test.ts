import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cleanUp } from '../../functions/src/missions/cleanUp.ts';
import { command, findMission } from '../../functions/src/missions/commands.ts';
import { listMissions } from '../../functions/src/missions/lists.ts';
import { findManyProgress, findProgress } from '../../functions/src/missions/reports.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { listMissionsQuery } from '../../functions/src/schema/requests.ts';
import { addMs } from '../../functions/src/schema/time.ts';
import { missionDoc, missions } from '../../functions/src/store/collections.ts';
import { writeDraft } from '../../functions/src/store/drafts.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { pathsBelow } from '../support/below.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { IN_STATUS, START } from '../support/missions.ts';
import { execute, lastTask, missionOf, OWNER } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const DAY_MS = 86_400_000;
const NOT_FOUND = { code: 'mission_not_found' };

const withDays = (retentionDays: number): TestDeps => {
  return { ...testDeps([{ ...missionType([step('a'), lastStep('b')]), input: z.strictObject({}) }]), retentionDays };
};

async function completed(deps: TestDeps): Promise<string> {
  const id = await execute(deps);
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

describe('a mission that ended longer ago than missions are kept', () => {
  it('is shown to nobody, before the sweep and after it, and leaves nothing behind', async () => {
    const deps = withDays(30);
    const id = await completed(deps);
    // As a runner leaves it that was lost while it wrote.
    const left = { mission_id: id, owner: OWNER, attempt: 1, step_index: 0, fence: 1, parts: [] };
    await writeDraft(deps.db, { ...left, updated_at: deps.clock.now() });
    expect(await pathsBelow(deps.db, id)).toEqual(
      expect.arrayContaining([`missions/${id}/drafts/current`, `missions/${id}/inputs/1`]),
    );
    deps.clock.move(30 * DAY_MS - 60_000);
    await findMission(deps, OWNER, id);
    await findProgress(deps, OWNER, id);
    expect(await cleanUp(deps)).toEqual({ deleted: 0, faults: [] });

    deps.clock.move(60_000);
    await expect(findMission(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
    await expect(findProgress(deps, OWNER, id)).rejects.toMatchObject(NOT_FOUND);
    expect(await findManyProgress(deps, OWNER, [id], false)).toEqual({ progress: [], missing: [id] });
    const { missions } = await listMissions(deps, OWNER, listMissionsQuery.parse({}));
    expect(missions).toEqual([]);

    await sweep(deps);
    expect(await pathsBelow(deps.db, id)).toEqual([]);
    expect((await missionDoc(deps.db, id).get()).exists).toBe(false);
  });

  it('is deleted once, however many sweeps there are, and others stay', async () => {
    const deps = withDays(1);
    const old = [await completed(deps), await completed(deps), await completed(deps)];
    deps.clock.move(DAY_MS);
    const young = await completed(deps);
    const swept = await Promise.all([cleanUp(deps), cleanUp(deps), cleanUp(deps)]);
    expect(swept.flatMap(({ faults }) => faults)).toEqual([]);
    expect(swept.reduce((sum, { deleted }) => sum + deleted, 0)).toBeGreaterThanOrEqual(old.length);
    for (const id of old) expect(await pathsBelow(deps.db, id)).toEqual([]);
    expect((await missionOf(deps, young)).status).toBe('completed');
  });

  it('is kept when it is retried in time, for its new end counts', async () => {
    const deps = withDays(1);
    const id = await execute(deps);
    await command(deps, OWNER, id, 'cancel');
    deps.clock.move(DAY_MS - 1000);
    await retryMission(deps, OWNER, id, {});
    deps.clock.move(10 * DAY_MS);
    await cleanUp(deps);
    expect((await missionOf(deps, id)).status).toBe('queued');
  });

  it('stays for ever with 0 days', async () => {
    const deps = withDays(0);
    const id = await completed(deps);
    deps.clock.move(9_000 * DAY_MS);
    await cleanUp(deps);
    expect((await findMission(deps, OWNER, id)).mission.status).toBe('completed');
  });
});

describe('a mission that goes on for longer than missions are kept', () => {
  it('loses nothing', async () => {
    const deps = withDays(1);
    const id = await execute(deps);
    await command(deps, OWNER, id, 'pause');
    const before = await pathsBelow(deps.db, id);
    deps.clock.move(700 * DAY_MS);
    await sweep(deps);
    expect(await pathsBelow(deps.db, id)).toEqual(before);
    await command(deps, OWNER, id, 'resume');
    await runMission(deps, lastTask(deps), 'runner');
    expect((await missionOf(deps, id)).status).toBe('completed');
  });
});

describe('what lies below a mission', () => {
  it('says when the database may drop it by itself, in a time of the database’s own', async () => {
    const deps = withDays(30);
    const id = await completed(deps);
    const paths = await pathsBelow(deps.db, id);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const at: unknown = (await deps.db.doc(path).get()).get('expire_at');
      if (!(at instanceof Timestamp)) throw new Error(`${path} has no expire_at`);
      expect(at.toMillis()).toBeGreaterThan(Date.parse(addMs(deps.clock.now(), (30 + 1_825) * DAY_MS)));
    }
    expect((await missionDoc(deps.db, id).get()).get('expire_at')).toBeUndefined();
  });

  it('says nothing of the kind when missions are kept for ever', async () => {
    const deps = withDays(0);
    const id = await completed(deps);
    for (const path of await pathsBelow(deps.db, id)) {
      expect((await deps.db.doc(path).get()).get('expire_at')).toBeUndefined();
    }
  });
});

describe('more missions than are looked at together', () => {
  it('are all deleted in one sweep', async () => {
    const deps = withDays(30);
    const ended = IN_STATUS.completed();
    const writer = deps.db.bulkWriter();
    const ids = Array.from({ length: 230 }, (_, index) => `old-${index}`);
    for (const id of ids) void writer.create(missionDoc(deps.db, id), { ...ended, mission_id: id });
    await writer.close();
    deps.clock.move(40 * DAY_MS + Date.now() - Date.parse(START));
    expect(await cleanUp(deps)).toEqual({ deleted: ids.length, faults: [] });
    expect((await missions(deps.db).count().get()).data().count).toBe(0);
  });
});

describe('looking for missions to delete', () => {
  it('reads next to nothing when there are none', async () => {
    const deps = withDays(30);
    await completed(deps);
    const operations = countOperations(deps.db);
    await cleanUp(deps);
    expect(operations).toMatchObject({ read: 2, commits: 0 });
  });
});
