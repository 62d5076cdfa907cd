import { allowedCommands, isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { DeletionAnswer } from '../schema/api.ts';
import type { Instant } from '../schema/time.ts';
import { deleteBelow, type Found, markDeleted } from '../store/deletions.ts';
import { findMission } from './commands.ts';
import type { Deps } from './deps.ts';
import { forgetRead } from './readCache.ts';

/** Documents below a mission that one call deletes; of a larger one the sweep deletes the rest. A few seconds' work. */
const MOST_IN_A_CALL = 3_000;

/** Lost races in a row after which somebody else is left to it: each means that the mission was written just now. */
const MAX_TRIES = 10;
const MAX_BACKOFF_MS = 200;

/**
 * Deletes an ended mission with all below it. A retry at the same moment and this can't both win: the mission's document
 * is taken away only as it was read, and a retry's commit holds only while it is there. Throws `status_forbids` for a
 * mission that is not over, `mission_not_found` for one that was deleted before. Cost: one read and two writes; a read
 * and a delete for each document below the mission and a dozen reads more.
 */
export async function deleteMission(deps: Deps, owner: string, missionId: string): Promise<DeletionAnswer> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const { mission, version } = await findMission(deps, owner, missionId);
    if (!isOver(mission)) {
      throw new AppError('status_forbids', `A mission that is ${mission.status} can't be deleted.`, {
        allowed: allowedCommands(mission),
        next: `End it first: POST /missions/${missionId}/cancel, then delete it.`,
      });
    }
    const deletedAt = deps.clock.now();
    const erased = await erase(deps, { missionId, version }, deletedAt);
    if (erased !== null) return { mission_id: missionId, deleted_at: deletedAt, is_complete: erased.isComplete };
    await deps.sleep(deps.random(MAX_BACKOFF_MS));
  }
  throw new AppError('too_much_contention', 'The mission is being changed by too many callers at once.');
}

/**
 * Takes the mission away if it is still as it was found, then deletes up to `most` documents below it. Null when another
 * writer was first.
 */
export async function erase(
  deps: Deps,
  { missionId, version }: Pick<Found, 'missionId' | 'version'>,
  deletedAt: Instant,
  most = MOST_IN_A_CALL,
): Promise<{ readonly deleted: number; readonly isComplete: boolean } | null> {
  const isMarked = await markDeleted(deps.db, { mission_id: missionId, deleted_at: deletedAt }, version);
  if (!isMarked) return null;
  forgetRead(deps.db, missionId);
  const end = await deleteBelow(deps.db, missionId, most);
  deps.log.info({ mission_id: missionId, documents: end.deleted, is_complete: end.isComplete }, 'mission deleted');
  return end;
}
