import type { MissionType, Step } from '../../functions/src/missions/defineMission.ts';
import { actOut, type Outside, stepOutput } from './actOut.ts';
import { scriptOf, TYPES } from './script.ts';

/** A step is tried more often than its script makes it fail, and a slow machine makes it run out of time. */
const ATTEMPTS = 12;
const LIMIT_MS = 20_000;

/** The mission types of a campaign; their steps do what the mission's script says. */
export function chaosTypes(seed: number, outside: Outside): MissionType[] {
  return TYPES.map(({ name, steps }) => ({
    name,
    version: 1,
    title: `Chaos: ${name}`,
    steps: Array.from({ length: steps }, (_, index) => ({
      ...scriptedStep(seed, outside, index, index === steps - 1),
      policy: policyOf(name),
    })),
  }));
}

/** Flaky steps run into their time limit soon; doomed ones give up early, and wait so long that their runner leaves. */
function policyOf(name: string): NonNullable<Step['policy']> {
  const base = { attempts: ATTEMPTS, backoffMs: 200, factor: 2, maxBackoffMs: 2_000, timeoutMs: LIMIT_MS };
  if (name === 'flaky') return { ...base, timeoutMs: 2_500 };
  return name === 'doomed' ? { ...base, attempts: 2, backoffMs: 21_000, maxBackoffMs: 21_000 } : base;
}

function scriptedStep(seed: number, outside: Outside, stepIndex: number, isLast: boolean): Step {
  return {
    name: `step_${stepIndex}`,
    weight: stepIndex + 1,
    output: stepOutput,
    run: async (context) => {
      const script = scriptOf(seed, context.missionId).steps[stepIndex];
      if (script === undefined) throw new Error(`no script for step ${stepIndex} of ${context.missionId}`);
      return await actOut({ outside, context, stepIndex, isLast }, script);
    },
  };
}
