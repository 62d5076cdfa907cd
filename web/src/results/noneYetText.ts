import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { RESULT_WORDS } from '../words/missionViews.ts';

/** Why a mission's page shows no result, and how there will be one. */
export function noneYetText(mission: Mission): string {
  if (mission.finished_at === null) return RESULT_WORDS.notYet;
  return allowedCommands(mission).includes('retry') ? `${RESULT_WORDS.none} ${RESULT_WORDS.retry}` : RESULT_WORDS.none;
}
