import { momentText } from '../../../../client/src/words/duration.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import { cut } from '../missionGlance.ts';

const LABEL_CHARACTERS = 60;
/** With the moment behind it the line is as long. */
const SHORT_CHARACTERS = 36;

/** The missions as lines of a menu; those of one name say when they were asked for. */
export function templateLabels(missions: readonly Pick<Mission, 'mission_id' | 'objective' | 'created_at'>[]) {
  const nameOf = ({ objective }: { readonly objective: string }) => cut(objective, LABEL_CHARACTERS);
  return missions.map((mission) => {
    const { mission_id: id, objective, created_at: createdAt } = mission;
    const name = nameOf(mission);
    const isTwice = missions.some((other) => other.mission_id !== id && nameOf(other) === name);
    // Short first, so that the moment is seen where the menu is narrow.
    return { id, label: isTwice ? `${cut(objective, SHORT_CHARACTERS)} · ${momentText(toEpochMs(createdAt))}` : name };
  });
}
