import type { ShownDraft } from '../schema/api.ts';
import type { Draft } from '../schema/draft.ts';
import type { Mission } from '../schema/mission.ts';

/**
 * What of `draft` is being written, or was when the mission failed, was cancelled or paused. Nothing where the step that
 * wrote it is over: what it left behind says less than what was recorded.
 */
export function shownDrafts(mission: Mission, draft: Draft | null): ShownDraft[] {
  const { current_step: step } = mission.execution_record.progress_tracker;
  if (draft === null || step === null || draft.owner !== mission.owner) return [];
  const { attempt, step_index, updated_at } = draft;
  if (attempt !== mission.attempt || step_index !== step.step_index) return [];
  return draft.parts.map((part) => ({ attempt, step_index, updated_at, ...part }));
}
