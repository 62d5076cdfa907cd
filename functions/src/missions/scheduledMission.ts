import { AppError } from '../core/errors.ts';
import { fieldProblems, fieldWords } from '../core/fieldProblems.ts';
import type { Mission } from '../schema/mission.ts';
import type { CreateMissionRequest } from '../schema/requests.ts';
import { type Schedule, scheduledRequest } from '../schema/schedule.ts';
import { readMission } from '../store/missions.ts';
import { command, findMission } from './commands.ts';
import { createMission } from './createMission.ts';
import type { Deps } from './deps.ts';

/** A mission that a schedule made, and whether this call did it. */
export interface Made {
  readonly mission: Mission;
  readonly created: boolean;
}

/**
 * Makes a mission of the schedule under `missionId` and sets it going; safe to repeat from wherever an earlier call
 * broke off. Throws `mission_id_taken` when the id is in use by anything but this schedule, and what creating a mission
 * throws. It takes of its owner's allowance for creating if it `isCounted`, and of none for starting. Two reads and six
 * writes.
 */
export async function makeMission(
  deps: Deps,
  schedule: Schedule,
  missionId: string,
  isCounted: boolean,
): Promise<Made> {
  const { mission, created } = await createOrFind(deps, schedule, missionId, isCounted);
  return { mission: await setGoing(deps, mission), created };
}

async function createOrFind(deps: Deps, schedule: Schedule, missionId: string, isCounted: boolean): Promise<Made> {
  const request = { ...requestOf(schedule), mission_id: missionId };
  try {
    const made = await createMission(deps, schedule.owner, request, { scheduleId: schedule.schedule_id, isCounted });
    if (made.mission.schedule_id === schedule.schedule_id) return made;
  } catch (error) {
    if (!isRefusal(error, 'mission_id_taken')) throw error;
    // The request may have been edited since an earlier call made the mission of this occurrence.
    const mission = await ownMission(deps, schedule, missionId);
    if (mission !== null) return { mission, created: false };
    throw error;
  }
  throw new AppError('mission_id_taken', `The mission id "${missionId}" is in use for another request.`, {
    fields: [{ field: 'mission_id', message: 'is taken' }],
  });
}

/** The mission under this id if this schedule made it. One read. */
export async function ownMission(deps: Deps, schedule: Schedule, missionId: string): Promise<Mission | null> {
  const mission = (await readMission(deps.db, missionId))?.mission;
  const isOwn = mission?.owner === schedule.owner && mission.schedule_id === schedule.schedule_id;
  return isOwn ? mission : null;
}

/** The stored request, if missions may still be created of it. */
function requestOf(schedule: Schedule): CreateMissionRequest {
  const parsed = scheduledRequest.safeParse(schedule.request, { error: fieldWords });
  if (parsed.success) return parsed.data;
  const fields = fieldProblems(parsed.error, 'request');
  const words = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw new AppError('invalid_request', `The schedule's request is not valid any more. ${words}`, { fields });
}

/** Its owner may have cancelled it in between: then that holds. */
async function setGoing(deps: Deps, mission: Mission): Promise<Mission> {
  const { mission_id: id, owner, status } = mission;
  if (status !== 'proposed' && status !== 'approved') return mission;
  try {
    await command(deps, owner, id, 'approve');
    return await command(deps, owner, id, 'execute', false);
  } catch (error) {
    if (!isRefusal(error, 'status_forbids')) throw error;
    return (await findMission(deps, owner, id)).mission;
  }
}

/** Whether `error` is an expected failure with this code. */
export function isRefusal(error: unknown, code: AppError['code']): error is AppError {
  return error instanceof AppError && error.code === code;
}
