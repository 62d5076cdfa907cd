import { expect, it } from 'vitest';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { historyOf, ledgerOf, missionOf, queuedSteps } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const UNIT = { unit: 'pages', concurrency: 2 };

it('a step that remarks without end keeps 49 of its remarks, cut, and a line that says so', async () => {
  const talker = step('a', async (context) => {
    for (let index = 0; index < 80; index += 1)
      context.note({ kind: 'chat', message: `${index} ${'x'.repeat(5_000)}` });
    return { output: null, message: 'done' };
  });
  const { deps, id, task } = await queuedSteps(talker, lastStep('b'));
  expect(await runMission(deps, task, 'runner-1')).toBe('over');
  const history = await historyOf(deps, id);
  const remarks = history.filter((message) => /^\d+ x/.test(message));
  expect(remarks).toHaveLength(49);
  expect(Math.max(...remarks.map((message) => message.length))).toBeLessThan(5_000);
  expect(history.filter((message) => message === 'More remarks were left out.')).toHaveLength(1);
});

it('a step that runs a second list fails: its items would be taken for those of the first', async () => {
  const twice = {
    ...step('a', async (context) => {
      const options = { ...UNIT, output: step('any').output };
      await context.runItems([1, 2], options, (item) => Promise.resolve(item));
      await context.tryItems([3], options, (item) => Promise.resolve(item));
      return { output: null, message: 'never' };
    }),
    policy: { attempts: 1 },
  };
  const { deps, id, task } = await queuedSteps(twice, lastStep('b'));
  expect(await runMission(deps, task, 'runner-1')).toBe('over');
  const { status, error } = await missionOf(deps, id);
  expect(status).toBe('failed');
  expect(error).toMatchObject({ code: 'step_crashed', message: expect.stringContaining('one list') });
});

it('a list without items is done at once', async () => {
  const empty = step('a', async (context) => {
    const options = { ...UNIT, output: step('any').output };
    return { output: await context.runItems([], options, () => Promise.reject(new Error('none'))), message: 'none' };
  });
  const { deps, id, task } = await queuedSteps(empty, lastStep('b'));
  expect(await runMission(deps, task, 'runner-1')).toBe('over');
  expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1']);
});

it.each([
  ['other names', [step('a'), step('renamed'), lastStep('c')], 1, 'it has a, b, c, this deployment a, renamed, c'],
  ['another number of them', [step('a'), step('b'), step('more'), lastStep('c')], 1, 'have changed'],
  ['another version', [step('a'), step('b'), lastStep('c')], 2, 'this deployment has version 2'],
])(
  'a mission whose type now has steps of %s fails instead of running the wrong one',
  async (_what, steps, version, words) => {
    const { deps, id, task } = await queuedSteps(step('a'), step('b'), lastStep('c'));
    const changed = { ...deps, catalog: catalogOf([missionType(steps, version)]) };
    expect(await runMission(changed, task, 'runner-1')).toBe('over');
    const { status, error } = await missionOf(deps, id);
    expect(status).toBe('failed');
    expect(error).toMatchObject({ code: 'type_version_gone', message: expect.stringContaining(words) });
  },
);
