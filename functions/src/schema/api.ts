import * as z from 'zod';
import { historyEntry } from './history.ts';
import { missionId } from './ids.ts';
import { mission, missionError, missionStatus } from './mission.ts';
import { budget, objective, scope } from './request.ts';
import { missionResult } from './result.ts';
import { instant } from './time.ts';
import { plannedStep, trackedStep } from './tracker.ts';

/** `POST /missions/create`. Ceilings that are left out take their defaults. */
export const createMissionRequest = z.strictObject({
  objective,
  scope,
  type: z.string().min(1).max(64).default('research'),
  budget: budget.partial().optional(),
  mission_id: missionId.optional(),
});
export type CreateMissionRequest = z.infer<typeof createMissionRequest>;

/** `PATCH /missions/{id}`. What is left out stays; a ceiling that is left out of `budget` stays too. */
export const editMissionRequest = z
  .strictObject({ objective: objective.optional(), scope: scope.optional(), budget: budget.partial().optional() })
  .refine((body) => Object.keys(body).length > 0, 'must change at least one of objective, scope, budget');
export type EditMissionRequest = z.infer<typeof editMissionRequest>;

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

export const command = z.enum(['edit', 'approve', 'execute', 'cancel']);

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
    plan: z.array(plannedStep),
    attempt: z.number(),
    created_at: instant,
    updated_at: instant,
    approved_at: instant.nullable(),
    queued_at: instant.nullable(),
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    usage: z.record(z.string(), z.number()),
    error: missionError.nullable(),
    cancel_requested_at: instant.nullable(),
    schedule_id: z.string().nullable(),
  }).shape,
  execution_record: mission.options[0].shape.execution_record,
  allowed: z.array(command),
});
export type MissionAnswer = z.infer<typeof missionAnswer>;

/** `GET /missions`. `next_cursor` null on the last page. */
export const missionList = z.object({ missions: z.array(missionAnswer), next_cursor: z.string().nullable() });

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
    reason: z.enum(['not_started', 'too_early', 'stalled', 'cancelling', 'over']).nullable(),
  }),
  is_stalled: z.boolean(),
  attempt: z.number(),
  updated_at: instant,
  as_of: instant,
  error: missionError.nullable(),
});
export type ProgressAnswer = z.infer<typeof progressAnswer>;

/** `GET /missions/{id}/events`, oldest first. `next_after` null when there is nothing newer yet. */
export const eventList = z.object({ events: z.array(historyEntry), next_after: z.number().nullable() });

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
