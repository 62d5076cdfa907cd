import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { planSteps } from '../core/plan.ts';
import { propose } from '../core/propose.ts';
import { EXTERNAL_TYPE, type External } from '../schema/external.ts';
import { newMissionId } from '../schema/ids.ts';
import type { Mission } from '../schema/mission.ts';
import { type Budget, DEFAULT_BUDGET, type ExternalRequest } from '../schema/request.ts';
import type { CreateMissionRequest } from '../schema/requests.ts';
import type { PlannedStep } from '../schema/tracker.ts';
import { readMission, createMission as storeMission } from '../store/missions.ts';
import { planOf } from './defineMission.ts';
import type { Deps } from './deps.ts';

/** What comes of a request: the kind of mission it asks for. */
interface Kind {
  readonly type: string;
  readonly typeVersion: number;
  readonly plan: readonly PlannedStep[];
  readonly external: External | null;
}

/**
 * Proposes a mission. With the caller's own `mission_id` it is idempotent: the same request answers the mission that
 * is there (`created` false), another one throws `mission_id_taken`. Two writes.
 */
export async function createMission(
  deps: Deps,
  owner: string,
  request: CreateMissionRequest,
  scheduleId: string | null = null,
): Promise<{ mission: Mission; created: boolean }> {
  const kind = kindOf(deps, request);
  const missionId = request.mission_id ?? newMissionId(deps.random);
  const asked = {
    type: kind.type,
    objective: request.objective,
    scope: request.scope ?? { allowed_domains: [] },
    budget: budgetWith(DEFAULT_BUDGET, request.budget),
    priority: request.priority ?? 0,
    notBefore: request.not_before ?? null,
    external: kind.external,
  };
  const { mission, history } = propose(
    { ...asked, ...kind, missionId, owner, scheduleId, requestHash: hashOf({ ...asked, plan: declared(request) }) },
    deps.clock.now(),
  );
  if (await storeMission(deps.db, mission, history)) {
    deps.log.info({ mission_id: missionId, owner, type: kind.type }, 'mission proposed');
    return { mission, created: true };
  }
  return { mission: await sameMission(deps, mission), created: false };
}

function kindOf(deps: Deps, request: CreateMissionRequest): Kind {
  if (request.external !== undefined) return externalKind(request.external);
  const type = deps.catalog.newest(request.type);
  if (type === null) {
    const known = [...deps.catalog.names, EXTERNAL_TYPE].join(', ');
    throw new AppError('unknown_mission_type', `There is no mission type "${request.type}".`, {
      fields: [{ field: 'type', message: `must be one of: ${known}` }],
    });
  }
  return { type: type.name, typeVersion: type.version, plan: planOf(type), external: null };
}

function externalKind(request: ExternalRequest): Kind {
  return {
    type: EXTERNAL_TYPE,
    typeVersion: 1,
    plan: request.is_growing ? growingPlan(request) : planSteps(request.steps),
    external: {
      is_growing: request.is_growing,
      expected_steps: request.expected_steps ?? null,
      stalled_after_seconds: request.stalled_after_seconds,
      failed_after_seconds: request.failed_after_seconds,
    },
  };
}

/** Steps that are known of a mission that grows: shares of the expected number, or of nothing while that is unknown. */
function growingPlan({ steps, expected_steps: expected }: ExternalRequest): PlannedStep[] {
  const total = expected === undefined ? null : Math.max(expected, steps.length);
  return steps.map((step, index) => ({
    step_name: step.name,
    cumulative_percent: total === null ? 0 : Math.round(((index + 1) / total) * 990) / 10,
  }));
}

/** The part of the plan that the caller wrote; a type's own plan must not make an old request another one. */
function declared(request: CreateMissionRequest): unknown {
  return request.external?.steps ?? null;
}

/** The mission that already has this id, if it was asked for in the same words by the same owner. */
async function sameMission(deps: Deps, asked: Mission): Promise<Mission> {
  const stored = await readMission(deps.db, asked.mission_id);
  if (stored?.mission.owner === asked.owner && stored.mission.request_hash === asked.request_hash) {
    return stored.mission;
  }
  throw new AppError('mission_id_taken', `The mission id "${asked.mission_id}" is in use for another request.`, {
    fields: [{ field: 'mission_id', message: 'is taken' }],
  });
}

/** Objects are built field by field in one place, so that equal requests are equal text. */
export function hashOf(asked: object): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** The ceilings of `budget` with those of `changes` in their place. */
export function budgetWith(
  budget: Budget,
  changes: Partial<{ [K in keyof Budget]: Budget[K] | undefined }> = {},
): Budget {
  return {
    max_pages: changes.max_pages ?? budget.max_pages,
    max_bytes: changes.max_bytes ?? budget.max_bytes,
    max_seconds: changes.max_seconds ?? budget.max_seconds,
    max_cost_usd: changes.max_cost_usd ?? budget.max_cost_usd,
  };
}
