import type * as z from 'zod';
import type { AppError, FieldProblem } from '../core/errors.ts';
import type { Note, StepEnd, ToolChoice, WaitRequest } from '../core/events.ts';
import { planSteps } from '../core/plan.ts';
import { DEFAULT_RETRY, type RetryPolicy } from '../core/retry.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { MissionOutput } from '../schema/result.ts';
import type { PlannedStep, SubProgress } from '../schema/tracker.ts';
import type { ModelUsage } from '../schema/usage.ts';
import type { WaitAnswer } from '../schema/wait.ts';

/** What a step may know and do. */
export interface StepContext {
  readonly missionId: string;
  readonly attempt: number;
  /** Which try of the step this is, from 1. */
  readonly try: number;
  readonly objective: string;
  readonly scope: Scope;
  readonly budget: Budget;
  /**
   * Aborts when the owner cancels or pauses, when the step's time is up, when the runner must hand over or has lost its
   * lease: stop at the next safe place and rethrow its reason.
   */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What the mission was asked beside its objective, parsed by `schema`. One read, whatever step asks for it first. */
  inputBy<T>(schema: z.ZodType<T>): Promise<T>;
  /** The output of an earlier step, parsed by that step's own schema. One read when another runner has run it. */
  outputOf<T>(step: StepOutput<T>): Promise<T>;
  /** How the wait under `key` ended, or null while the step has not waited for it. */
  answerTo(key: string): WaitAnswer | null;
  /** Live progress inside the step; call it as often as you like, at most one write a second comes of it. */
  report(progress: StepProgress): void;
  /**
   * Shows what is being written, as `title` and `text` so far; call it as often as you like, at most one write a second
   * comes of it. Nothing is built on it: what counts is an item's or the step's output.
   */
  showDraft(index: number, part: { readonly title: string; readonly text: string }): void;
  /** That part is written: it is no draft any more. */
  endDraft(index: number): void;
  /** What the mission has taken of a language model so far, all attempts together, this very moment included. */
  modelUsage(): ModelUsage | null;
  /** Takes down what a call of a language model took, also one that failed; `item` is that of the step's list. */
  spend(usage: ModelUsage, item?: number): void;
  /** A remark for the mission's history; at most 50 a step are kept. */
  note(note: Note): void;
  /**
   * Runs a list with bounded concurrency, each item recorded as it ends: after a crash only the unfinished ones run
   * again. Resolves to the outputs, in the list's order. The first item that throws fails the step, after those under
   * way were recorded. The list must be the same in every run; one list a step.
   */
  runItems<I, T>(items: readonly I[], options: ItemOptions<T>, run: ItemRun<I, T>): Promise<readonly T[]>;
  /** As `runItems`, but an item that throws is recorded as failed and the others go on. */
  tryItems<I, T>(items: readonly I[], options: ItemOptions<T>, run: ItemRun<I, T>): Promise<readonly ItemResult<T>[]>;
}

/** How a list is run. `unit` is what the items are called, `output` what each one leaves (50 kB at most as JSON). */
export interface ItemOptions<T> {
  readonly concurrency: number;
  readonly unit: string;
  readonly output: z.ZodType<T>;
}

export type ItemRun<I, T> = (item: I, index: number, signal: AbortSignal) => Promise<T>;

/** How an item ended. */
export type ItemResult<T> =
  | { readonly status: 'completed'; readonly output: T }
  | { readonly status: 'failed'; readonly error: { readonly code: string; readonly message: string } };

/** `fraction` is 0 to 1, by default `done / total`; null while the step cannot know. */
export interface StepProgress extends Omit<SubProgress, 'fraction'> {
  readonly message: string;
  readonly fraction?: number | null;
}

/** What a step's output looks like, for the steps after it. */
export interface StepOutput<T> {
  readonly name: string;
  readonly output: z.ZodType<T>;
}

/** What a step returns. `message` is a sentence for the reader; `result` only from the last step. */
export interface StepResult<T> {
  readonly output: T;
  readonly message: string;
  readonly usage?: StepEnd['usage'];
  readonly tool?: ToolChoice;
  readonly result?: MissionOutput;
}

/** What a step returns to wait: it is run again from its start once there is an answer. See missions/waits.ts. */
export interface StepWait {
  readonly waitFor: WaitRequest;
}

