import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import { countLookup, lookupOf, matcherOf } from '../core/missionFilter.ts';
import { isExpired } from '../core/retention.ts';
import { type MissionCounts, missionCounts } from '../schema/api.ts';
import { missionId } from '../schema/ids.ts';
import { MISSION_STATUSES, type Mission, type MissionStatus } from '../schema/mission.ts';
import type { CountMissionsQuery, ListMissionsQuery } from '../schema/requests.ts';
import { instant } from '../schema/time.ts';
import { countMissions as countFound, findMissions, type Place } from '../store/listMissions.ts';
import type { Deps } from './deps.ts';

/** Missions that one call looks at before it gives a page that is not full, with a cursor that goes on. */
export const MOST_LOOKED_AT = 500;

/** Missions read at once when the first read did not fill the page. */
const READ_ON = 100;

/** A page of a list; `nextCursor` null on the last one. */
export interface MissionPage {
  readonly missions: readonly Mission[];
  readonly nextCursor: string | null;
}

/**
 * The owner's missions that the query asks for, newest first. The database narrows (`lookupOf`), the rest is looked at
 * here; so a page may be short of its limit, even empty, and still have a next one. The order and with it the cursor rest
 * on what never changes (when a mission was made, and its id): what is made or changed meanwhile moves nobody else. One
 * read for each mission looked at, at least one and at most {@link MOST_LOOKED_AT}. Throws `invalid_request` for a cursor
 * that is none or belongs to other filters.
 */
export async function listMissions(deps: Deps, owner: string, query: ListMissionsQuery): Promise<MissionPage> {
  const { limit, cursor, ...filters } = query;
  const belongsTo = hashOf(filters);
  let place = cursor === undefined ? null : placeOf(cursor, belongsTo);
  const lookup = lookupOf(filters);
  if (lookup.statuses?.length === 0) return { missions: [], nextCursor: null };
  const matches = matcherOf(filters);
  const now = deps.clock.now();
  const page: Mission[] = [];
  for (let lookedAt = 0; ; ) {
    const count = Math.min(MOST_LOOKED_AT - lookedAt, lookedAt === 0 ? limit + 1 : READ_ON);
    const found = await findMissions(deps.db, owner, lookup, { after: place, limit: count });
    lookedAt += found.length;
    for (const [index, mission] of found.entries()) {
      place = { createdAt: mission.created_at, missionId: mission.mission_id };
      if (matches(mission) && !isExpired(mission, deps.retentionDays, now)) page.push(mission);
      const isLast = index === found.length - 1 && found.length < count;
      if (page.length === limit) return { missions: page, nextCursor: isLast ? null : cursorOf(place, belongsTo) };
    }
    if (found.length < count || place === null) return { missions: page, nextCursor: null };
    if (lookedAt >= MOST_LOOKED_AT) return { missions: page, nextCursor: cursorOf(place, belongsTo) };
  }
}

/**
 * How many of the owner's missions are in each status. Missions that the sweep has yet to delete are counted. One read
 * for each status, and one more for each 1,000 missions in it.
 */
export async function countMissions(deps: Deps, owner: string, query: CountMissionsQuery): Promise<MissionCounts> {
  const asOf = deps.clock.now();
  const count = async (status: MissionStatus): Promise<number> =>
    await countFound(deps.db, owner, countLookup(query, status));
  const counts = await Promise.all(MISSION_STATUSES.map(count));
  return missionCounts.parse({
    total: counts.reduce((sum, one) => sum + one, 0),
    by_status: Object.fromEntries(MISSION_STATUSES.map((status, index) => [status, counts[index]])),
    as_of: asOf,
  });
}

const cursorParts = z.tuple([instant, missionId, z.string()]);

function cursorOf({ createdAt, missionId: id }: Place, belongsTo: string): string {
  return Buffer.from(JSON.stringify([createdAt, id, belongsTo])).toString('base64url');
}

function placeOf(cursor: string, belongsTo: string): Place {
  const [createdAt, id, filters] = parseCursor(cursor);
  if (filters === belongsTo) return { createdAt, missionId: id };
  throw badCursor('The cursor belongs to a list with other filters.', 'must be sent with the filters of its page');
}

function parseCursor(cursor: string): z.infer<typeof cursorParts> {
  try {
    return cursorParts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw badCursor(
      'The cursor is not one that this API gave out.',
      'must be the next_cursor of an earlier page',
      cause,
    );
  }
}

function badCursor(detail: string, message: string, cause?: unknown): AppError {
  const next = 'Leave the cursor out to start at the first page.';
  return new AppError('invalid_request', detail, { cause, next, fields: [{ field: 'cursor', message }] });
}

/** A short name for the filters, whatever order they were sent in. */
function hashOf({ status, ...others }: Omit<ListMissionsQuery, 'limit' | 'cursor'>): string {
  const statuses = status === undefined ? [] : [['status', [...new Set(status)].toSorted()]];
  const named = [...statuses, ...Object.entries(others).filter(([, value]) => value !== undefined)];
  const text = JSON.stringify(named.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
