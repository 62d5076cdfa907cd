import { LOCALE } from '../../../client/src/words/locale.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DELETE_DIALOG } from '../words/actions.ts';

/** What goes with a mission that is deleted, by name: "6 steps, its history and its result". */
export function deletedParts(mission: Mission): string {
  const { completed_count: done } = mission.execution_record.progress_tracker;
  const parts = [
    ...(done === 0 ? [] : [DELETE_DIALOG.steps(done)]),
    DELETE_DIALOG.history,
    ...(mission.status === 'completed' ? [DELETE_DIALOG.result] : []),
  ];
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(parts);
}
