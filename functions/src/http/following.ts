import { findMission } from '../missions/commands.ts';
import type { Deps } from '../missions/deps.ts';
import { findDrafts, findManyProgress, findProgress, findResult, findSteps } from '../missions/reports.ts';
import { readHistory } from '../store/history.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/following.ts';

/** How far missions are, what has happened to them, and what came of it. */
export function followingRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.getProgress, async ({ owner, params, query }) => {
      const { answer, etag } = await findProgress(deps, owner, params.mission_id, query.fresh);
      return { json: answer, etag };
    }),
    signedIn(operations.listProgress, async ({ owner, query }) => {
      return { json: await findManyProgress(deps, owner, query.ids, query.fresh) };
    }),
    signedIn(operations.listEvents, async ({ owner, params, query }) => {
      const { mission } = await findMission(deps, owner, params.mission_id);
      const found = await readHistory(deps.db, params.mission_id, query.after, query.limit);
      const last = found.at(-1)?.seq ?? query.after;
      return { json: { events: found, next_after: last < mission.seq ? last : null } };
    }),
    signedIn(operations.listSteps, async ({ owner, params, query }) => {
      return { json: await findSteps(deps, owner, params.mission_id, query) };
    }),
    signedIn(operations.getMissionDrafts, async ({ owner, params }) => {
      return { json: await findDrafts(deps, owner, params.mission_id) };
    }),
    signedIn(operations.getResult, async ({ owner, params }) => {
      return { json: await findResult(deps, owner, params.mission_id) };
    }),
  ];
}
