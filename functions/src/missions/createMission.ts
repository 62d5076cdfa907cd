import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { stepWeights } from '../core/learnRun.ts';
import { planSteps } from '../core/plan.ts';
import { propose } from '../core/propose.ts';
import { EXTERNAL_TYPE, type External } from '../schema/external.ts';
import type { HistoryEntry } from '../schema/history.ts';
import { newMissionId } from '../schema/ids.ts';
import type { StoredInput } from '../schema/input.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionStats } from '../schema/missionStats.ts';
import { type Budget, DEFAULT_BUDGET, type ExternalRequest } from '../schema/request.ts';
import type { CreateMissionRequest } from '../schema/requests.ts';
import { typeStatsId } from '../schema/storedStats.ts';
import { PLAN_KEPT, type PlannedStep } from '../schema/tracker.ts';
import { readMission, createMission as storeMission } from '../store/missions.ts';
import { withAllowance } from './allowance.ts';
import { planOf } from './defineMission.ts';
import type { Deps } from './deps.ts';
import { knownStats } from './knownStats.ts';
import { requestedInput, type Takes, WORKER_TAKES } from './missionInput.ts';
import { unknownType } from './missionTypes.ts';
import { forgetRead } from './readCache.ts';

/** What comes of a request: the kind of mission it asks for. */
interface Kind {
  readonly takes: Takes;
  readonly type: string;
  readonly typeVersion: number;
  readonly plan: readonly PlannedStep[];
  readonly external: External | null;
  readonly statsId: string | null;
}

/** Who makes a mission: a schedule or nobody's, and whether it takes of its owner's allowance. */
interface Maker {
  readonly scheduleId: string | null;
  readonly isCounted: boolean;
}

const BY_CALL: Maker = { scheduleId: null, isCounted: true };

/**
 * Proposes a mission. With the caller's own `mission_id` it is idempotent: the same request answers the mission that
 * is there (`created` false), whatever the allowance; another one throws `mission_id_taken`. Throws `rate_limited`, and
 * `model_not_set` where it could never run. Two
 * writes, and one read where creating is limited.
 */
export async function createMission(
  deps: Deps,
  owner: string,
  request: CreateMissionRequest,
  { scheduleId, isCounted }: Maker = BY_CALL,
): Promise<{ mission: Mission; created: boolean }> {
  const kind = await kindOf(deps, owner, request);
  const input = requestedInput(kind.takes, request);
  const missionId = request.mission_id ?? newMissionId(deps.random);
  const asked = {
    type: kind.type,
    objective: request.objective,
    scope: request.scope ?? { allowed_domains: [] },
    budget: budgetWith(DEFAULT_BUDGET, request.budget),
    priority: request.priority ?? 0,
    notBefore: request.not_before ?? null,
    external: kind.external,
    // Only where there are some: a request of before there were tags keeps its hash.
    ...(request.tags === undefined || request.tags.length === 0 ? {} : { tags: request.tags }),
    // The same of an input.
    ...(input === undefined ? {} : { input }),
  };
  const { mission, history } = propose(
    {
      ...{ ...asked, ...kind, missionId, owner, scheduleId, hasInput: input !== undefined },
      requestHash: hashOf({ ...asked, plan: declared(request) }),
    },
    deps.clock.now(),
  );
  const stored = input === undefined ? null : { mission_id: missionId, owner, version: 1, value: input };
  const isRepeatable = request.mission_id !== undefined;
  const isNew = await (isCounted
    ? storeCounted(deps, mission, history, { input: stored, isRepeatable })
    : storeMission(deps.db, mission, history, { retentionDays: deps.retentionDays, input: stored }));
  if (isNew) {
    forgetRead(deps.db, missionId);
    deps.log.info({ mission_id: missionId, owner, type: kind.type }, 'mission proposed');
    return { mission, created: true };
  }
  return { mission: await sameMission(deps, mission), created: false };
}

/** Writes the mission under its owner's allowance. False when the id is taken, or holds the same mission already. */
async function storeCounted(
  deps: Deps,
  mission: Mission,
  history: HistoryEntry,
  { input, isRepeatable }: { readonly input: StoredInput | null; readonly isRepeatable: boolean },
): Promise<boolean> {
  try {
    return await withAllowance(deps, mission.owner, 'create', async (pass) => {
      const { retentionDays } = deps;
      const isNew = await storeMission(deps.db, mission, { ...history, ...pass.mark }, { retentionDays, input });
      if (!isNew) pass.giveBack();
      return isNew;
    });
  } catch (error) {
    // A repeat makes no mission: it is not to be refused for the one that it made.
    const isRefused = error instanceof AppError && error.code === 'rate_limited';
    if (isRefused && isRepeatable && (await findSame(deps, mission)) !== null) return false;
    throw error;
  }
}

async function kindOf(deps: Deps, owner: string, request: CreateMissionRequest): Promise<Kind> {
  if (request.external !== undefined) return await externalKind(deps, owner, request.external);
  const type = deps.catalog.newest(request.type);
  if (type === null) throw unknownType(deps.catalog, request.type, 'type');
  const statsId = typeStatsId(type.name, type.version);
  const plan = planFrom(await knownStats(deps, statsId), type.steps) ?? planOf(type);
  return { type: type.name, typeVersion: type.version, takes: type, plan, external: null, statsId };
}

async function externalKind(deps: Deps, owner: string, request: ExternalRequest): Promise<Kind> {
  const statsId = externalStatsId(owner, request);
  return {
    type: EXTERNAL_TYPE,
    typeVersion: 1,
    takes: WORKER_TAKES,
    plan: request.is_growing
      ? growingPlan(request)
      : (planFrom(await knownStats(deps, statsId), request.steps) ?? planSteps(request.steps)),
    external: {
      is_growing: request.is_growing,
      expected_steps: request.expected_steps ?? null,
      stalled_after_seconds: request.stalled_after_seconds,
      failed_after_seconds: request.failed_after_seconds,
    },
    statsId,
  };
}

/**
 * The plan with each step's share of the time as earlier runs took it, so that the bar moves evenly; null where they do
 * not tell, and for plans that move through the document in parts. Fixed here: the bar never changes its measure.
 */
function planFrom(stats: MissionStats | null, steps: readonly { readonly name: string }[]): PlannedStep[] | null {
  const names = steps.map((step) => step.name);
  const weights = stats === null || names.length > PLAN_KEPT ? null : stepWeights(stats, names);
  return weights === null ? null : planSteps(names.map((name, index) => ({ name, weight: weights[index] ?? 0 })));
}

/** Runs of the same owner with the same steps are alike; those of a mission that begins with none are like no other. */
function externalStatsId(owner: string, { steps }: ExternalRequest): string | null {
  if (steps.length === 0) return null;
  const names = steps.map((step) => step.name);
  return `external-${hashOf({ owner, names }).slice(0, 32)}`;
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
  const same = await findSame(deps, asked);
  if (same !== null) return same;
  throw new AppError('mission_id_taken', `The mission id "${asked.mission_id}" is in use for another request.`, {
    fields: [{ field: 'mission_id', message: 'is taken' }],
  });
}

async function findSame(deps: Deps, asked: Mission): Promise<Mission | null> {
  const stored = await readMission(deps.db, asked.mission_id);
  const isSame = stored?.mission.owner === asked.owner && stored.mission.request_hash === asked.request_hash;
  return isSame ? stored.mission : null;
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
