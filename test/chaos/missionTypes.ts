import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { AppError } from '../../functions/src/core/errors.ts';
import type { MissionType, Step, StepContext, StepResult } from '../../functions/src/missions/defineMission.ts';
import { OUTPUT } from '../support/missions.ts';
import type { RunEnding } from './record.ts';
import { type StepScript, scriptOf, TYPES } from './script.ts';
import type { RunAsked } from './world.ts';

/** The world outside as a step reaches it: each call is answered before and after the effect. */
export interface Outside {
  begin(asked: Omit<RunAsked, 'runner' | 'deliveryId'>): Promise<{ readonly runId: string; readonly failures: number }>;
  effect(runId: string): Promise<void>;
  end(runId: string, how: RunEnding): Promise<void>;
}

/** What a step returns names the run that made it, so that the checker knows which run the ledger has. */
export const stepOutput = z.object({ run_id: z.string() });

/** The mission types of a campaign; their steps do what the mission's script says. */
export function chaosTypes(seed: number, outside: Outside): MissionType[] {
  return TYPES.map(({ name, steps }) => ({
    name,
    version: 1,
    title: `Chaos: ${name}`,
    steps: Array.from({ length: steps }, (_, index) => scriptedStep(seed, outside, index, index === steps - 1)),
  }));
}

function scriptedStep(seed: number, outside: Outside, stepIndex: number, isLast: boolean): Step {
  return {
    name: `step_${stepIndex}`,
    weight: stepIndex + 1,
    output: stepOutput,
    run: async (context) => {
      const script = scriptOf(seed, context.missionId).steps[stepIndex];
      if (script === undefined) throw new Error(`no script for step ${stepIndex} of ${context.missionId}`);
      return await actOut(outside, context, stepIndex, script, isLast);
    },
  };
}

async function actOut(
  outside: Outside,
  context: StepContext,
  stepIndex: number,
  script: StepScript,
  isLast: boolean,
): Promise<StepResult<z.infer<typeof stepOutput>>> {
  const { missionId, attempt } = context;
  const { runId, failures } = await outside.begin({ missionId, attempt, stepIndex, itemIndex: null });
  const isFailing = failures < script.failures;
  try {
    await work(context, script, 0, script.actsAfter);
    await outside.effect(runId);
    await work(context, script, script.actsAfter, 1);
  } catch (error) {
    await outside.end(runId, 'aborted');
    throw error;
  }
  await outside.end(runId, isFailing ? 'failed' : 'returned');
  if (isFailing) throw new AppError('no_page_read', `Failed by its script, for the ${failures + 1}. time.`);
  const done = { output: { run_id: runId }, message: `step ${stepIndex} done` };
  return isLast ? { ...done, result: OUTPUT } : done;
}

/** Works through a share of the step's time, reporting as it goes; stops when told to, unless the step is deaf. */
async function work(context: StepContext, script: StepScript, from: number, to: number): Promise<void> {
  const parts = Math.max(1, Math.ceil(script.reports * (to - from)));
  for (let part = 1; part <= parts; part += 1) {
    await setTimeout((script.durationMs * (to - from)) / parts);
    if (!script.isDeaf) context.signal.throwIfAborted();
    const fraction = from + ((to - from) * part) / parts;
    if (script.reports > 0) {
      context.report({ message: 'working', done: Math.round(fraction * 100), total: 100, unit: 'parts', fraction });
    }
  }
}
