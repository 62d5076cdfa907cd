import * as z from 'zod';
import { draft, draftPart } from './draft.ts';
import { external } from './external.ts';
import { historyEntry } from './history.ts';
import { missionId } from './ids.ts';
import { storedInput } from './input.ts';
import { stepItem } from './item.ts';
import { ledgerEntry } from './ledger.ts';
import { cancellation, lease, mission, missionError, missionStatus, queuePlace } from './mission.ts';
import { budget } from './request.ts';
import { missionResult } from './result.ts';
import { instant } from './time.ts';
import { plannedStep, trackedStep } from './tracker.ts';
import { wait } from './wait.ts';

export const command = z.enum(['edit', 'approve', 'execute', 'pause', 'resume', 'cancel', 'retry', 'answer', 'signal']);

/**
 * A mission as the API answers it: the document without the runner's own fields, with what may be done to it now. `lease`
 * and `wake_at` tell a silence from work, `seq` an older answer from a newer one.
 */
export const missionAnswer = z.object({
  ...z.object({
    mission_id: missionId,
    status: missionStatus,
    type: z.string(),
    type_version: z.int(),
    objective: z.string(),
    tags: z.array(z.string()),
    scope: z.object({ allowed_domains: z.array(z.string()) }),
    budget,
    priority: z.int(),
    not_before: instant.nullable(),
    plan: z.array(plannedStep),
    plan_start: z.int(),
    plan_start_percent: z.number(),
    attempt: z.int(),
    external: external.nullable(),
    input_version: z.int().min(0),
    schedule_id: z.string().nullable(),
    stats_id: z.string().nullable(),
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
    cancellation: cancellation.nullable(),
    cancel_requested_at: instant.nullable(),
    pause_requested_at: instant.nullable(),
    seq: z.int(),
    lease: lease.omit({ task_id: true }).nullable(),
    wake_at: instant.nullable(),
  }).shape,
  execution_record: mission.options[0].shape.execution_record,
  allowed: z.array(command),
});
export type MissionAnswer = z.infer<typeof missionAnswer>;

/** `GET /missions`. `next_cursor` null on the last page. */
export const missionList = z.object({ missions: z.array(missionAnswer), next_cursor: z.string().nullable() });

/** `GET /missions/counts`. */
export const missionCounts = z.object({
  total: z.int().min(0),
  by_status: z.record(missionStatus, z.int().min(0)),
  as_of: instant,
});
export type MissionCounts = z.infer<typeof missionCounts>;

/**
 * `DELETE /missions/{id}`. The mission is gone; `is_complete` false: of what lies below it some is left, which the sweep
 * deletes within minutes. Until then its id is taken.
 */
export const deletionAnswer = z.object({ mission_id: missionId, deleted_at: instant, is_complete: z.boolean() });
export type DeletionAnswer = z.infer<typeof deletionAnswer>;

/**
 * `POST /missions/purge`. `deleted` missions are gone by this call; `stopping` ones were cancelled and are still held by a
 * runner. `is_complete` false: there are more, or some are stopping; send the call again.
 */
export const purgeAnswer = z.object({
  deleted: z.int().min(0),
  stopping: z.int().min(0),
  is_complete: z.boolean(),
});
export type PurgeAnswer = z.infer<typeof purgeAnswer>;

/** Where a queued mission stands; `position` is its number in its owner's line, from 1, while it is `in_line`. */
export const queue = z.object({
  place: queuePlace,
  position: z.int().min(1).nullable(),
  not_before: instant.nullable(),
});

/** What there is to say of an estimate beside its numbers, or why there are none. */
export const etaNote = z.enum([
  'not_started',
  'too_early',
  'first_run',
  'longer_than_usual',
  'retrying',
  'waiting',
  'paused',
  'pausing',
  'cancelling',
  'stalled',
  'over',
]);
export type EtaNote = z.infer<typeof etaNote>;

/**
 * Seconds of work until the mission is done: in 8 of 10 cases between `p10` and `p90`, as often more as less than `p50`.
 * `finish_at` is when p50 will be over; null while nobody works on it, since it is not known when that will begin.
 * `basis`: `history` of earlier runs, the `rate` of this one, or a `blend` of both. `samples` earlier runs it rests on,
 * of which the middle one took `usual_seconds`. Without a basis the numbers are null and the note says why.
 */
