import { expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { testDeps } from '../support/deps.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

/** What Firestore does not take: the client refuses the first ones, the server the others. */
const POISON: readonly (readonly [string, unknown])[] = [
  ['undefined in it', { found: undefined }],
  ['an object of a class', { found: new URL('https://example.org') }],
  ['a list in a list', { found: [[1]] }],
  ['a field with a reserved name', { __found__: 1 }],
];

it.each(POISON)('a step whose output has %s fails its own mission, and none beside it', async (_, output) => {
  const poisoned = {
    ...missionType([step('a', async () => ({ output, message: 'done' })), lastStep('b')]),
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
  expect(ended.map((mission) => mission?.status)).toEqual(['failed', ...Array(5).fill('completed')]);
});
