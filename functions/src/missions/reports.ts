import { allowedCommands, isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import { estimate } from '../core/eta.ts';
import { isStalled } from '../core/lease.ts';
import { elapsedSeconds } from '../core/progress.ts';
import type { MissionAnswer, ProgressAnswer, ResultAnswer } from '../schema/api.ts';
import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { readResult } from '../store/history.ts';
import { findMission } from './commands.ts';
import type { Deps } from './deps.ts';

/** A mission as the API answers it. */
export function missionAnswerOf(mission: Mission): MissionAnswer {
  const { lease: _lease, next_task: _task, request_hash: _hash, owner: _owner, control, ...open } = mission;
  const { seq: _seq, fence: _fence, dispatches: _dispatches, wake_at: _wake, ...answer } = open;
  return { ...answer, cancel_requested_at: control?.requested_at ?? null, allowed: [...allowedCommands(mission)] };
}

/** Where a mission stands at `now`, computed from what is stored. */
export function progressOf(mission: Mission, now: Instant): ProgressAnswer {
  const record = mission.execution_record;
  const tracker = record.progress_tracker;
  const eta = estimate(mission, now);
  return {
    mission_id: mission.mission_id,
    status: mission.status,
    progress_percent: tracker.progress_percent,
    current_step: tracker.current_step,
    completed_steps: tracker.completed_steps,
    completed_count: tracker.completed_count,
    total_steps: tracker.total_steps,
    elapsed_seconds: isOver(mission) ? tracker.elapsed_seconds : elapsedSeconds(tracker.start_time, now),
    estimated_time_remaining: eta.seconds,
    eta,
    is_stalled: isStalled(mission, now),
    attempt: mission.attempt,
    updated_at: record.updated_at,
    as_of: now,
    error: mission.error,
  };
}

/**
 * The output of the owner's mission. Throws `result_not_ready` until it is completed, `no_result` when it never will be.
 * Two reads.
 */
export async function findResult(deps: Deps, owner: string, missionId: string): Promise<ResultAnswer> {
  const { mission } = await findMission(deps, owner, missionId);
  const result = mission.status === 'completed' ? await readResult(deps.db, missionId, mission.attempt) : null;
  if (result === null) {
    const why = `The mission is ${mission.status}; only a completed one has a result.`;
    if (isOver(mission)) throw new AppError('no_result', why);
    throw new AppError('result_not_ready', why, { next: `Ask /missions/${missionId}/progress how far it is.` });
  }
  const { owner: _owner, ...answer } = result;
  return answer;
}
