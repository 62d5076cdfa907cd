import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DETAILS } from '../words/actions.ts';

/** What somebody needs to look into a failure, one line for each thing; times as they are stored. Empty if it did not fail. */
export function failureDetails(mission: Mission, origin: string): string {
  const { error } = mission;
  if (error === null) return '';
  const { current_step: step, completed_count: done, total_steps: total } = mission.execution_record.progress_tracker;
  const tries = step === null || step.max_tries === null ? '' : DETAILS.try(step.tries, step.max_tries);
  const at = step === null ? '' : `${step.step_index + 1} `;
  const lines: readonly (readonly [label: string, value: string | null])[] = [
    [DETAILS.mission, mission.mission_id],
    [DETAILS.link, `${origin}/m/${mission.mission_id}`],
    [DETAILS.type, `${mission.type}@${mission.type_version}`],
    [DETAILS.attempt, String(mission.attempt)],
    [DETAILS.created, mission.created_at],
    [DETAILS.started, mission.started_at],
    [DETAILS.failed, mission.finished_at],
    [DETAILS.step, error.step_name === null ? null : `${at}${error.step_name}${tries}`],
    [DETAILS.code, error.code],
    [DETAILS.error, error.message],
    [DETAILS.next, error.next],
    [DETAILS.done, DETAILS.of(done, total)],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])).join('\n');
}
