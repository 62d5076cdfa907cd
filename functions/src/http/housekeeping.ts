import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findMission } from '../missions/commands.ts';
import { deleteMission } from '../missions/deleteMission.ts';
import { exportMission } from '../missions/exportMission.ts';
import { purgeMissions } from '../missions/purgeMissions.ts';
import type { AppDeps } from './app.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/housekeeping.ts';

/** Taking missions along, and deleting them. */
export function housekeepingRoutes(deps: AppDeps, { signedIn, streamed }: Doors): Bound[] {
  return [
    streamed(operations.exportMission, async ({ owner, params }, _request, response) => {
      const { mission } = await findMission(deps, owner, params.mission_id);
      response.type('application/json');
      response.setHeader('Content-Disposition', `attachment; filename="mission-${mission.mission_id}.json"`);
      try {
        await pipeline(Readable.from(exportMission(deps, mission)), response);
      } catch (err) {
        // What was begun can't become a problem any more: the connection is cut, which the caller sees.
        deps.log.warn({ mission_id: mission.mission_id, err }, 'export cut off');
      }
    }),
    signedIn(operations.deleteMission, async ({ owner, params }) => {
      return { json: await deleteMission(deps, owner, params.mission_id) };
    }),
    signedIn(operations.purgeMissions, async ({ owner }) => {
      return { json: await purgeMissions(deps, owner, deps.config.allowsPurge) };
    }),
  ];
}
