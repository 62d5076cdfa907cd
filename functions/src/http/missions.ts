import { editMission, findMission } from '../missions/commands.ts';
import { createMission } from '../missions/createMission.ts';
import type { Deps } from '../missions/deps.ts';
import { countMissions, listMissions } from '../missions/lists.ts';
import { findInput, missionAnswerOf } from '../missions/reports.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/missions.ts';

/** Creating, listing, reading and editing. */
export function missionRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.createMission, async ({ owner, body }) => {
      const { mission, created } = await createMission(deps, owner, body);
      return { status: created ? 201 : 200, json: missionAnswerOf(mission) };
    }),
    signedIn(operations.listMissions, async ({ owner, query }) => {
      const page = await listMissions(deps, owner, query);
      return { json: { missions: page.missions.map(missionAnswerOf), next_cursor: page.nextCursor } };
    }),
    signedIn(operations.countMissions, async ({ owner, query }) => {
      return { json: await countMissions(deps, owner, query) };
    }),
    signedIn(operations.getMission, async ({ owner, params }) => {
      const { mission } = await findMission(deps, owner, params.mission_id);
      return { json: missionAnswerOf(mission) };
    }),
    signedIn(operations.getMissionInput, async ({ owner, params }) => {
      return { json: await findInput(deps, owner, params.mission_id) };
    }),
    signedIn(operations.editMission, async ({ owner, params, body }) => {
      return { json: missionAnswerOf(await editMission(deps, owner, params.mission_id, body)) };
    }),
  ];
}
