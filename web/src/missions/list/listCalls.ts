import {
  type DeletionAnswer,
  deletionAnswer,
  type MissionAnswer,
  type MissionCounts,
  missionCounts,
  missionList,
} from '../../../../functions/src/schema/api.ts';
import { type Answer, ask } from '../../api.ts';
import type { MissionQuery } from '../../firebaseLive.ts';

/** Which missions a page of the API's list shows, and where it begins. */
export interface PageQuery extends MissionQuery {
  readonly text: string;
  /** Empty: from the newest. */
  readonly createdBefore: string;
  readonly createdAfter?: string;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface MissionsPage {
  readonly missions: readonly MissionAnswer[];
  readonly next_cursor: string | null;
}

/** A page of missions, newest first. A read for each that is looked at. */
function list(page: PageQuery): Promise<Answer<MissionsPage>> {
  const { statuses, type, tag, text, createdBefore, createdAfter, cursor, limit } = page;
  const query = {
    ...labels({ statuses, type, tag }),
    status: statuses.length === 0 ? undefined : statuses.join(),
    text: text === '' ? undefined : text,
    created_before: createdBefore === '' ? undefined : createdBefore,
    created_after: createdAfter,
    cursor: cursor ?? undefined,
    limit,
  };
  return ask({ method: 'GET', path: '/missions', query }, missionList);
}

/** How many missions are in each status. Nine reads, and one more for each 1,000 missions of a status. */
function count(wanted: MissionQuery): Promise<Answer<MissionCounts>> {
  return ask({ method: 'GET', path: '/missions/counts', query: labels(wanted) }, missionCounts);
}

/** Deletes a mission that is over, for good. Sent twice it is answered 404, which says the same. */
function remove(id: string): Promise<Answer<DeletionAnswer>> {
  const path = `/missions/${encodeURIComponent(id)}`;
  return ask({ method: 'DELETE', path, isRepeatable: true }, deletionAnswer);
}

function labels({ type, tag }: MissionQuery) {
  return { type: type === '' ? undefined : type, tag: tag === '' ? undefined : tag };
}

/** The API's calls about many missions. */
export const listCalls = { list, count, remove };
