import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { AppError } from '../../functions/src/core/errors.ts';
import type { StepContext, StepResult, StepWait } from '../../functions/src/missions/defineMission.ts';
import { waitForApproval, waitForSignal, waitUntil } from '../../functions/src/missions/waits.ts';
import { OUTPUT } from '../support/missions.ts';
import type { RunEnding } from './record.ts';
import { type FailureKind, type ItemScript, isDoomed, type StepScript, type WaitScript } from './script.ts';
import type { RunAsked } from './world.ts';

/** The world outside as a step reaches it: each call is answered before the step goes on. */
export interface Outside {
  begin(asked: Omit<RunAsked, 'runner' | 'deliveryId'>): Promise<{ readonly runId: string; readonly failures: number }>;
  effect(runId: string): Promise<void>;
  end(runId: string, how: RunEnding): Promise<void>;
}

export const itemOutput = z.object({ run_id: z.string() });

/** What a step returns names the runs that made it, so that the checker knows which ones the ledger has. */
export const stepOutput = z.object({
  run_id: z.string(),
  /** Of each item; null for one that failed and was left out. */
  items: z.array(z.string().nullable()),
  /** How its waits ended, by key: a choice, a payload, or the kind of the answer. */
  answers: z.record(z.string(), z.string()),
});
type StepOutput = z.infer<typeof stepOutput>;

interface Scene {
  readonly outside: Outside;
  readonly context: StepContext;
  readonly stepIndex: number;
  readonly isLast: boolean;
}

/** A failure that the script has foreseen. */
class Scripted extends AppError {}
class ScriptedCrash extends Error {}

/** One run of a step by its script. */
export async function actOut(scene: Scene, script: StepScript): Promise<StepResult<StepOutput> | StepWait> {
  const { outside, context, stepIndex, isLast } = scene;
  const { missionId, attempt } = context;
  const { runId, failures } = await outside.begin({ missionId, attempt, stepIndex, itemIndex: null });
  try {
    const wait = await firstWait(context, script.waits);
    if (wait !== null) {
      await outside.end(runId, 'waited');
      return wait;
    }
    await work(context, script, 0, script.actsAfter);
    const items = script.items.length === 0 ? [] : await actOutItems(scene, script.items);
    await outside.effect(runId);
    await work(context, script, script.actsAfter, 1);
    if (isDoomed(script, attempt) || failures < script.failures) await fail(context, script.failsBy);
    await outside.end(runId, 'returned');
    const output = { run_id: runId, items, answers: answersOf(context, script.waits) };
    const done = { output, message: `step ${stepIndex} done` };
    return isLast ? { ...done, result: OUTPUT } : done;
  } catch (error) {
    await outside.end(runId, isScripted(error) ? 'failed' : 'aborted');
    throw error;
  }
}

function isScripted(error: unknown): boolean {
  if (error instanceof Scripted || error instanceof ScriptedCrash) return true;
  return error instanceof AppError && error.code === 'step_timed_out';
}

async function fail(context: StepContext, kind: FailureKind): Promise<never> {
  switch (kind) {
    case 'error':
      throw new Scripted('no_page_read', 'Failed by its script.');
    case 'refusal':
      throw new Scripted('crawling_forbidden', 'Refused by its script.');
    case 'crash':
      throw new ScriptedCrash('crashed by its script');
    case 'hang':
      // Until the step's time is up, or whatever else stops it.
      await setTimeout(60_000, undefined, { signal: context.signal }).catch(() => context.signal.throwIfAborted());
      throw new Error('nothing stopped a step that hangs');
  }
}

/** The first question that has no answer yet. */
async function firstWait(context: StepContext, waits: readonly WaitScript[]): Promise<StepWait | null> {
  await setTimeout(5);
  const wait = waits.find(({ key }) => context.answerTo(key) === null);
  if (wait === undefined) return null;
  const { key, lastsMs } = wait;
  const request = { key, question: `Is ${key} true?`, expiresInMs: lastsMs };
  switch (wait.kind) {
    case 'approval':
      return waitForApproval(wait.failsOnExpiry ? request : { ...request, onExpiry: 'reject' });
    case 'signal':
      return waitForSignal({ ...request, signal: key, onExpiry: wait.failsOnExpiry ? 'fail' : 'continue' });
    case 'time':
      return waitUntil({ key, epochMs: context.now() + lastsMs });
  }
}

function answersOf(context: StepContext, waits: readonly WaitScript[]): Record<string, string> {
  return Object.fromEntries(
    waits.map(({ key }) => {
      const answer = context.answerTo(key);
      if (answer?.kind === 'approval') return [key, `${answer.choice} by ${answer.by}`];
      return [key, answer?.kind === 'signal' ? `signal ${String(answer.payload)}` : (answer?.kind ?? 'none')];
    }),
  );
}

async function actOutItems(scene: Scene, items: readonly ItemScript[]): Promise<(string | null)[]> {
  const { context } = scene;
  const options = { concurrency: 4, unit: 'items', output: itemOutput };
  const run = (item: ItemScript, index: number, signal: AbortSignal) => actOutItem(scene, item, index, signal);
  if (!items.some((item) => item.isBad)) {
    return (await context.runItems(items, options, run)).map((output) => output.run_id);
  }
  const ends = await context.tryItems(items, options, run);
  return ends.map((end) => (end.status === 'completed' ? end.output.run_id : null));
}

async function actOutItem(
  { outside, context, stepIndex }: Scene,
  item: ItemScript,
  index: number,
  signal: AbortSignal,
) {
  const { missionId, attempt } = context;
  const { runId, failures } = await outside.begin({ missionId, attempt, stepIndex, itemIndex: index });
  try {
    await setTimeout(item.durationMs);
    signal.throwIfAborted();
    if (item.isBad || failures < item.failures) throw new Scripted('no_page_read', 'An item failed by its script.');
    await outside.effect(runId);
  } catch (error) {
    await outside.end(runId, isScripted(error) ? 'failed' : 'aborted');
    throw error;
  }
  await outside.end(runId, 'returned');
  return { run_id: runId };
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
