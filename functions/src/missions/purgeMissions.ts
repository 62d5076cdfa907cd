import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { PurgeAnswer } from '../schema/api.ts';
import { mission as missionSchema } from '../schema/mission.ts';
import { type Found, findOwned } from '../store/deletions.ts';
import { applyEvent, unlessGone } from './applyEvent.ts';
import { erase } from './deleteMission.ts';
import type { Deps } from './deps.ts';

/** Missions read at once, and deleted at once. */
const ROUND = 50;
const AT_ONCE = 5;

/** A call ends in time for its answer: Hosting waits 60 seconds. */
const LONGEST_MS = 30_000;

/** `elsewhere`: another call has deleted it, or changed it in between; the next call sees which. */
type End = 'deleted' | 'stopping' | 'elsewhere' | 'left';

/**
 * Deletes all missions of the owner, whatever their status, with all below them. One that is not over is cancelled first;
 * if a runner holds it, the runner stops within seconds and the next call deletes it. Sent again it deletes what is left,
 * and nothing when nothing is. Throws `purge_forbidden` unless the setting allows it. Cost for a mission: one read, two
 * writes (four and another read if it is cancelled), and a read and a delete for each document below it.
 */
export async function purgeMissions(deps: Deps, owner: string, isAllowed: boolean): Promise<PurgeAnswer> {
  if (!isAllowed) throw new AppError('purge_forbidden', 'This server does not let all missions be deleted at once.');
  const untilMs = deps.clock.epochMs() + LONGEST_MS;
  const ends: End[] = [];
  let isAll = false;
  for (let after: string | null = null; !isAll && deps.clock.epochMs() < untilMs; ) {
    const found: Found[] = await findOwned(deps.db, owner, after, ROUND);
    const next = found.values();
    const work = async (): Promise<void> => {
      for (const one of next) ends.push(await purge(deps, owner, one, untilMs));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    after = found.at(-1)?.missionId ?? null;
    isAll = found.length < ROUND;
  }
  const deleted = ends.filter((end) => end === 'deleted').length;
  deps.log.warn({ owner, deleted, seen: ends.length }, 'missions purged');
  return {
    deleted,
    stopping: ends.filter((end) => end === 'stopping').length,
    is_complete: isAll && deleted === ends.length,
  };
}

async function purge(deps: Deps, owner: string, found: Found, untilMs: number): Promise<End> {
  if (deps.clock.epochMs() > untilMs) return 'left';
  const ended = await unlessGone(ensureOver(deps, owner, found));
  if (ended === null) return 'elsewhere';
  if (ended === 'running') return 'stopping';
  const erased = await erase(deps, ended, deps.clock.now());
  return erased === null ? 'elsewhere' : 'deleted';
}

/** The mission once it is over, unless its runner has yet to stop. One that this release can't read runs nowhere. */
async function ensureOver(
  deps: Deps,
  owner: string,
  found: Found,
): Promise<Pick<Found, 'missionId' | 'version'> | 'running'> {
  const { missionId } = found;
  const parsed = missionSchema.safeParse(found.data);
  if (!parsed.success || isOver(parsed.data)) return found;
  const known = { mission: parsed.data, version: found.version };
  const { stored } = await applyEvent(deps, missionId, { type: 'cancel_requested', by: owner }, known);
  return isOver(stored.mission) ? { missionId, version: stored.version } : 'running';
}
