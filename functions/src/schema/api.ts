import * as z from 'zod';
import { historyEntry } from './history.ts';
import { missionId } from './ids.ts';
import { mission, missionError, missionStatus, queuePlace } from './mission.ts';
import { budget, externalRequest, moment, objective, priority, scope, stepName } from './request.ts';
import { missionResult } from './result.ts';
import { EXTERNAL_TYPE, external } from './external.ts';
import { ledgerEntry } from './ledger.ts';
import { instant } from './time.ts';
import { plannedStep, trackedStep } from './tracker.ts';
import { signalName, wait } from './wait.ts';

/**
 * `POST /missions/create`. Ceilings that are left out take their defaults. Every type but `external` needs a `scope`;
 * `external` needs its own part instead.
 */
export const createMissionRequest = z
  .strictObject({
    objective,
    scope: scope.optional(),
    type: z.string().min(1).max(64).default('research'),
    budget: budget.partial().optional(),
    priority: priority.optional(),
    not_before: moment.optional(),
    external: externalRequest.optional(),
    mission_id: missionId.optional(),
  })
  // `when`: also beside other faults, so that all of them are told at once.
  .refine((body) => isExternal(body) || has(body, 'scope'), { path: ['scope'], error: 'is required', when: isAnObject })
  .refine((body) => !isExternal(body) || has(body, 'external'), {
    path: ['external'],
    error: 'is required for the type "external"',
    when: isAnObject,
  })
  .refine((body) => isExternal(body) || !has(body, 'external'), {
    path: ['external'],
    error: 'is for the type "external" alone',
    when: isAnObject,
  })
  .refine((body) => body.external?.steps.length !== 0 || body.external.is_growing, {
    path: ['external', 'steps'],
    error: 'must have at least one step, unless is_growing is true',
  })
  .refine((body) => body.external === undefined || body.external.failed_after_seconds >= body.external.stalled_after_seconds, {
    path: ['external', 'failed_after_seconds'],
    error: 'must be at least stalled_after_seconds',
  });
export type CreateMissionRequest = z.infer<typeof createMissionRequest>;

