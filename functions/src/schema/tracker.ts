import * as z from 'zod';
import { instant } from './time.ts';
import { modelUsage } from './usage.ts';

/**
 * The most finished steps that the tracker keeps; all of them are in the ledger. When it is full, the oldest ten go at
 * once: a write that only appends is small.
 */
export const COMPLETED_STEPS_KEPT = 50;
export const COMPLETED_STEPS_LEFT = 40;

export const stepStatus = z.enum([
  'pending',
  'running',
  'retrying',
  'waiting',
  'paused',
  'completed',
  'failed',
  'cancelled',
]);
export type StepStatus = z.infer<typeof stepStatus>;

/**
 * How far a running step is: `done` of `total` `unit`s, such as 23 of 60 pages; `total` null while it is unknown.
 * `fraction` is the share of its work, 0 to 1, which may be less than `done / total` when the step expects more to
 * come; null while it can't know. Bar and estimate go by the fraction.
 */
export const subProgress = z.object({
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
  unit: z.string().max(40),
  fraction: z.number().min(0).max(1).nullable(),
});
export type SubProgress = z.infer<typeof subProgress>;

/**
 * A step as the tracker shows it. `progress_percent` is the mission's percent as it stood with this step. `tries` counts
 * how often it was begun because it had failed, 1 to begin with; `max_tries` is null until it has failed. `next_try_at`
 * is set while it is `retrying`. `losses` counts the runners that were lost in it: both are stored, so that a crash
 * loop ends. In the database, what has a default here is left out while it is that.
 */
export const trackedStep = z.object({
  step_name: z.string(),
  step_index: z.int().min(0),
  total_steps: z.int().min(1),
  progress_percent: z.number().min(0).max(100),
  status: stepStatus,
  message: z.string(),
  timestamp: instant,
  started_at: instant,
  duration_ms: z.int().min(0).nullable(),
  sub_progress: subProgress.nullable().default(null),
  tries: z.int().min(1).default(1),
  max_tries: z.int().min(1).nullable().default(null),
  next_try_at: instant.nullable().default(null),
  last_error: z.string().nullable().default(null),
  losses: z.int().min(0).default(0),
  /** Items of its list that are recorded: a run that follows knows whether there is something to read. */
  items_done: z.int().min(0).default(0),
  /** The mission's `idle_seconds` when it finished: what it took is told from what it waited for. */
  idle_seconds: z.number().min(0).default(0),
  /** What its tries have taken of a language model; null where none was asked. */
  model_usage: modelUsage.nullable().default(null),
});
export type TrackedStep = z.infer<typeof trackedStep>;

/** How many planned steps a mission's document holds; a longer plan moves through it as a window. */
export const PLAN_KEPT = 100;

/** A planned step and the mission's percent once it is done. */
export const plannedStep = z.object({
  step_name: z.string(),
  cumulative_percent: z.number().min(0).max(100),
});
export type PlannedStep = z.infer<typeof plannedStep>;

/**
 * Where a mission stands. Bounded: the newest finished steps and a count. `idle_seconds` is the part of the time since
 * the start in which nobody worked on purpose (waiting, paused, queued again); `idle_since` when the present one began.
 */
export const progressTracker = z.object({
  mission_id: z.string(),
  start_time: instant.nullable(),
  current_step: trackedStep.nullable(),
  completed_steps: z.array(trackedStep).max(COMPLETED_STEPS_KEPT),
  completed_count: z.int().min(0),
  total_steps: z.int().min(1),
  progress_percent: z.number().min(0).max(100),
  elapsed_seconds: z.number().min(0),
  idle_seconds: z.number().min(0).default(0),
  idle_since: instant.nullable().default(null),
});
export type ProgressTracker = z.infer<typeof progressTracker>;
