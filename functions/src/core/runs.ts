import type { Mission } from '../schema/mission.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import type { TrackedStep } from '../schema/tracker.ts';
import { isOver } from './allowed.ts';
import type { RunSoFar } from './forecast.ts';
import type { EndedRun } from './learnRun.ts';
import { percentBefore } from './plan.ts';
import { idleSeconds } from './progress.ts';

/** A finished step and when it ended, in working seconds since the attempt began. */
interface StepEnd {
  readonly step_name: string;
  readonly end_seconds: number;
}

/** What an estimate of `mission` at `now` goes by: what the present attempt did, without the time in which it waited. */
export function runSoFar(mission: Mission, now: Instant): RunSoFar {
  const { progress_tracker: tracker } = mission.execution_record;
  const { current_step: step, start_time: startTime } = tracker;
  const begun = fromStep(mission);
  // Until when somebody worked on the step: not while it waits, is paused or stands in line.
  const worked = tracker.idle_since ?? now;
  const isEndless = mission.external?.is_growing === true && mission.external.expected_steps === null;
  return {
    done: stepEnds(mission, tracker.completed_steps),
    done_count: tracker.completed_count,
    total_steps: isEndless ? null : tracker.total_steps,
    percent: isEndless ? null : ownPercent(mission),
    elapsed_seconds: startTime === null ? 0 : workingSeconds(startTime, now, idleSeconds(tracker, now)),
    is_partial: begun > 0,
    current:
      step === null || startTime === null
        ? null
        : {
            step_name: step.step_name,
            seconds: msBetween(step.started_at, worked) / 1000,
            fraction: step.sub_progress?.fraction ?? null,
            since_report: msBetween(step.timestamp, worked) / 1000,
          },
    next: mission.plan
      .slice(Math.max(0, tracker.completed_count + 1 - mission.plan_start))
      .map((planned) => planned.step_name),
  };
}

/** The attempt that has ended, to be learned from; null if it never ran. `steps`: all of them, if the tracker has not. */
export function endedRun(mission: Mission, steps?: readonly StepEnd[]): EndedRun | null {
  const { progress_tracker: tracker } = mission.execution_record;
  const { start_time: startTime } = tracker;
  const { status, finished_at: finishedAt } = mission;
  if (!isOver(mission) || startTime === null || finishedAt === null) return null;
  if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') return null;
  const known = steps ?? stepEnds(mission, tracker.completed_steps);
  const begun = fromStep(mission);
  return {
    outcome: status,
    isPartial: begun > 0 || known.length < tracker.completed_count,
    steps: known,
    total_seconds: workingSeconds(startTime, finishedAt, idleSeconds(tracker, finishedAt)),
    total_steps: tracker.completed_count,
  };
}

/** Whether the tracker has let go of steps that the present attempt finished. */
export function hasMoreSteps(mission: Mission): boolean {
  const { completed_steps: kept, completed_count: count } = mission.execution_record.progress_tracker;
  return kept.length < count && fromStep(mission) === 0;
}

/** When each of `steps` ended, as far as the present attempt did them. */
function stepEnds(mission: Mission, steps: readonly TrackedStep[]): StepEnd[] {
  const { start_time: startTime } = mission.execution_record.progress_tracker;
  if (startTime === null) return [];
  const begun = fromStep(mission);
  return steps
    .filter((step) => step.step_index >= begun)
    .map((step) => ({
      step_name: step.step_name,
      end_seconds: workingSeconds(startTime, step.timestamp, step.idle_seconds),
    }));
}

function workingSeconds(startTime: Instant, at: Instant, idle: number): number {
  return Math.max(0, msBetween(startTime, at) / 1000 - idle);
}

/** The step that the present attempt began with: a retry did not do what lies before, and not in its time. */
function fromStep(mission: Mission): number {
  return mission.ledger_parts.at(-1)?.from_step ?? 0;
}

/** The percent of what the present attempt has to do: 0 where it began, 100 at the end. */
function ownPercent(mission: Mission): number {
  const { progress_percent: percent } = mission.execution_record.progress_tracker;
  const begun = percentBefore(mission, fromStep(mission));
  return begun >= 100 ? percent : Math.max(0, ((percent - begun) / (100 - begun)) * 100);
}
