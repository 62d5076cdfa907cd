import type { Mission } from '../../../functions/src/schema/mission.ts';
import { WORKER_HINT } from '../words/mission.ts';
import { nextStepOf, takesReports } from './missionFacts.ts';

/** Where the command stands that reports the next step. */
export const REPORT_STEP_ID = 'report-step';

/** What its owner can do for an external mission that no worker works on; null where nothing is to be done. */
export function workerHint(mission: Mission, isSilent: boolean): string | null {
  if (!takesReports(mission) || mission.control !== null) return null;
  const number = nextStepOf(mission) + 1;
  if (isSilent) return WORKER_HINT.silent(number);
  return mission.status === 'queued' && mission.queue_place === 'admitted' ? WORKER_HINT.none(number) : null;
}