export const eta = z.object({
  p10: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  finish_at: instant.nullable(),
  basis: z.enum(['history', 'rate', 'blend', 'none']),
  samples: z.int().min(0),
  usual_seconds: z.number().nullable(),
  note: etaNote.nullable(),
});
export type Eta = z.infer<typeof eta>;

/**
 * `GET /missions/{id}/progress`. Seconds throughout. `estimated_time_remaining` is the estimate's p50 while somebody
 * works on the mission, else null with the reason in `eta`. `as_of` is when this was computed, `updated_at` when the mission last gave a sign of life.
 * `age_ms` is how long ago the mission was read for it, `poll_after_ms` after what time asking again makes sense; null
 * when the mission is over.
 */
export const progressAnswer = z.object({
  mission_id: missionId,
  status: missionStatus,
  progress_percent: z.number(),
  current_step: trackedStep.nullable(),
  completed_steps: z.array(trackedStep),
  completed_count: z.int(),
  total_steps: z.int(),
  elapsed_seconds: z.number(),
  estimated_time_remaining: z.number().nullable(),
  eta,
  is_stalled: z.boolean(),
  idle_seconds: z.number(),
  queue: queue.nullable(),
  wait: wait.nullable(),
  attempt: z.int(),
  updated_at: instant,
  as_of: instant,
  age_ms: z.int().min(0),
  poll_after_ms: z.int().min(1).nullable(),
  error: missionError.nullable(),
});
export type ProgressAnswer = z.infer<typeof progressAnswer>;

/** `GET /missions/progress?ids=…`, in the order of the ids. `missing`: those that are not there or not the caller's. */
export const progressList = z.object({ progress: z.array(progressAnswer), missing: z.array(z.string()) });

/** `GET /missions/{id}/events`, oldest first. `next_after` null when there is nothing newer yet. */
export const eventList = z.object({ events: z.array(historyEntry), next_after: z.int().nullable() });

/** `GET /missions/{id}/steps`, in order. `next_after` null on the last page. */
export const stepList = z.object({
  attempt: z.int(),
  steps: z.array(ledgerEntry.omit({ owner: true })),
  next_after: z.int().nullable(),
});

/**
 * `GET /missions/{id}/result`. `is_partial`: the mission did not complete, and this is what it had written by then; it is
 * put together when it is asked for, and stored nowhere.
 */
export const resultAnswer = missionResult.omit({ owner: true }).extend({ is_partial: z.boolean() });
export type ResultAnswer = z.infer<typeof resultAnswer>;

/** `GET /missions/{id}/input`. Of a mission that was asked for nothing beside its objective: version 0, and null. */
export const inputAnswer = z.object({ mission_id: missionId, version: z.int().min(0), input: z.json() });
export type InputAnswer = z.infer<typeof inputAnswer>;

/** A part that is being written, and where. */
export const shownDraft = z.object({
  ...draft.pick({ attempt: true, step_index: true, updated_at: true }).shape,
  ...draftPart.shape,
});
export type ShownDraft = z.infer<typeof shownDraft>;

/** `GET /missions/{id}/drafts`, in the order of what is written; empty where nothing is. */
export const draftList = z.object({ mission_id: missionId, drafts: z.array(shownDraft) });
export type DraftList = z.infer<typeof draftList>;

/** A version of what a mission was asked, as its export has it. */
export const exportedInput = storedInput.omit({ owner: true }).extend({ value: z.json() });

/** `GET /missions/{id}/export`. `is_complete` comes last: without it the answer was cut off on its way. */
export const missionExport = z.object({
  exported_at: instant,
  mission: missionAnswer,
  inputs: z.array(exportedInput),
  steps: stepList.shape.steps,
  events: z.array(historyEntry),
  results: z.array(missionResult.omit({ owner: true })),
  items: z.array(stepItem.omit({ owner: true })),
  is_complete: z.boolean(),
});

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
