import * as z from 'zod';
import type { RunTask } from '../../../functions/src/edge/tasks.ts';
import { command } from '../../../functions/src/missions/commands.ts';
import { createMission } from '../../../functions/src/missions/createMission.ts';
import type { MissionType } from '../../../functions/src/missions/defineMission.ts';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { OUTPUT } from '../../support/missions.ts';
import type { BenchDeps } from './deps.ts';

export const OWNER = 'bench';
export const TYPE = 'bench';
export const STEPS = 6;

/** Called when step `index` of a mission begins. What it waits for is part of that step. */
type OnStep = (missionId: string, index: number) => Promise<void>;

/** A type of `count` steps that do nothing but what `onStep` does. */
export function stepsOnly(count: number, onStep: OnStep): MissionType {
  const steps = Array.from({ length: count }, (_, index) => ({
    name: `step-${index}`,
    weight: 1,
    output: z.unknown(),
    run: async ({ missionId }: { missionId: string }) => {
      await onStep(missionId, index);
      const result = index === count - 1 ? { result: OUTPUT } : {};
      return { output: { index }, message: `step ${index} done`, ...result };
    },
  }));
  return { name: TYPE, version: 1, title: 'Bench', steps };
}

/** `count` missions, created, approved and executed as their owner would; resolves to their tasks. */
export async function queueMissions(deps: BenchDeps, count: number): Promise<RunTask[]> {
  const before = deps.sent.length;
  for (let made = 0; made < count; made += 32) {
    await Promise.all(Array.from({ length: Math.min(32, count - made) }, () => queueMission(deps)));
  }
  return deps.sent.slice(before);
}

/** More often than this in a row is no accident. */
const MAX_DELIVERIES = 5;

/**
 * Delivers `task` as the queue does: again when the runner throws, though at once. Resolves to the failed deliveries.
 */
export async function deliver(deps: BenchDeps, task: RunTask, holder: string): Promise<number> {
  for (let failed = 0; ; failed += 1) {
    try {
      await runMission(deps, task, holder);
      return failed;
    } catch (error) {
      if (failed + 1 === MAX_DELIVERIES) throw error;
    }
  }
}

export async function queueMission(deps: BenchDeps): Promise<string> {
  const request = { objective: 'Measure the runner', scope: { allowed_domains: ['example.com'] }, type: TYPE };
  const { mission } = await createMission(deps, OWNER, request);
  await command(deps, OWNER, mission.mission_id, 'approve');
  await command(deps, OWNER, mission.mission_id, 'execute');
  return mission.mission_id;
}
