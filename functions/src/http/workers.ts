import type { Deps } from '../missions/deps.ts';
import { beat, reportStep } from '../missions/reportStep.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/workers.ts';

/** What the workers of external missions say. */
export function workerRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.reportStep, async ({ owner, params, body }) => {
      return { json: await reportStep(deps, { owner, missionId: params.mission_id }, params.step_index, body) };
    }),
    signedIn(operations.sendHeartbeat, async ({ owner, params, body }) => {
      return { json: await beat(deps, { owner, missionId: params.mission_id }, body.worker) };
    }),
  ];
}
