import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import type { EventOf, MissionEvent, Note } from '../core/events.ts';
import { DEFAULT_POLICY, type Step, type StepPolicy, type StepResult } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import { MAX_OUTPUT_BYTES } from '../schema/ledger.ts';
import { missionOutput } from '../schema/result.ts';
import type { ModelUsage } from '../schema/usage.ts';
import { describe, isTerminal } from './describe.ts';
import { createDrafter } from './drafter.ts';
import type { Hold } from './hold.ts';
import type { Outputs } from './outputs.ts';
import type { Purse } from './purse.ts';
import { createReporter } from './reporter.ts';
import { contextOf, type StepIndexes } from './stepContext.ts';
import { StopRunning } from './stopRunning.ts';
import { storedForm } from './storedForm.ts';

/** How long a step that was told to stop may take to do so, before the runner leaves it behind. */
const STOP_GRACE_MS = 5_000;

/** Chance comes in whole numbers; so many of them make a share. */
const CHANCES = 1_000_000;

/** What a step needs of the runner around it. */
export interface StepRun {
  readonly hold: Hold;
  readonly purse: Purse;
  readonly stepIndex: number;
  readonly step: Step;
  readonly outputs: Outputs;
  readonly indexes: StepIndexes;
}

/**
 * Runs one try of a step; resolves to the event that records how it ended, or null when the runner must stop. A step
 * that throws has failed: expected failures say why in their own words, anything else is recorded as a crash.
 */
export async function runStep(deps: Deps, run: StepRun): Promise<MissionEvent | null> {
  const { hold, purse, stepIndex, step } = run;
  const { fence } = hold;
  const policy: StepPolicy = { ...DEFAULT_POLICY, ...step.policy };
  const ids = { mission_id: hold.mission().mission_id, step: step.name, fence };
  const reporter = createReporter(hold, purse, stepIndex, (error) => {
    deps.log.warn({ ...ids, err: error }, 'sub-progress not written');
  });
  const drafter = createDrafter(deps, hold, stepIndex, (error) =>
    deps.log.warn({ ...ids, err: error }, 'draft not written'),
  );
  const startedMs = deps.clock.epochMs();
  const itemsDone = () => hold.mission().execution_record.progress_tracker.current_step?.items_done ?? 0;
  const itemsBefore = itemsDone();
  const limit = timeLimit(policy.timeoutMs);
  const signal = limit === null ? hold.signal : AbortSignal.any([hold.signal, limit.signal]);
  try {
    const end = await untilStopped(signal, step.run(contextOf(deps, run, signal, { reporter, drafter })));
    const [notes] = await Promise.all([reporter.drain(), drafter.drain({ isKept: false })]);
    deps.log.info({ ...ids, duration_ms: deps.clock.epochMs() - startedMs }, 'step ran');
    if ('waitFor' in end) {
      const seen = hold.mission().answers[end.waitFor.key]?.wait_id ?? null;
      return { type: 'step_waited', fence, stepIndex, wait: end.waitFor, seen, notes, spent: purse.take() };
    }
    const event = completed(fence, stepIndex, end, notes);
    return { ...event, spent: purse.take() };
  } catch (error) {
    const [notes] = await Promise.all([reporter.drain(), drafter.drain({ isKept: true })]);
    if (hold.signal.aborted) return null;
    const cause = limit?.signal.aborted === true ? timedOut(policy.timeoutMs ?? 0) : error;
    const retryAfterMs = cause instanceof AppError ? cause.retryAfterMs : null;
    const retry = isTerminal(cause, policy)
      ? null
      : {
          policy: { ...policy, ...policy.forError?.(cause) },
          chance: deps.random(CHANCES) / CHANCES,
          retryAfterMs,
          gotSomewhere: itemsDone() > itemsBefore,
        };
    const failure = describe(cause);
    deps.log.error({ ...ids, err: cause, code: failure.code, terminal: retry === null }, 'step failed');
    return { type: 'step_failed', fence, stepIndex, error: failure, notes, retry, spent: purse.take() };
  } finally {
    limit?.clear();
  }
}

/** A signal that aborts after `timeoutMs`; null without a limit. */
function timeLimit(timeoutMs: number | null): { readonly signal: AbortSignal; clear(): void } | null {
  if (timeoutMs === null) return null;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(timedOut(timeoutMs)), timeoutMs);
  return { signal: over.signal, clear: () => clearTimeout(timer) };
}

function timedOut(timeoutMs: number): AppError {
  return new AppError('step_timed_out', `The step took longer than the ${timeoutMs / 1000} s that one try may take.`);
}

/** The event that fails the mission at `stepIndex` because of `error`, which no other try can mend. */
export function failed(
  fence: number,
  stepIndex: number,
  error: unknown,
  spent: ModelUsage | null = null,
): MissionEvent {
  return { type: 'step_failed', fence, stepIndex, error: describe(error), notes: [], retry: null, spent };
}

function completed(
  fence: number,
  stepIndex: number,
  result: StepResult<unknown>,
  notes: readonly Note[],
): EventOf<'step_completed'> {
  return {
    type: 'step_completed',
    fence,
    stepIndex,
    message: result.message,
    output: storedForm(result.output, "The step's output", MAX_OUTPUT_BYTES),
    usage: usageSchema.parse(result.usage ?? {}),
    tool: result.tool ?? null,
    result: result.result === undefined ? null : missionOutput.parse(result.result),
    notes,
  };
}

const usageSchema = z.record(z.string().min(1), z.number());

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
