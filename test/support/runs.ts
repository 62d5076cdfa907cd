import type { RunTask } from '../../functions/src/edge/tasks.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { MissionType, Step } from '../../functions/src/missions/defineMission.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import type { CreateMissionRequest } from '../../functions/src/schema/requests.ts';
import type { TrackedStep } from '../../functions/src/schema/tracker.ts';
import { events, items, steps } from '../../functions/src/store/collections.ts';
import { readMission } from '../../functions/src/store/missions.ts';
import { type TestDeps, testDeps } from './deps.ts';
import { missionType } from './steps.ts';

export const OWNER = 'anna';
export const REQUEST = { objective: 'Find tutorials', scope: { allowed_domains: ['python.org'] }, type: 'research' };

/** A queued mission of `type`, in a project of its own, and the task that was sent for it. */
export async function queued(
  type: MissionType,
  request: Partial<CreateMissionRequest> = {},
): Promise<{ deps: TestDeps; id: string; task: RunTask }> {
  const deps = testDeps([type]);
  const id = await execute(deps, request);
  return { deps, id, task: lastTask(deps) };
}

/** A mission of these steps, queued. */
export async function queuedSteps(...made: readonly Step[]): Promise<{ deps: TestDeps; id: string; task: RunTask }> {
  return await queued(missionType(made));
}

/** Creates, approves and executes a mission; answers its id. */
export async function execute(
  deps: TestDeps,
  request: Partial<CreateMissionRequest> = {},
  owner = OWNER,
): Promise<string> {
  const { mission } = await createMission(deps, owner, { ...REQUEST, ...request });
  await command(deps, owner, mission.mission_id, 'approve');
  await command(deps, owner, mission.mission_id, 'execute');
  return mission.mission_id;
}

/** The task that was sent last. */
export function lastTask(deps: TestDeps): RunTask {
  const task = deps.sent.at(-1);
  if (task === undefined) throw new Error('nothing was enqueued');
  return task;
}

export async function missionOf(deps: TestDeps, id: string): Promise<Mission> {
  const stored = await readMission(deps.db, id);
  if (stored === null) throw new Error('the mission is gone');
  return stored.mission;
}

/** The step that the mission has come to. */
export async function currentStep(deps: TestDeps, id: string): Promise<TrackedStep> {
  const step = (await missionOf(deps, id)).execution_record.progress_tracker.current_step;
  if (step === null) throw new Error('the mission has no current step');
  return step;
}

/** `{attempt}-{step} {status} by {fence}` of every entry of the ledger. */
export async function ledgerOf(deps: TestDeps, id: string): Promise<string[]> {
  const found = await steps(deps.db, id).get();
  return found.docs.map((doc) => `${doc.id} ${String(doc.get('status'))} by ${String(doc.get('fence'))}`).toSorted();
}

/** `{group}-{item} {status}` of every recorded item. */
export async function itemsOf(deps: TestDeps, id: string): Promise<string[]> {
  const found = await items(deps.db, id).get();
  return found.docs.map((doc) => `${doc.id} ${String(doc.get('status'))}`).toSorted();
}

/** The history's messages, in order. */
export async function historyOf(deps: TestDeps, id: string): Promise<string[]> {
  const found = await events(deps.db, id).orderBy('seq').get();
  return found.docs.map((doc) => String(doc.get('message')));
}
