import * as z from 'zod';
import { external } from './external.ts';
import { missionId } from './ids.ts';
import { budget, objective } from './request.ts';
import { instant } from './time.ts';
import { PLAN_KEPT, plannedStep, progressTracker } from './tracker.ts';
import { modelUsage } from './usage.ts';
import { keptSignal, wait, waitAnswer, waitKey } from './wait.ts';

export const MISSION_STATUSES = [
  'proposed',
  'approved',
  'queued',
  'in_progress',
  'waiting',
  'paused',
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

/**
 * The outbox: a task that must be enqueued for this mission, to be delivered at `due_at` or at once. Cleared by the
 * runner's claim, re-sent by the sweep.
 */
export const nextTask = z.object({
  task_id: z.string(),
  dispatch: z.int().min(1),
  created_at: instant,
  due_at: instant.nullable().default(null),
  /** How many tasks in a row were sent for the same purpose, this one included, and never came. */
  unclaimed: z.int().min(1).default(1),
});
export type NextTask = z.infer<typeof nextTask>;

/** What the owner asked of a mission while it runs; the runner sees it within a second. */
export const control = z.object({
  kind: z.enum(['cancel', 'pause']),
  requested_at: instant,
  requested_by: z.string(),
  /** What the owner said to a cancel. */
  reason: z.string().nullable().default(null),
});
export type Control = z.infer<typeof control>;

/** Who ended a mission, when they asked for it, and why if they said so. Null in one that was cancelled before this was kept. */
export const cancellation = control.omit({ kind: true });
export type Cancellation = z.infer<typeof cancellation>;

/**
 * `missions/{id}/control/request`: the newest request, beside the mission that carries it too. The runner listens to it:
 * a document that changes only then. `seq` is the history's number at that moment; an older one was met long ago.
 */
export const controlRequest = control.extend({ seq: z.int().min(1) });

/**
 * Where a mission stands on its way to a runner: `scheduled` until its `not_before`, `in_line` until a slot is free,
 * `admitted` from then until it ends, waits or is paused. The admitted ones are those that the limits count.
 */
export const queuePlace = z.enum(['scheduled', 'in_line', 'admitted']);
export type QueuePlace = z.infer<typeof queuePlace>;

/** The last time that the mission went on elsewhere after its runner was lost, and how long it had stood still by then. */
export const recovery = z.object({ at: instant, after_ms: z.int().min(0) });

/** From step `from_step` on, the ledger entries of `attempt` are the ones that count. */
export const ledgerPart = z.object({ attempt: z.int().min(1), from_step: z.int().min(0) });

/**
 * Progress as readers know it. `event_type` is the newest event's type. `usage` is what all attempts have taken of a
 * language model; null where none was asked.
 */
export const executionRecord = z.object({
  event_type: z.string(),
  status: missionStatus,
  tool_used: z.string().nullable(),
  tool_confidence: z.number().min(0).max(1).nullable(),
  timestamp: instant,
  updated_at: instant,
  progress_tracker: progressTracker,
  usage: modelUsage.nullable().default(null),
});

const shared = z.object({
  mission_id: missionId,
  owner: z.string().min(1),
  type: z.string().min(1),
  type_version: z.int().min(1),
  objective,
  /** The owner's own labels. */
  tags: z.array(z.string()).default([]),
  /** What lists find it by, see core/searchTerms.ts: its type and tags, and the words of its objective. */
  labels: z.array(z.string()).default([]),
  words: z.array(z.string()).default([]),
  /** Empty for an external mission: its worker goes where it likes. */
  scope: z.object({ allowed_domains: z.array(z.string()) }),
  budget,
  /** -10 to 10; each point is worth a minute of standing in line. */
  priority: z.int().min(-10).max(10).default(0),
  /** It is not run before this moment. */
  not_before: instant.nullable().default(null),
  /** Whether a limit decides when it may run; fixed when it is queued. */
  is_limited: z.boolean().default(false),
  /**
   * Planned steps from number `plan_start` on, and the percent at which that one begins. Fixed when the mission is
   * created, so that a newer version of its type never moves its bar; empty only while a growing mission has no step.
   */
  plan: z.array(plannedStep).max(PLAN_KEPT),
  plan_start: z.int().min(0).default(0),
  plan_start_percent: z.number().min(0).max(100).default(0),
  /** Counts the `execute` and `retry` calls that started work. Step ledger ids begin with it. */
  attempt: z.int().min(0),
  ledger_parts: z.array(ledgerPart).default([]),
  /** The attempt under which the running step's items are filed: a retry of that very step goes on with them. */
  items_attempt: z.int().min(0).default(0),
  /** How the waits of the running step ended, by their keys. */
  answers: z.record(waitKey, waitAnswer).default({}),
  /** Signals that nobody has waited for yet, by name. */
  signals: z.record(z.string(), keptSignal).default({}),
  external: external.nullable().default(null),
  /** Which of `inputs/{version}` counts; 0 where it was asked for nothing beside its objective. */
  input_version: z.int().min(0).default(0),
  /** Whose earlier runs its estimate rests on: `mission_stats/{stats_id}`. Null where no other run is like it. */
  stats_id: z.string().nullable().default(null),
  /** The schedule that made it. */
  schedule_id: z.string().nullable().default(null),
  recovery: recovery.nullable().default(null),
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
});

const at = instant;
const none = z.null();
const noRunner = { lease: none, next_task: none, control: none };
const noPlace = { queue_place: none.default(null), order_at: none.default(null) };
const noWait = { wait: none.default(null) };
const notCancelled = { cancellation: none.default(null) };
const rest = { ...noRunner, ...noPlace, ...noWait, wake_at: none };
const idle = { ...rest, ...notCancelled };

/**
 * The document `missions/{id}`. Written by the API, the lease holder and the sweep, always through `applyEvent`;
 * read by its owner. The union says which times and claims each status must have: a completed mission without
 * `finished_at`, a waiting one that waits for nothing, or a queued one that is in no line can't be written.
 */
export const mission = z.discriminatedUnion('status', [
  shared.extend({
    status: z.literal('proposed'),
    ...{ approved_at: none, queued_at: none, started_at: none, finished_at: none },
    ...{ ...idle, error: none },
  }),
  shared.extend({
    status: z.literal('approved'),
    ...{ approved_at: at, queued_at: none, started_at: none, finished_at: none },
    ...{ ...idle, error: none },
  }),
  shared.extend({
    status: z.literal('queued'),
    ...{ approved_at: at, queued_at: at, started_at: at.nullable(), finished_at: none },
    ...{ ...noWait, ...notCancelled, lease: none, next_task: nextTask.nullable(), control: none, error: none },
    ...{ queue_place: queuePlace.default('admitted'), order_at: at.nullable().default(null) },
    /** Null only in line, where the admission looks after it. */
    wake_at: at.nullable(),
  }),
  shared.extend({
    status: z.literal('in_progress'),
    ...{ approved_at: at, queued_at: at, started_at: at, finished_at: none },
    ...{ ...noWait, ...notCancelled, lease: lease.nullable(), next_task: nextTask.nullable() },
    control: control.nullable(),
    ...{ queue_place: z.literal('admitted').default('admitted'), order_at: at.nullable().default(null) },
    ...{ wake_at: at, error: none },
  }),
  shared.extend({
    status: z.literal('waiting'),
    ...{ approved_at: at, queued_at: at, started_at: at, finished_at: none },
    ...{ ...noPlace, ...notCancelled, lease: none, next_task: nextTask.nullable(), control: none },
    ...{ wait, wake_at: at, error: none },
  }),
  shared.extend({
    status: z.literal('paused'),
    ...{ approved_at: at, queued_at: at, started_at: at.nullable(), finished_at: none },
    ...{ ...noRunner, ...noPlace, ...notCancelled, wait: wait.nullable(), wake_at: none, error: none },
  }),
  shared.extend({
    status: z.literal('completed'),
    ...{ approved_at: at, queued_at: at, started_at: at, finished_at: at },
    ...{ ...idle, error: none },
  }),
  shared.extend({
    status: z.literal('failed'),
    ...{ approved_at: at, queued_at: at, started_at: at.nullable(), finished_at: at },
    ...{ ...idle, error: missionError },
  }),
  shared.extend({
    status: z.literal('cancelled'),
    ...{ approved_at: at.nullable(), queued_at: at.nullable(), started_at: at.nullable(), finished_at: at },
    ...{ ...rest, cancellation: cancellation.nullable().default(null), error: none },
  }),
]);
export type Mission = z.infer<typeof mission>;
export type MissionIn<S extends MissionStatus> = Extract<Mission, { status: S }>;

/**
 * What is in the place of a mission's document from its deletion until everything below it is gone: to every reader there
 * is no such mission, and nobody can create another under its id.
 */
export const deletedMission = z.strictObject({ mission_id: missionId, deleted_at: instant });
export type DeletedMission = z.infer<typeof deletedMission>;
