import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { NewMission } from '../api.ts';

/** What the API takes; a step that weighed less beside very heavy ones was lost in the percent. */
const LEAST_WEIGHT = 0.001;

/**
 * The request that asks for the same once more, but for a moment before which it would not begin. `input` is what it was
 * asked beside its objective. Null where the mission
 * does not know all that was asked any more: of a long plan the newest steps alone are kept.
 */
export function againRequestOf(mission: Mission, input?: NewMission['input']): Omit<NewMission, 'mission_id'> | null {
  const { objective, type, scope, budget, priority, tags, external } = mission;
  const shared = { objective, type, priority, tags };
  if (external === null) {
    const where = scope.allowed_domains.length === 0 ? {} : { scope };
    return { ...shared, ...where, budget, ...(input === undefined ? {} : { input }) };
  }
  const { expected_steps: expected, ...watched } = external;
  const steps = external.is_growing ? [] : stepsOf(mission);
  if (steps === null) return null;
  return { ...shared, external: { ...watched, steps, ...(expected === null ? {} : { expected_steps: expected }) } };
}

/** A step's weight is what it brought of the percent: weights of any scale come to the same plan. */
function stepsOf({ plan, plan_start: start, execution_record: record }: Mission) {
  if (start > 0 || plan.length < record.progress_tracker.total_steps) return null;
  const steps = plan.map(({ step_name: name, cumulative_percent: reached }, index) => ({
    name,
    weight: reached - (plan[index - 1]?.cumulative_percent ?? 0),
  }));
  return steps.every(({ weight }) => weight >= LEAST_WEIGHT) ? steps : null;
}
