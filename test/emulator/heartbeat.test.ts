import { expect, it } from 'vitest';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { toEpochMs } from '../../functions/src/schema/time.ts';
import { historyOf, missionOf, queuedSteps } from '../support/runs.ts';
import { lastStep, stuckStep } from '../support/steps.ts';
import { until } from '../support/until.ts';

it('a step that says nothing keeps its mission: its runner renews the lease, and no line of history comes of it', async () => {
  const { step, open } = stuckStep('a');
  const { deps, id, task } = await queuedSteps(step, lastStep('b'));
  const running = runMission(deps, task, 'runner-1');
  const claimed = await until('the claim', async () => {
    const mission = await missionOf(deps, id);
    return mission.status === 'in_progress' && mission.lease !== null ? mission : null;
  });
  const renewed = await until('the renewal', async () => {
    const mission = await missionOf(deps, id);
    return mission.lease !== null && mission.lease.expires_at !== claimed.lease?.expires_at ? mission : null;
  });
  expect(renewed).toMatchObject({ fence: claimed.fence, seq: claimed.seq, lease: { holder: 'runner-1' } });
  expect(toEpochMs(renewed.wake_at ?? '')).toBeGreaterThan(toEpochMs(claimed.wake_at ?? ''));
  open();
  expect(await running).toBe('over');
  expect(await historyOf(deps, id)).not.toContainEqual(expect.stringMatching(/renew/i));
});
