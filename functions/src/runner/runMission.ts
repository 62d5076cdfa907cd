import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { MissionEvent } from '../core/events.ts';
import { plannedAt, windowAt } from '../core/plan.ts';
import type { RunTask } from '../edge/tasks.ts';
import { type MissionType, planOf } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { toEpochMs } from '../schema/time.ts';
import { isRefused } from '../store/firestore.ts';
import { claimMission } from './claimMission.ts';
import { type Hold, keepHold } from './hold.ts';
import { keepOutputs } from './outputs.ts';
import { createPurse, type Purse } from './purse.ts';
import { failed, runStep } from './runStep.ts';
import { StopRunning } from './stopRunning.ts';
import { typeOf } from './typeOf.ts';

/**
 * How a delivery of a task ended. Each of them is a success to the queue: what failed is in the mission. `left`: the
 * mission waits, is paused, or is on its way to another runner.
 */
export type RunEnd = 'not_mine' | 'over' | 'left' | 'lost';

/** How long a runner may run, and a signal that its machine goes down. */
export interface RunLimits {
  readonly limitMs?: number;
  readonly shutdown?: AbortSignal;
}

/** Half an hour is the platform's limit for a task; a minute of it is kept for stopping the step and for handing over. */
const DEFAULT_LIMIT_MS = 1_740_000;

/** From this share of the limit on no other step is begun: handed over between two steps, nothing is run twice. */
const NO_NEW_STEP = 0.8;

/**
 * Runs a mission from its first unfinished step until it ends, waits, or must be handed over. Called for every delivery
 * of a task, also the second, the late and the concurrent one; the claim sorts them out. Throws only when the outcome
 * could not be recorded, so that the queue delivers again.
 * Cost of 6 quiet steps: 2 reads (the claim's, and at the end whether its owner has a webhook); 7 commits (the claim, one
 * a step) of 22 documents.
 */
export async function runMission(deps: Deps, task: RunTask, holder: string, limits: RunLimits = {}): Promise<RunEnd> {
  const claimed = await claimMission(deps, task, holder);
  if (claimed === null) return 'not_mine';
  const { fence, mission_id: missionId } = claimed.mission;
  const hold = keepHold(deps, claimed);
  const endLimits = watchLimits(hold, limits);
  try {
    return hold.isHeld() ? await runHeld(deps, hold, limits) : endOf(hold.mission());
  } finally {
    endLimits();
    hold.end();
    deps.log.info({ mission_id: missionId, fence, status: hold.mission().status }, 'runner left');
  }
}

/** Has the step stopped when the runner's time is up or its machine goes; returns the end of that. */
function watchLimits(hold: Hold, { limitMs = DEFAULT_LIMIT_MS, shutdown }: RunLimits): () => void {
  const timer = setTimeout(() => hold.leave('time_up'), limitMs);
  const onShutdown = (): void => hold.leave('shutdown');
  if (shutdown?.aborted === true) onShutdown();
  shutdown?.addEventListener('abort', onShutdown);
  return () => {
    clearTimeout(timer);
    shutdown?.removeEventListener('abort', onShutdown);
  };
}

async function runHeld(deps: Deps, hold: Hold, { limitMs = DEFAULT_LIMIT_MS }: RunLimits): Promise<RunEnd> {
  const type = typeOf(deps, hold.mission());
  if (type instanceof AppError) {
    await hold.write(failed(hold.fence, unfinishedIndex(hold.mission()), type));
    return endOf(hold.mission());
  }
  const untilMs = deps.clock.epochMs() + limitMs * NO_NEW_STEP;
  const indexes = new Map(type.steps.map((step, index) => [step.name, index]));
  const outputs = keepOutputs(deps, hold.mission);
  const purse = createPurse(hold.mission().execution_record.usage);
  while (hold.isHeld()) {
    if (hold.signal.aborted) return await stopRunning(hold, purse, { isInStep: false });
    const stepIndex = unfinishedIndex(hold.mission());
    const step = type.steps[stepIndex];
    if (step === undefined) throw new Error(`mission type ${type.name} has no step ${stepIndex}`);
    if (await isRetryAhead(deps, hold, stepIndex)) continue;
    if (deps.clock.epochMs() > untilMs) {
      await hold.write({ type: 'released', fence: hold.fence, cutsStep: false });
      break;
    }
    const event = await runStep(deps, { hold, purse, stepIndex, step, outputs, indexes });
    if (event === null) return await stopRunning(hold, purse, { isInStep: true });
    if (!(await record(deps, hold, withWindow(event, hold.mission(), type), stepIndex))) continue;
    if (event.type === 'step_completed') outputs.set(stepIndex, event.output);
  }
  return endOf(hold.mission());
}

/** Writes down how a step ended; false when Firestore does not take what it left, which then fails it for good. */
async function record(deps: Deps, hold: Hold, event: MissionEvent, stepIndex: number): Promise<boolean> {
  try {
    await hold.write(event);
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    const { mission_id: missionId, fence } = hold.mission();
    deps.log.error({ mission_id: missionId, fence, err: error }, 'step not storable');
    const cause = new AppError('output_not_storable', 'What the step left behind can not be stored.', { cause: error });
    const spent = event.type === 'step_completed' ? (event.spent ?? null) : null;
    await hold.write(failed(hold.fence, stepIndex, cause, spent));
    return false;
  }
}

/** Whether the step waits for its next try; if so, waits and begins it, or stops at what comes in between. */
async function isRetryAhead(deps: Deps, hold: Hold, stepIndex: number): Promise<boolean> {
  const step = hold.mission().execution_record.progress_tracker.current_step;
  if (step?.status !== 'retrying') return false;
  const dueMs = step.next_try_at === null ? 0 : toEpochMs(step.next_try_at);
  const waitMs = dueMs - deps.clock.epochMs();
  if (waitMs > 0) await deps.sleep(waitMs, hold.signal);
  if (!hold.signal.aborted) await hold.write({ type: 'retried', fence: hold.fence, stepIndex });
  return true;
}

/** A step that is done and the last of its window brings the next window along. */
function withWindow(event: MissionEvent, mission: Mission, type: MissionType): MissionEvent {
  if (event.type !== 'step_completed') return event;
  const next = event.stepIndex + 1;
  if (next >= type.steps.length || plannedAt(mission, next) !== undefined) return event;
  return { ...event, window: windowAt(planOf(type), next) };
}

/** Writes down that the owner's request was met, or hands over; a runner that lost its mission writes nothing. */
async function stopRunning(hold: Hold, purse: Purse, { isInStep }: { readonly isInStep: boolean }): Promise<RunEnd> {
  const reason: unknown = hold.signal.reason;
  if (!(reason instanceof StopRunning) || reason.why === 'lost') return 'lost';
  const { fence } = hold;
  const spent = purse.take();
  if (reason.why === 'cancelled' || reason.why === 'paused') await hold.write({ type: 'stopped', fence, spent });
  else await hold.write({ type: 'released', fence, cutsStep: isInStep && reason.why === 'time_up', spent });
  return endOf(hold.mission());
}

function endOf(mission: Mission): RunEnd {
  if (isOver(mission)) return 'over';
  return mission.lease === null ? 'left' : 'lost';
}

function unfinishedIndex(mission: Mission): number {
  return mission.execution_record.progress_tracker.completed_count;
}
