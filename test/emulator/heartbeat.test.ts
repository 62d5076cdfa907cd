import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentData } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { toEpochMs } from '../../functions/src/schema/time.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import { historyOf, missionOf, queuedSteps } from '../support/runs.ts';
import { lastStep, step, stuckStep } from '../support/steps.ts';
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

it('a step that reports keeps its mission with what it writes anyway: no commit is for the lease alone', async () => {
  let isRenewed = false;
  const busy = step('a', async (context) => {
    for (let done = 0; !isRenewed; done += 1) {
      context.report({ message: `page ${done}`, done, total: null, unit: 'pages', fraction: null });
      await delay(20);
    }
    return { output: null, message: 'done' };
  });
  const { deps, id, task } = await queuedSteps(busy, lastStep('b'));
  const seen: DocumentData[] = [];
  const failures: Error[] = [];
  const endWatch = missionDoc(deps.db, id).onSnapshot(
    (snapshot) => seen.push(snapshot.data() ?? {}),
    (error) => failures.push(error),
  );
  const running = runMission(deps, task, 'runner-1');
  const leases = () => new Set(seen.flatMap(({ lease }) => (lease === null ? [] : [lease.expires_at])));
  await until('the renewal', () => leases().size > 1);
  isRenewed = true;
  expect(await running).toBe('over');
  endWatch();
  expect(failures).toEqual([]);
  // The same line of history and the same progress inside the step: nothing but the lease is new.
  const states = seen.map(({ seq, execution_record: { progress_tracker: tracker } }) =>
    JSON.stringify([seq, tracker.current_step?.sub_progress ?? null]),
  );
  expect(states.filter((state, index) => state === states[index - 1])).toEqual([]);
});
