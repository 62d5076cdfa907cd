import type * as z from 'zod';
import type { Note, ToolChoice } from '../core/events.ts';
import { planSteps } from '../core/progress.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { MissionOutput } from '../schema/result.ts';
import type { PlannedStep, SubProgress } from '../schema/tracker.ts';

/** What a step may know and do. */
export interface StepContext {
  readonly missionId: string;
  readonly attempt: number;
  readonly objective: string;
  readonly scope: Scope;
  readonly budget: Budget;
  /** Aborts when the owner cancels or the runner loses its lease: stop at the next safe place and rethrow its reason. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The output of an earlier step, parsed by that step's own schema. */
  outputOf<T>(step: StepOutput<T>): T;
  /** Live progress inside the step; call it as often as you like, at most one write a second comes of it. */
  report(progress: StepProgress): void;
  /** A remark for the mission's history; at most 50 a step are kept. */
  note(note: Note): void;
}

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
  readonly usage?: Readonly<Record<string, number>>;
  readonly tool?: ToolChoice;
  readonly result?: MissionOutput;
}

/**
 * A step: it is run at least once, and recorded exactly once, so it must be safe to repeat. It fails by throwing an
 * `AppError`; anything else that it throws is recorded as a crash. Its output must fit in 200 kB as JSON.
 */
export interface Step<T = unknown> extends StepOutput<T> {
  /** Its share of the bar, in any unit that the mission's other steps use too. */
  readonly weight: number;
  run(context: StepContext): Promise<StepResult<T>>;
}

/** A mission type. `version` grows whenever its steps change. */
export interface MissionType {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Every mission type that this deployment runs, by name. */
export type Catalog = ReadonlyMap<string, MissionType>;

/** The catalog of `types`; two of one name are a mistake in the code and throw. */
export function catalogOf(types: readonly MissionType[]): Catalog {
  const catalog = new Map(types.map((type) => [type.name, type]));
  if (catalog.size !== types.length) throw new Error('two mission types have the same name');
  return catalog;
}

/** The plan that a new mission of this type gets. */
export function planOf(type: MissionType): PlannedStep[] {
  return planSteps(type.steps);
}
