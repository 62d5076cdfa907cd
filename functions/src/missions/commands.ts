import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import type { Command, MissionEvent } from '../core/events.ts';
import { propose } from '../core/propose.ts';
import type { CreateMissionRequest, EditMissionRequest } from '../schema/api.ts';
import { newMissionId } from '../schema/ids.ts';
import type { Mission } from '../schema/mission.ts';
import { type Budget, DEFAULT_BUDGET } from '../schema/request.ts';
import { readMission, type Stored, createMission as storeMission } from '../store/missions.ts';
import { applyEvent, missionNotFound } from './applyEvent.ts';
import { planOf } from './defineMission.ts';
import type { Deps } from './deps.ts';

/**
 * Proposes a mission. With the caller's own `mission_id` it is idempotent: the same request answers the mission that
 * is there (`created` false), another one throws `mission_id_taken`. `scheduleId` is the schedule that asks. Two writes.
 */
export async function createMission(
  deps: Deps,
  owner: string,
  request: CreateMissionRequest,
  scheduleId: string | null = null,
): Promise<{ mission: Mission; created: boolean }> {
  const type = deps.catalog.get(request.type);
  if (type === undefined) {
    const known = [...deps.catalog.keys()].join(', ');
    throw new AppError('unknown_mission_type', `There is no mission type "${request.type}".`, {
      fields: [{ field: 'type', message: `must be one of: ${known}` }],
    });
  }
  const missionId = request.mission_id ?? newMissionId(deps.random);
  const asked = {
    type: type.name,
    objective: request.objective,
    scope: request.scope,
    budget: budgetWith(DEFAULT_BUDGET, request.budget),
  };
  const { mission, history } = propose(
    {
      ...asked,
      missionId,
      owner,
      scheduleId,
      typeVersion: type.version,
      plan: planOf(type),
      requestHash: hashOf(asked),
    },
    deps.clock.now(),
  );
  if (await storeMission(deps.db, mission, history)) {
    deps.log.info({ mission_id: missionId, owner, type: type.name }, 'mission proposed');
    return { mission, created: true };
  }
  return { mission: await sameMission(deps, mission), created: false };
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
function budgetWith(budget: Budget, changes: Partial<{ [K in keyof Budget]: Budget[K] | undefined }> = {}): Budget {
  return {
    max_pages: changes.max_pages ?? budget.max_pages,
    max_bytes: changes.max_bytes ?? budget.max_bytes,
    max_seconds: changes.max_seconds ?? budget.max_seconds,
    max_cost_usd: changes.max_cost_usd ?? budget.max_cost_usd,
  };
}

/** The owner's mission; `mission_not_found` for anybody else's. One read. */
export async function findMission(deps: Deps, owner: string, missionId: string): Promise<Stored> {
  const stored = await readMission(deps.db, missionId);
  if (stored === null || stored.mission.owner !== owner) throw missionNotFound();
  return stored;
}

/** Approves, executes or cancels; throws `status_forbids` with the commands that are allowed. */
export async function command(
  deps: Deps,
  owner: string,
  missionId: string,
  name: Exclude<Command, 'edit'>,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  return await give(deps, stored, eventOf(name, owner));
}

/** Changes a proposed mission; throws `status_forbids` afterwards. */
export async function editMission(
  deps: Deps,
  owner: string,
  missionId: string,
  request: EditMissionRequest,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  const budget = request.budget === undefined ? undefined : budgetWith(stored.mission.budget, request.budget);
  const changes = { objective: request.objective, scope: request.scope, budget };
  return await give(deps, stored, { type: 'edited', changes });
}

function eventOf(name: Exclude<Command, 'edit'>, owner: string): MissionEvent {
  if (name === 'approve') return { type: 'approved' };
  return name === 'execute' ? { type: 'execute_requested' } : { type: 'cancel_requested', by: owner };
}

async function give(deps: Deps, known: Stored, event: MissionEvent): Promise<Mission> {
  const { outcome, stored } = await applyEvent(deps, known.mission.mission_id, event, known);
  const { mission } = stored;
  if (outcome.kind === 'refused') {
    const allowed = outcome.allowed.length === 0 ? 'nothing more can be done to it' : outcome.allowed.join(', ');
    throw new AppError('status_forbids', `A mission that is ${mission.status} can't take "${outcome.command}".`, {
      allowed: outcome.allowed,
      next: outcome.allowed.length === 0 ? 'Create another mission.' : `Allowed now: ${allowed}.`,
    });
  }
  deps.log.info({ mission_id: mission.mission_id, event: event.type, outcome: outcome.kind }, 'command');
  return mission;
}
