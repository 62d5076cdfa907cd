import { expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { testDeps } from '../support/deps.ts';
import { OUTPUT } from '../support/missions.ts';
import { ledgerOf, missionOf, queuedSteps } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

/** Steps' outputs that are not what Firestore takes, and what becomes of the mission: JSON mends some of them. */
const POISON: readonly (readonly [string, unknown, 'completed' | 'failed'])[] = [
  ['undefined in it', { found: undefined }, 'completed'],
  ['an object of a class', { found: new URL('https://example.org') }, 'completed'],
  ['a list in a list', { found: [[1]] }, 'failed'],
  ['a field with a reserved name', { __found__: 1 }, 'failed'],
  ['a value that JSON can’t hold', { found: 1n }, 'failed'],
];

it.each(POISON)('a step whose output has %s ends its own mission, and none beside it', async (_, output, end) => {
  const policy = { attempts: 1 };
  const bad = { ...step('a', async () => ({ output, message: 'done' })), policy };
  const poisoned = {
    ...missionType([bad, lastStep('b')]),
    name: 'bad',
  };
  const deps = testDeps([missionType([step('a'), step('b'), lastStep('c')]), poisoned]);
  const ids: string[] = [];
  for (const type of ['bad', 'research', 'research', 'research', 'research', 'research']) {
    const request = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] }, type };
    const { mission } = await createMission(deps, 'anna', request);
    await command(deps, 'anna', mission.mission_id, 'approve');
    await command(deps, 'anna', mission.mission_id, 'execute');
    ids.push(mission.mission_id);
  }
  await Promise.allSettled(deps.sent.map((task) => runMission(deps, task, `runner-${task.task_id}`)));
  const ended = await Promise.all(ids.map(async (id) => (await readMission(deps.db, id))?.mission));
  expect(ended.map((mission) => mission?.status)).toEqual([end, ...Array(5).fill('completed')]);
});

it('a result that is larger than a document may be fails the mission, with what was finished kept', async () => {
  const huge = step('b', async () => ({
    output: null,
    message: 'done',
    result: { ...OUTPUT, markdown: 'x'.repeat(1_500_000) },
  }));
  const { deps, id, task } = await queuedSteps(step('a'), huge);
  expect(await runMission(deps, task, 'runner-1')).toBe('over');
  expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', error: { code: 'output_not_storable' } });
  expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 failed by 1']);
});
