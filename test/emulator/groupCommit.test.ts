import { describe, expect, it } from 'vitest';
import { nextState } from '../../functions/src/core/nextState.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { commitOutcome, readMission, type Stored } from '../../functions/src/store/missions.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { execute, ledgerOf, missionOf } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

async function storedOf(deps: TestDeps, id: string): Promise<Stored> {
  const stored = await readMission(deps.db, id);
  if (stored === null) throw new Error('the mission is gone');
  return stored;
}

/** The outcome of a claim on `stored`. */
function claimed(deps: TestDeps, stored: Stored) {
  const task = stored.mission.next_task?.task_id ?? '';
  const event = { type: 'claimed', holder: 'runner', taskId: task, attempt: 1 } as const;
  const outcome = nextState(stored.mission, event, deps.clock.now());
  if (outcome.kind !== 'applied') throw new Error('not claimed');
  return outcome;
}

describe('commits of many missions in one call', () => {
  it('of which one has lost its race: that one learns of it, and the others are written', async () => {
    const deps = testDeps([missionType([step('a'), lastStep('b')])]);
    const ids = await Promise.all(Array.from({ length: 20 }, () => execute(deps)));
    const stored = await Promise.all(ids.map((id) => storedOf(deps, id)));
    const loser = ids[7] ?? '';
    await deps.db.doc(`missions/${loser}`).update({ updated_at: deps.clock.now() });
    const written = await Promise.all(
      stored.map((before) =>
        commitOutcome(deps.db, before, claimed(deps, before), { isShared: true, retentionDays: 90 }),
      ),
    );
    expect(written.map((after) => after === null)).toEqual(ids.map((id) => id === loser));
    const fences = await Promise.all(ids.map(async (id) => (await missionOf(deps, id)).fence));
    expect(fences).toEqual(ids.map((id) => (id === loser ? 0 : 1)));
    for (const [index, after] of written.entries()) {
      if (after === null) continue;
      // The version that was answered is this mission's own: the next write with it holds.
      expect((await storedOf(deps, ids[index] ?? '')).version.isEqual(after.version)).toBe(true);
    }
  });

  it('never has two of one mission: a zombie’s and its successor’s', async () => {
    const deps = testDeps([missionType([step('a'), lastStep('b')])]);
    const ids = await Promise.all(Array.from({ length: 4 }, () => execute(deps)));
    const stored = await Promise.all([...ids, ...ids, ...ids].map((id) => storedOf(deps, id)));
    const written = await Promise.all(
      stored.map((before) =>
        commitOutcome(deps.db, before, claimed(deps, before), { isShared: true, retentionDays: 90 }),
      ),
    );
    expect(written.filter((after) => after !== null)).toHaveLength(4);
  });

  it('leaves fifty missions that run in one process as whole as one', async () => {
    const deps = testDeps([missionType([step('a'), step('b'), step('c'), lastStep('d')])]);
    const ids = await Promise.all(Array.from({ length: 50 }, () => execute(deps)));
    const ends = await Promise.all(
      deps.sent.flatMap((task) => [runMission(deps, task, 'one'), runMission(deps, task, 'two')]),
    );
    expect(ends.filter((end) => end === 'over').length).toBeGreaterThanOrEqual(50);
    for (const id of ids) {
      expect((await missionOf(deps, id)).status).toBe('completed');
      expect((await ledgerOf(deps, id)).map((entry) => entry.split(' by')[0])).toEqual(
        [0, 1, 2, 3].map((index) => `1-${index} completed`),
      );
    }
  }, 60_000);
});