/**
 * How a step that fails is tried again, and how long one try may take. `isTerminal` says which errors no other try can
 * mend; by default those are the `AppError`s whose code is not retryable. `forError` says what is otherwise after one of
 * the others: how often it is worth it, and how far apart.
 */
export interface StepPolicy extends RetryPolicy {
  readonly timeoutMs: number | null;
  readonly isTerminal?: (error: unknown) => boolean;
  readonly forError?: (error: unknown) => Partial<RetryPolicy>;
}

export const DEFAULT_POLICY: StepPolicy = { ...DEFAULT_RETRY, timeoutMs: null };

/**
 * A step: it is run at least once, and recorded exactly once, so it must be safe to repeat. It fails by throwing an
 * `AppError`; anything else that it throws is recorded as a crash. Its output must fit in 200 kB as JSON.
 */
export interface Step<T = unknown> extends StepOutput<T> {
  /** Its share of the bar, in any unit that the mission's other steps use too. */
  readonly weight: number;
  /** What it does not say is the default's. */
  readonly policy?: Partial<StepPolicy>;
  run(context: StepContext): Promise<StepResult<T> | StepWait>;
}

/** A mission type. `version` grows whenever its steps change. */
export interface MissionType {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  /** What a mission of this type is asked beside its objective; it takes nothing where absent. JSON, 600 kB at most. */
  readonly input?: z.ZodType;
  /** What is wrong with a request that fits field by field; null where nothing is. A type without it needs a domain. */
  readonly problemOf?: (asked: { readonly input: unknown; readonly scope: Scope }) => FieldProblem | null;
  /** Why no mission with this input can run on this deployment; null where one can. Asked before anything is set going. */
  readonly refusalOf?: (input: unknown) => AppError | null;
  /**
   * Whether what was done for `before` counts for `after` too, so that a retry with the latter goes on where it was. Only
   * the same input does where it is left out.
   */
  readonly isSameWork?: (before: unknown, after: unknown) => boolean;
  /** What a mission that failed or was cancelled has to show; null where that is nothing. */
  readonly partialResult?: (done: DoneWork) => Promise<MissionOutput | null>;
  readonly steps: readonly Step[];
}

/** What a mission that did not complete has left. */
export interface DoneWork extends Pick<StepContext, 'objective' | 'inputBy' | 'now'> {
  /** The output of a finished step; null for one that is not finished. */
  outputOf<T>(step: StepOutput<T>): Promise<T | null>;
  /** The finished items of a step by their numbers. */
  itemsOf<T>(stepName: string, schema: z.ZodType<T>): Promise<ReadonlyMap<number, T>>;
}

/** Every mission type that this deployment runs; several versions of one may stand side by side. */
export interface Catalog {
  readonly names: readonly string[];
  /** The version that new missions get. */
  newest(name: string): MissionType | null;
  version(name: string, version: number): MissionType | null;
}

/** The catalog of `types`. Two of one name and version, or two steps of one name, are a mistake in the code and throw. */
export function catalogOf(types: readonly MissionType[]): Catalog {
  const byVersion = new Map<string, MissionType>();
  const newest = new Map<string, MissionType>();
  for (const type of types) {
    const key = `${type.name}@${type.version}`;
    if (byVersion.has(key)) throw new Error(`the mission type ${key} is there twice`);
    if (new Set(type.steps.map((step) => step.name)).size !== type.steps.length) {
      throw new Error(`two steps of ${key} have the same name`);
    }
    byVersion.set(key, type);
    if (type.version > (newest.get(type.name)?.version ?? 0)) newest.set(type.name, type);
  }
  return {
    names: [...newest.keys()],
    newest: (name) => newest.get(name) ?? null,
    version: (name, version) => byVersion.get(`${name}@${version}`) ?? null,
  };
}

/** The whole plan of a type. Made once: a long one is asked for again and again. */
export function planOf(type: MissionType): readonly PlannedStep[] {
  const known = PLANS.get(type);
  if (known !== undefined) return known;
  const plan = planSteps(type.steps);
  PLANS.set(type, plan);
  return plan;
}

const PLANS = new WeakMap<MissionType, readonly PlannedStep[]>();
