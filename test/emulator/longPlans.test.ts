import { expect, it } from 'vitest';
import { AppError } from '../../functions/src/core/errors.ts';
import { catalogOf } from '../../functions/src/missions/defineMission.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { lastTask, missionOf, OWNER, queued } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const STEPS = 112;
const FAILS = 105;

/** A mission whose step 105 has failed: what its document holds of the plan begins with step 100. */
async function failedFarOn() {
  let isBroken = true;
  const ran: number[] = [];
  const steps = Array.from({ length: STEPS - 1 }, (_, index) =>
    step(`s${index}`, async () => {
      ran.push(index);
      if (index === FAILS && isBroken) throw new AppError('over_budget', 'It is too much.');
      return { output: index, message: 'done' };
    }),
  );
  const { deps, id, task } = await queued(missionType([...steps, lastStep('last')]));
  expect(await runMission(deps, task, 'runner-1')).toBe('over');
  expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', plan_start: 100 });
  isBroken = false;
  ran.length = 0;
  return { deps, id, ran };
}

it('a mission is retried from a step whose plan its document no longer holds', async () => {
  const { deps, id, ran } = await failedFarOn();
  const retried = await retryMission(deps, OWNER, id, { from_step: 's7' });
  expect(retried).toMatchObject({ status: 'queued', plan_start: 0, attempt: 2 });
  expect(retried.execution_record.progress_tracker.completed_count).toBe(7);
  expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
  expect(await missionOf(deps, id)).toMatchObject({ status: 'completed' });
  expect(ran).toEqual(Array.from({ length: STEPS - 8 }, (_, index) => index + 7));
});

it('but not when its version is gone, which alone knows those steps; nor from a step that was not reached', async () => {
  const { deps, id } = await failedFarOn();
  const without = { ...deps, catalog: catalogOf([missionType([lastStep('other')], 2)]) };
  await expect(retryMission(without, OWNER, id, { from_step: 7 })).rejects.toMatchObject({ code: 'type_version_gone' });
  await expect(retryMission(without, OWNER, id, { from_step: 's7' })).rejects.toMatchObject({
    code: 'invalid_request',
  });
  await expect(retryMission(deps, OWNER, id, { from_step: 's110' })).rejects.toThrow(/at most 105 \("s105"\)/);
  expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', attempt: 1 });
});
