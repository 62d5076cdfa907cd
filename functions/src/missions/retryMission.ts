import { AppError } from '../core/errors.ts';
import { type PlanWindow, windowAt, windowStart } from '../core/plan.ts';
import type { Mission } from '../schema/mission.ts';
import type { RetryMissionRequest } from '../schema/requests.ts';
import { isLimited } from './admission.ts';
import { withAllowance } from './allowance.ts';
import { findMission, give } from './commands.ts';
import { budgetWith } from './createMission.ts';
import { planOf } from './defineMission.ts';
import type { Deps } from './deps.ts';
import { changedInput, isSameWork, requireRunnable } from './missionInput.ts';

/**
 * Runs a failed or cancelled mission again, from the first step that is not finished or from an earlier one, with edited
 * input where the request has some. Throws `invalid_request` for a step that can't be begun with, `type_version_gone`
 * when its own version is no longer deployed, `status_forbids`, `rate_limited`, and
 * `model_not_set` where it could not run.
 */
export async function retryMission(
  deps: Deps,
  owner: string,
  missionId: string,
  request: RetryMissionRequest,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  const { mission } = stored;
  const isOpen = mission.status === 'failed' || mission.status === 'cancelled';
  const names = namesOf(deps, mission);
  const done = mission.execution_record.progress_tracker.completed_count;
  const fromStep = isOpen ? stepOf(names, done, request.from_step) : done;
  const budget = request.budget === undefined ? undefined : budgetWith(mission.budget, request.budget);
  const input = await changedInput(deps, mission, request);
  // One that is not to be retried is refused for that first.
  if (isOpen) await requireRunnable(deps, mission, input);
  const event = {
    type: 'retry_requested',
    fromStep,
    changes: { objective: request.objective, scope: request.scope, budget, input },
    isLimited: isLimited(deps, mission),
    isSameWork: await isSameWork(deps, mission, input),
    window: windowFor(deps, mission, fromStep),
  } as const;
  if (!isOpen) return await give(deps, stored, event);
  return await withAllowance(deps, owner, 'start', ({ mark }) => give(deps, stored, { ...event, mark }));
}

interface Names {
  readonly start: number;
  readonly names: readonly string[];
}

/** The names of the mission's steps from number `start` on, as far as they are known. */
function namesOf(deps: Deps, mission: Mission): Names {
  const type = mission.external === null ? deps.catalog.version(mission.type, mission.type_version) : null;
  if (type !== null) return { start: 0, names: type.steps.map((step) => step.name) };
  return { start: mission.plan_start, names: mission.plan.map((step) => step.step_name) };
}

function stepOf({ start, names }: Names, done: number, asked: number | string | undefined): number {
  if (asked === undefined) return done;
  const named = names.indexOf(String(asked));
  const index = typeof asked === 'number' ? asked : named < 0 ? -1 : start + named;
  if (index >= 0 && index <= done) return index;
  const last = names[done - start] ?? `step ${done}`;
  const message =
    index < 0
      ? `is not a step of this mission: ${names.slice(0, 20).join(', ')}`
      : `must be at most ${done} ("${last}"): the steps before the chosen one must be finished`;
  throw new AppError('invalid_request', `from_step: ${message}`, { fields: [{ field: 'from_step', message }] });
}

/** The part of the plan that step `index` lies in. */
function windowFor(deps: Deps, mission: Mission, index: number): PlanWindow {
  const { plan, plan_start, plan_start_percent } = mission;
  const kept = { plan, plan_start, plan_start_percent };
  if (index >= plan_start) return kept;
  if (mission.external !== null) {
    const message = `must be at least ${plan_start}: the names of earlier steps are no longer kept`;
    throw new AppError('invalid_request', `from_step: ${message}`, { fields: [{ field: 'from_step', message }] });
  }
  const type = deps.catalog.version(mission.type, mission.type_version);
  if (type === null) {
    throw new AppError('type_version_gone', `Version ${mission.type_version} of "${mission.type}" is not deployed.`);
  }
  return windowAt(planOf(type), windowStart(index));
}
