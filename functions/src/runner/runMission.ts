import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { RunTask } from '../edge/tasks.ts';
import { applyEvent } from '../missions/applyEvent.ts';
import type { MissionType } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { readLedger } from '../store/history.ts';
import type { Stored } from '../store/missions.ts';
import { type Hold, keepHold, StopRunning } from './hold.ts';
import { failed, type Outputs, runStep } from './runStep.ts';

/** How a delivery of a task ended. Each of them is a success to the queue: what failed is in the mission. */
export type RunEnd = 'not_mine' | 'over' | 'lost';

/**
 * Runs a mission from its first unfinished step to its end. Called for every delivery of a task, also the second, the
 * late and the concurrent one; the claim sorts them out. Throws only when the outcome could not be recorded, so that
 * the queue delivers again.
 * Cost of 6 quiet steps: 1 read; 7 commits (the claim, one a step) of 22 documents.
 */
export async function runMission(deps: Deps, task: RunTask, holder: string): Promise<RunEnd> {
  const { mission_id: missionId, attempt, task_id: taskId } = task;
  const { outcome, stored } = await applyEvent(deps, missionId, { type: 'claimed', holder, taskId, attempt });
  if (outcome.kind !== 'applied') {
    const reason = outcome.kind === 'ignored' ? outcome.reason : outcome.kind;
    deps.log.info({ mission_id: missionId, task_id: taskId, reason }, 'delivery ignored');
    return 'not_mine';
  }
  const { fence } = stored.mission;
  deps.log.info({ mission_id: missionId, task_id: taskId, fence, holder }, 'mission claimed');
  if (isOver(stored.mission)) return 'over';
  const hold = keepHold(deps, stored);
  try {
    return await runHeld(deps, hold, stored);
  } finally {
    hold.end();
    deps.log.info({ mission_id: missionId, fence, status: hold.mission().status }, 'runner left');
  }
}

async function runHeld(deps: Deps, hold: Hold, claimed: Stored): Promise<RunEnd> {
  const { mission } = claimed;
  const type = typeOf(deps, mission);
  if (type instanceof AppError) {
    await hold.write(failed(hold.fence, unfinishedIndex(mission), type, []));
    return isOver(hold.mission()) ? 'over' : 'lost';
  }
  const ledger = await readLedger(deps.db, mission.mission_id, mission.attempt, unfinishedIndex(mission));
  const outputs: Outputs = new Map(ledger.map((entry) => [entry.step_name, entry.output]));
  return await runSteps(deps, hold, type, outputs);
}

async function runSteps(deps: Deps, hold: Hold, type: MissionType, outputs: Outputs): Promise<RunEnd> {
  while (!isOver(hold.mission())) {
    const index = unfinishedIndex(hold.mission());
    const step = type.steps[index];
    if (step === undefined) throw new Error(`mission type ${type.name} has no step ${index}`);
    const event = hold.signal.aborted ? null : await runStep(deps, hold, index, step, outputs);
    if (event === null) return await stopRunning(hold);
    await hold.write(event);
    if (event.type === 'step_completed') outputs.set(step.name, event.output);
  }
  return 'over';
}

/** Writes down that the owner's request was met; a runner that lost its mission writes nothing. */
async function stopRunning(hold: Hold): Promise<RunEnd> {
  const reason: unknown = hold.signal.reason;
  if (!(reason instanceof StopRunning) || reason.why === 'lost') return 'lost';
  await hold.write({ type: 'stopped', fence: hold.fence });
  return isOver(hold.mission()) ? 'over' : 'lost';
}

function unfinishedIndex(mission: Mission): number {
  return mission.execution_record.progress_tracker.completed_count;
}

/** The mission's type in the version that it started with, or why that can't be had. */
function typeOf(deps: Deps, mission: Mission): MissionType | AppError {
  const type = deps.catalog.get(mission.type);
  if (type?.version === mission.type_version) return type;
  const found = type === undefined ? 'no such type' : `version ${type.version}`;
  return new AppError(
    'type_version_gone',
    `The mission was made for version ${mission.type_version} of "${mission.type}"; this deployment has ${found}.`,
    { next: 'Create the mission again.' },
  );
}
