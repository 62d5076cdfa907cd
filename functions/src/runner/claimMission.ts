import { STAY_MS } from '../core/failEvents.ts';
import type { RunTask } from '../edge/tasks.ts';
import { createTurns } from '../edge/turns.ts';
import { applyEvent, unlessGone } from '../missions/applyEvent.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { toEpochMs } from '../schema/time.ts';
import type { Stored } from '../store/missions.ts';

/**
 * A process that has just started is given all of its tasks at once. Taken a few at a time, the first missions move on
 * while the others are still being read; 50 at a time, none does before all are.
 */
const claims = createTurns(8);

/**
 * Takes the mission for `task`; null when it is somebody else's, over, deleted, or not yet due. A task that comes a little early
 * (queues and clocks are not exact) waits for its moment instead of being lost. One read.
 */
export async function claimMission(deps: Deps, task: RunTask, holder: string): Promise<Stored | null> {
  const { mission_id: missionId, attempt, task_id: taskId } = task;
  const event = { type: 'claimed', holder, taskId, attempt } as const;
  const claimed = await unlessGone(claims(() => applyEvent(deps, missionId, event)));
  if (claimed === null) {
    deps.log.info({ mission_id: missionId, task_id: taskId, reason: 'deleted' }, 'delivery ignored');
    return null;
  }
  let { outcome, stored } = claimed;
  const earlyMs = outcome.kind === 'ignored' && outcome.reason === 'not_due' ? earlyBy(deps, stored.mission) : null;
  if (earlyMs !== null && earlyMs <= STAY_MS) {
    await deps.sleep(Math.max(1, earlyMs));
    ({ outcome, stored } = await claims(() => applyEvent(deps, missionId, event)));
  }
  if (outcome.kind !== 'applied') {
    const reason = outcome.kind === 'ignored' ? outcome.reason : outcome.kind;
    deps.log.info({ mission_id: missionId, task_id: taskId, reason }, 'delivery ignored');
    return null;
  }
  const { fence, recovery, updated_at: claimedAt } = stored.mission;
  deps.log.info({ mission_id: missionId, task_id: taskId, fence, holder }, 'mission claimed');
  if (recovery?.at === claimedAt) {
    deps.log.warn({ mission_id: missionId, fence, after_ms: recovery.after_ms }, 'runner lost; another goes on');
  }
  return stored;
}

/** Milliseconds until the mission may be taken; null when no moment was set for that. */
function earlyBy(deps: Deps, mission: Mission): number | null {
  const nextTryAt = mission.execution_record.progress_tracker.current_step?.next_try_at ?? null;
  const until = mission.status === 'waiting' && mission.wait.kind === 'time' ? mission.wait.until : null;
  const due = until ?? (mission.status === 'in_progress' ? nextTryAt : null);
  return due === null ? null : toEpochMs(due) - deps.clock.epochMs();
}
