import { AppError } from '../core/errors.ts';
import type { MissionEvent, Note } from '../core/events.ts';
import type { Step, StepContext, StepResult } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import { MAX_OUTPUT_BYTES } from '../schema/ledger.ts';
import { type Hold, StopRunning } from './hold.ts';
import { createReporter, type Reporter } from './reporter.ts';

/** How long a step that was told to stop may take to do so, before the runner leaves it behind. */
const STOP_GRACE_MS = 5_000;

/** The outputs of finished steps, by step name, as the ledger holds them. */
export type Outputs = Map<string, unknown>;

/**
 * Runs one step; resolves to the event that records how it ended, or null when the runner must stop. A step that
 * throws has failed: expected failures say why in their own words, anything else is recorded as a crash.
 */
export async function runStep(
  deps: Deps,
  hold: Hold,
  stepIndex: number,
  step: Step,
  outputs: Outputs,
): Promise<MissionEvent | null> {
  const ids = { mission_id: hold.mission().mission_id, step: step.name, fence: hold.fence };
  const reporter = createReporter(hold, stepIndex, (error) => {
    deps.log.warn({ ...ids, err: error }, 'sub-progress not written');
  });
  const startedMs = deps.clock.epochMs();
  try {
    const result = await untilStopped(hold.signal, step.run(contextOf(deps, hold, outputs, reporter)));
    const event = completed(hold.fence, stepIndex, result, await reporter.drain());
    deps.log.info({ ...ids, duration_ms: deps.clock.epochMs() - startedMs }, 'step completed');
    return event;
  } catch (error) {
    const notes = await reporter.drain();
    if (hold.signal.aborted) return null;
    deps.log.error({ ...ids, err: error }, 'step failed');
    return failed(hold.fence, stepIndex, error, notes);
  }
}

/** The event that fails the mission at `stepIndex` because of `error`. */
export function failed(fence: number, stepIndex: number, error: unknown, notes: readonly Note[]): MissionEvent {
  return { type: 'step_failed', fence, stepIndex, error: describe(error), notes };
}

function describe(error: unknown): { code: string; message: string; next: string | null } {
  if (error instanceof AppError) return { code: error.code, message: error.message, next: error.next };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'step_crashed',
    message: `The step crashed: ${message.slice(0, 500)}`,
    next: 'This is a fault of the mission type, not of your request. Its log has the details.',
  };
}

function completed(
  fence: number,
  stepIndex: number,
  result: StepResult<unknown>,
  notes: readonly Note[],
): MissionEvent {
  const bytes = Buffer.byteLength(JSON.stringify(result.output) ?? '');
  if (bytes > MAX_OUTPUT_BYTES) {
    throw new AppError(
      'output_too_large',
      `The step's output is ${bytes} bytes; at most ${MAX_OUTPUT_BYTES} can be kept.`,
    );
  }
  return {
    type: 'step_completed',
    fence,
    stepIndex,
    message: result.message,
    output: result.output,
    usage: result.usage ?? {},
    tool: result.tool ?? null,
    result: result.result ?? null,
    notes,
  };
}

function contextOf(deps: Deps, hold: Hold, outputs: Outputs, reporter: Reporter): StepContext {
  const mission = hold.mission();
  return {
    missionId: mission.mission_id,
    attempt: mission.attempt,
    objective: mission.objective,
    scope: mission.scope,
    budget: mission.budget,
    signal: hold.signal,
    now: () => deps.clock.epochMs(),
    // A step that is not there yields undefined, which its schema refuses in its own words.
    outputOf: (step) => step.output.parse(outputs.get(step.name)),
    report: (progress) => reporter.report(progress),
    note: (note) => reporter.note(note),
  };
}

/** `work`, unless it goes on for too long after it was told to stop; what it does later is fenced off. */
async function untilStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let onAbort = (): void => undefined;
  let grace: NodeJS.Timeout | undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => {
      grace = setTimeout(() => reject(new StopRunning('lost')), STOP_GRACE_MS);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    clearTimeout(grace);
    signal.removeEventListener('abort', onAbort);
  }
}
