import * as z from 'zod';
import type {
  MissionType,
  Step,
  StepContext,
  StepResult,
  StepWait,
} from '../../functions/src/missions/defineMission.ts';
import { OUTPUT } from './missions.ts';

const anything = z.unknown();

/** A step that does what the test says; by default it is done at once. */
export function step(
  name: string,
  run: (context: StepContext) => Promise<StepResult<unknown> | StepWait> = async () => ({
    output: name,
    message: `${name} done`,
  }),
): Step {
  return { name, weight: 1, output: anything, run };
}

/** A last step, which brings the result. */
export function lastStep(name: string): Step {
  return step(name, async () => ({ output: null, message: 'done', result: OUTPUT }));
}

export function missionType(steps: readonly Step[], version = 1): MissionType {
  return { name: 'research', version, title: 'Test', steps };
}

/** A promise that the test resolves, to hold a step where it is. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Rejects with the signal's reason once it aborts: what a well-behaved step waits for. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error('aborted'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** A step that stays where it is until the test opens it. */
export function stuckStep(name: string): { readonly step: Step; open(): void } {
  const stuck = gate();
  const wait = async (): Promise<StepResult<unknown>> => {
    await stuck.opened;
    return { output: null, message: 'done' };
  };
  return { step: step(name, wait), open: () => stuck.open() };
}