function isAnObject({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(body: object, field: string): boolean {
  return field in body && new Map(Object.entries(body)).get(field) !== undefined;
}

function isExternal(body: { readonly type?: string }): boolean {
  return body.type === EXTERNAL_TYPE;
}

/** `PATCH /missions/{id}`. What is left out stays; a ceiling that is left out of `budget` stays too. */
export const editMissionRequest = z
  .strictObject({
    objective: objective.optional(),
    scope: scope.optional(),
    budget: budget.partial().optional(),
    priority: priority.optional(),
    not_before: moment.nullable().optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0,
    'must change at least one of objective, scope, budget, priority, not_before',
  );
export type EditMissionRequest = z.infer<typeof editMissionRequest>;

/**
 * `POST /missions/{id}/retry`. From step `from_step` (its number from 0, or its name), by default the first one that is
 * not finished; what is left out stays as it was.
 */
export const retryMissionRequest = z.strictObject({
  from_step: z.union([z.int().min(0), stepName], { error: 'must be a step’s number or name' }).optional(),
  objective: objective.optional(),
  scope: scope.optional(),
  budget: budget.partial().optional(),
});
export type RetryMissionRequest = z.infer<typeof retryMissionRequest>;

/** `POST /missions/{id}/answer`. With `wait_id` it can't meet a later question. */
export const answerRequest = z.strictObject({
  choice: z.string().min(1).max(40),
  comment: z.string().trim().min(1).max(1000).optional(),
  wait_id: z.string().min(1).max(200).optional(),
});
export type AnswerRequest = z.infer<typeof answerRequest>;

/** `POST /missions/{id}/signal`. The payload is any JSON of at most 10 kB. */
export const signalRequest = z.strictObject({ name: signalName, payload: z.json().default(null) });
export type SignalRequest = z.infer<typeof signalRequest>;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** `GET /missions`. `status` is one or several, separated by commas. */
export const listMissionsQuery = z.strictObject({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(missionStatus).min(1))
    .optional(),
  created_after: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .optional(),
  progress_min: z
    .string()
    .regex(/^\d{1,3}(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(0).max(100))
    .optional(),
  limit: wholeNumber(1, 100).default(20),
  cursor: z.string().max(500).optional(),
});
export type ListMissionsQuery = z.infer<typeof listMissionsQuery>;

/** `GET /missions/{id}/events`. `after` is the `seq` of the last entry that the caller has. */
export const listEventsQuery = z.strictObject({
  after: wholeNumber(0, 999_999_999).default(0),
  limit: wholeNumber(1, 200).default(100),
});

/** `GET /missions/{id}/steps`. `attempt` is the newest by default, `after` the `step_index` of the last that the caller has. */
export const listStepsQuery = z.strictObject({
  attempt: wholeNumber(1, 1000).optional(),
  after: wholeNumber(0, 999_999_999).optional(),
  limit: wholeNumber(1, 100).default(50),
});
export type ListStepsQuery = z.infer<typeof listStepsQuery>;

export const command = z.enum([
  'edit',
  'approve',
  'execute',
  'pause',
  'resume',
  'cancel',
  'retry',
  'answer',
  'signal',
]);

/** A mission as the API answers it: the document without the runner's own fields, with what may be done to it now. */
export const missionAnswer = z.object({
  ...z.object({
    mission_id: missionId,
    status: missionStatus,
    type: z.string(),
    type_version: z.number(),
    objective: z.string(),
    scope: z.object({ allowed_domains: z.array(z.string()) }),
    budget,
    priority: z.number(),
    not_before: instant.nullable(),
    plan: z.array(plannedStep),
    plan_start: z.number(),
    plan_start_percent: z.number(),
    attempt: z.number(),
    external: external.nullable(),
    schedule_id: z.string().nullable(),
    queue_place: queuePlace.nullable(),
    wait: wait.nullable(),
    created_at: instant,
    updated_at: instant,
    approved_at: instant.nullable(),
    queued_at: instant.nullable(),
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    usage: z.record(z.string(), z.number()),
    error: missionError.nullable(),
    cancel_requested_at: instant.nullable(),
    pause_requested_at: instant.nullable(),
  }).shape,
  execution_record: mission.options[0].shape.execution_record,
  allowed: z.array(command),
});
export type MissionAnswer = z.infer<typeof missionAnswer>;

/** `GET /missions`. `next_cursor` null on the last page. */
export const missionList = z.object({ missions: z.array(missionAnswer), next_cursor: z.string().nullable() });

/** Where a queued mission stands; `position` is its number in its owner's line, from 1, while it is `in_line`. */
export const queue = z.object({
  place: queuePlace,
  position: z.int().min(1).nullable(),
  not_before: instant.nullable(),
});

/**
 * `GET /missions/{id}/progress`. Seconds throughout. `estimated_time_remaining` is null when there is no basis, with
 * the reason in `eta`. `as_of` is when this was computed, `updated_at` when the mission last gave a sign of life.
 */
export const progressAnswer = z.object({
  mission_id: missionId,
  status: missionStatus,
  progress_percent: z.number(),
  current_step: trackedStep.nullable(),
  completed_steps: z.array(trackedStep),
  completed_count: z.number(),
  total_steps: z.number(),
  elapsed_seconds: z.number(),
  estimated_time_remaining: z.number().nullable(),
  eta: z.object({
    seconds: z.number().nullable(),
    basis: z.enum(['rate', 'none']),
    reason: z
      .enum([
        'not_started',
        'too_early',
        'stalled',
        'waiting',
        'retrying',
        'pausing',
        'paused',
        'cancelling',
        'over',
      ])
      .nullable(),
  }),
  is_stalled: z.boolean(),
  idle_seconds: z.number(),
  queue: queue.nullable(),
  wait: wait.nullable(),
  attempt: z.number(),
  updated_at: instant,
  as_of: instant,
  error: missionError.nullable(),
});
export type ProgressAnswer = z.infer<typeof progressAnswer>;

/** `GET /missions/{id}/events`, oldest first. `next_after` null when there is nothing newer yet. */
export const eventList = z.object({ events: z.array(historyEntry), next_after: z.number().nullable() });

/** `GET /missions/{id}/steps`, in order. `next_after` null on the last page. */
export const stepList = z.object({
  attempt: z.number(),
  steps: z.array(ledgerEntry.omit({ owner: true })),
  next_after: z.number().nullable(),
});

/** `GET /missions/{id}/result`. */
export const resultAnswer = missionResult.omit({ owner: true });
export type ResultAnswer = z.infer<typeof resultAnswer>;

/** `GET /health`. */
export const healthAnswer = z.object({
  status: z.enum(['ok', 'degraded']),
  build: z.string(),
  project: z.string(),
  as_of: instant,
  parts: z.array(
    z.object({
      name: z.enum(['firestore', 'tasks', 'auth']),
      status: z.enum(['ok', 'failing']),
      latency_ms: z.number(),
      detail: z.string().nullable(),
    }),
  ),
});
export type HealthAnswer = z.infer<typeof healthAnswer>;

/**
 * `POST /session/local`, on the emulator suite alone: signs the dashboard in as the local user, who is also who
 * requests without a token act as, and says where the suite's Auth and Firestore listen (`host:port`).
 */
export const localSession = z.object({
  custom_token: z.string(),
  user_id: z.string(),
  emulators: z.object({ auth: z.string(), firestore: z.string() }),
});
export type LocalSession = z.infer<typeof localSession>;

/** RFC 9457 problem details. `code` is stable; `next` says what to do; `errors` names the fields at fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  next: z.string(),
  retryable: z.boolean(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  allowed: z.array(command).optional(),
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
