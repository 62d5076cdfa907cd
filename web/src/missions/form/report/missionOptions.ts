import { momentText } from '../../../../../client/src/words/duration.ts';
import { toEpochMs } from '../../../../../functions/src/schema/time.ts';
import { REPORT_FORM } from '../../../words/reportForm.ts';
import { cut } from '../../missionGlance.ts';
import type { WithResult } from './reportCalls.ts';

const LABEL_CHARACTERS = 100;

/** The missions to choose from: those that were found, after the chosen ones that are not among them. */
export function missionOptions(found: readonly WithResult[], chosen: readonly string[]) {
  const known = found.map((mission) => ({
    id: mission.mission_id,
    // The same question is asked every week: only the moment tells two answers apart.
    label: REPORT_FORM.mission(
      cut(mission.objective, LABEL_CHARACTERS),
      momentText(toEpochMs(mission.finished_at ?? mission.created_at)),
    ),
  }));
  const others = chosen.filter((id) => !known.some((one) => one.id === id));
  return [...others.map((id) => ({ id, label: REPORT_FORM.mission_other(id) })), ...known];
}
