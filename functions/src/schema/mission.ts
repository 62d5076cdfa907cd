import * as z from 'zod';
import { missionId } from './ids.ts';
import { budget, objective, scope } from './request.ts';
import { instant } from './time.ts';
import { plannedStep, progressTracker } from './tracker.ts';

export const MISSION_STATUSES = [
  'proposed',
  'approved',
  'queued',
  'in_progress',
  'completed',
  'failed',
  'cancelled',
] as const;
export const missionStatus = z.enum(MISSION_STATUSES);
export type MissionStatus = z.infer<typeof missionStatus>;

/** Why a mission failed: a stable code, a sentence for people, and what they can do next. */
export const missionError = z.object({
  code: z.string(),
  message: z.string(),
  next: z.string().nullable(),
  step_name: z.string().nullable(),
});
export type MissionError = z.infer<typeof missionError>;

/** The right to run a mission. `fence` grows with every holder: a write with an older one is refused. */
export const lease = z.object({
  holder: z.string(),
  task_id: z.string(),
  expires_at: instant,
});
export type Lease = z.infer<typeof lease>;

/** The outbox: a task that must be enqueued for this mission. Cleared by the runner's claim, re-sent by the sweep. */
export const nextTask = z.object({
  task_id: z.string(),
  dispatch: z.int().min(1),
  created_at: instant,
});
export type NextTask = z.infer<typeof nextTask>;

/** What the owner asked of a mission while it runs; the runner sees it within a second. */
export const control = z.object({ kind: z.enum(['cancel']), requested_at: instant, requested_by: z.string() });

/** Progress as readers know it. `event_type` is the newest event's type. */
export const executionRecord = z.object({
  event_type: z.string(),
  status: missionStatus,
  tool_used: z.string().nullable(),
  tool_confidence: z.number().min(0).max(1).nullable(),
  timestamp: instant,
  updated_at: instant,
  progress_tracker: progressTracker,
});

const shared = z.object({
  mission_id: missionId,
  owner: z.string().min(1),
  type: z.string().min(1),
  type_version: z.int().min(1),
  objective,
  scope,
  budget,
  /** Fixed when the mission is created, so that a newer version of its type never moves its bar. */
  plan: z.array(plannedStep).min(1),
  /** Counts `execute` calls that started work. Step ledger ids begin with it. */
  attempt: z.int().min(0),
  /** Number of the newest entry in the history. */
  seq: z.int().min(0),
  fence: z.int().min(0),
  /** How many tasks were dispatched for this attempt; part of the task id, since ids burn for up to a day. */
  dispatches: z.int().min(0),
  created_at: instant,
  updated_at: instant,
  /** SHA-256 of the request that created it, so that the same request under the same id is the same mission. */
  request_hash: z.string(),
  execution_record: executionRecord,
  usage: z.record(z.string(), z.number()),
  /** The schedule that made it; null when somebody asked for it. */
  schedule_id: z.string().nullable().default(null),
});

const at = instant;
const none = z.null();

/**
 * The document `missions/{id}`. Written by the API, the lease holder and the sweep, always through `applyEvent`;
 * read by its owner. The union says which times and claims each status must have: a completed mission without
 * `finished_at`, or a queued one without a task to wake it, can't be written.
 */
export const mission = z.discriminatedUnion('status', [
  shared.extend({
    status: z.literal('proposed'),
    ...{ approved_at: none, queued_at: none, started_at: none, finished_at: none },
    ...{ lease: none, next_task: none, control: none, wake_at: none, error: none },
  }),
  shared.extend({
    status: z.literal('approved'),
    ...{ approved_at: at, queued_at: none, started_at: none, finished_at: none },
    ...{ lease: none, next_task: none, control: none, wake_at: none, error: none },
  }),
  shared.extend({
    status: z.literal('queued'),
    ...{ approved_at: at, queued_at: at, started_at: none, finished_at: none },
    ...{ lease: none, next_task: nextTask, control: none, wake_at: at, error: none },
  }),
  shared.extend({
    status: z.literal('in_progress'),
    ...{ approved_at: at, queued_at: at, started_at: at, finished_at: none },
    ...{
      lease: lease.nullable(),
      next_task: nextTask.nullable(),
      control: control.nullable(),
      wake_at: at,
      error: none,
    },
  }),
  shared.extend({
    status: z.literal('completed'),
    ...{ approved_at: at, queued_at: at, started_at: at, finished_at: at },
    ...{ lease: none, next_task: none, control: none, wake_at: none, error: none },
  }),
  shared.extend({
    status: z.literal('failed'),
    ...{ approved_at: at, queued_at: at, started_at: at.nullable(), finished_at: at },
    ...{ lease: none, next_task: none, control: none, wake_at: none, error: missionError },
  }),
  shared.extend({
    status: z.literal('cancelled'),
    ...{ approved_at: at.nullable(), queued_at: at.nullable(), started_at: at.nullable(), finished_at: at },
    ...{ lease: none, next_task: none, control: none, wake_at: none, error: none },
  }),
]);
export type Mission = z.infer<typeof mission>;
export type MissionIn<S extends MissionStatus> = Extract<Mission, { status: S }>;
