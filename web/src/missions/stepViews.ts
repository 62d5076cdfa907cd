import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { StepStatus, TrackedStep } from '../../../functions/src/schema/tracker.ts';
import { clockText, durationText } from '../ui/duration.ts';
import type { Tone } from '../ui/tone.ts';
import { STEP_WORDS } from '../words.ts';
import { humanName } from './missionGlance.ts';

export type StepState = StepStatus | 'not_run';

/** One step in the list of steps. */
export interface StepView {
  readonly index: number;
  readonly name: string;
  readonly state: StepState;
  readonly word: string;
  readonly tone: Tone;
  readonly message: string;
  readonly durationText: string;
}

const TONES: Record<StepState, Tone> = {
  pending: 'queued',
  running: 'running',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  not_run: 'cancelled',
};

/** Every planned step, with what the tracker knows of it: it keeps the newest finished ones and the running one. */
export function stepViews(mission: Mission, now: number): StepView[] {
  const tracker = mission.execution_record.progress_tracker;
  const known = new Map(tracker.completed_steps.map((step) => [step.step_index, step]));
  if (tracker.current_step !== null) known.set(tracker.current_step.step_index, tracker.current_step);
  const isOver = mission.finished_at !== null;
  return mission.plan.map((planned, index) => {
    const step = known.get(index);
    const state = step?.status ?? unknownState(index < tracker.completed_count, isOver);
    return {
      index,
      name: humanName(planned.step_name),
      state,
      word: STEP_WORDS[state],
      tone: TONES[state],
      message: step?.message ?? '',
      durationText: step === undefined ? '' : tookText(step, now),
    };
  });
}

function unknownState(isDone: boolean, isOver: boolean): StepState {
  if (isDone) return 'completed';
  return isOver ? 'not_run' : 'pending';
}

function tookText(step: TrackedStep, now: number): string {
  if (step.duration_ms !== null) return durationText(step.duration_ms);
  const startedAt = toEpochMs(step.started_at);
  return step.status === 'running' ? clockText(now - startedAt) : durationText(toEpochMs(step.timestamp) - startedAt);
}
