import { expect, test } from 'vitest';
import { planSteps } from '../../../functions/src/core/plan.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { createMissionRequest } from '../../../functions/src/schema/requests.ts';
import { againRequestOf } from '../../../web/src/results/runAgain.ts';
import { IN_STATUS } from '../../support/missions.ts';

const completed = IN_STATUS.completed();
const EXTERNAL = { is_growing: false, expected_steps: null, stalled_after_seconds: 45, failed_after_seconds: 90 };

/** As the mission of a worker with these steps. */
function external(weights: readonly number[], changes: Partial<Mission['external']> = {}): Mission {
  const plan = planSteps(weights.map((weight, index) => ({ name: `step ${index}`, weight })));
  const { execution_record: record } = completed;
  const tracker = { ...record.progress_tracker, total_steps: Math.max(1, plan.length) };
  return {
    ...completed,
    ...{ type: 'external', external: { ...EXTERNAL, ...changes }, plan, scope: { allowed_domains: [] } },
    execution_record: { ...record, progress_tracker: tracker },
  };
}

test('the same is asked for, to the byte: no form has rounded it', () => {
  const budget = { max_pages: 7, max_bytes: 1_234_567, max_seconds: 61, max_cost_usd: 0.0123 };
  const request = againRequestOf({ ...completed, budget, tags: ['docs'], priority: 3 });
  expect(request).toEqual({
    ...{
      objective: completed.objective,
      type: 'research',
      scope: completed.scope,
      budget,
      tags: ['docs'],
      priority: 3,
    },
  });
  expect(createMissionRequest.safeParse(request).success).toBe(true);
});

test('a moment before which it did not begin is over', () => {
  expect(againRequestOf({ ...completed, not_before: '2026-11-01T00:00:00.000Z' })).not.toHaveProperty('not_before');
});

test('a worker’s steps weigh what they weighed', () => {
  const mission = external([1, 3, 1]);
  const request = againRequestOf(mission);
  expect(request?.external?.steps?.map(({ name, weight }) => [name, weight])).toEqual([
    ['step 0', 20],
    ['step 1', 60],
    ['step 2', 20],
  ]);
  expect(request).not.toHaveProperty('scope');
  const again = createMissionRequest.parse(request);
  expect(planSteps(again.external?.steps ?? [])).toEqual(mission.plan);
});

test('a growing one begins without steps, with the guess of their number', () => {
  const request = againRequestOf(external([], { is_growing: true, expected_steps: 40 }));
  expect(request?.external).toMatchObject({ is_growing: true, expected_steps: 40, steps: [] });
  expect(createMissionRequest.safeParse(request).success).toBe(true);
});

test('it is not asked for where the mission no longer knows all of its steps', () => {
  expect(againRequestOf({ ...external([1, 1]), plan_start: 3 })).toBeNull();
  const { execution_record: record } = external([1, 1]);
  const longer = { ...record, progress_tracker: { ...record.progress_tracker, total_steps: 9 } };
  expect(againRequestOf({ ...external([1, 1]), execution_record: longer })).toBeNull();
  expect(againRequestOf(external([1_000_000, 0.001, 1]))).toBeNull();
});
