import * as z from 'zod';
import { missionId } from './ids.ts';
import { cancellation, missionError, missionStatus } from './mission.ts';
import { wholeNumber } from './requests.ts';
import { instant } from './time.ts';
import { wait } from './wait.ts';
import { webhookEvent, webhookId } from './webhook.ts';

/** For how long a delivery can be looked at and sent again. */
export const DELIVERY_KEPT_DAYS = 30;

/** A path segment, a document id, and the `webhook-id` that the receiver sees. */
export const deliveryId = z.string().regex(/^msg_[A-Za-z0-9]{8,60}$/, 'must be the id of a delivery');

/** What is sent when somebody asks for a test. */
const TEST_EVENT = 'webhook.test';
export const deliveryEvent = z.enum([...webhookEvent.options, TEST_EVENT]);
export type DeliveryEventType = z.infer<typeof deliveryEvent>;

/**
 * The body of a delivery of a mission's event, under 20 kB: what happened to the mission, and how it stood at that
 * moment. Long texts are cut; `links` say where all of it is, below the address of the API. `timestamp` is when it
 * happened. `reached_percent` is the chosen percent that was passed, `wait` what a waiting mission waits for.
 */
export const missionPayload = z.object({
  type: webhookEvent,
  timestamp: instant,
  version: z.literal(1),
  data: z.object({
    mission_id: missionId,
    mission_type: z.string(),
    status: missionStatus,
    objective: z.string(),
    attempt: z.int().min(0),
    progress_percent: z.number(),
    reached_percent: z.int().nullable(),
    current_step: z.string().nullable(),
    completed_count: z.int(),
    total_steps: z.int(),
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    error: missionError.nullable(),
    cancellation: cancellation.nullable().default(null),
    wait: wait.nullable(),
    links: z.object({ mission: z.string(), progress: z.string(), result: z.string().nullable() }),
  }),
});
export type MissionPayload = z.infer<typeof missionPayload>;

/** The body of a test. */
export const testPayload = z.object({
  type: z.literal(TEST_EVENT),
  timestamp: instant,
  version: z.literal(1),
  data: z.object({ webhook_id: webhookId, message: z.string() }),
});
export type TestPayload = z.infer<typeof testPayload>;

/** Every body that is ever sent. Fields may be added under the same version; none is renamed or taken away. */
export const webhookPayload = z.discriminatedUnion('type', [missionPayload, testPayload]);

/** So much of what a target answered is kept. */
export const EXCERPT_CHARACTERS = 200;

/** The newest attempts that are kept of a delivery: more than there are tries. */
export const ATTEMPTS_KEPT = 20;

/**
 * One try. Taken when the target answered 2xx; else `error` says in a sentence what went wrong, and `excerpt` is the
 * beginning of what was answered.
 */
export const deliveryAttempt = z.object({
  at: instant,
  duration_ms: z.int().min(0),
  status_code: z.int().nullable(),
  error: z.string().nullable(),
  excerpt: z.string().max(EXCERPT_CHARACTERS).nullable(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;

const shared = z.object({
  delivery_id: deliveryId,
  webhook_id: webhookId,
  owner: z.string().min(1),
  /** Null for a test. */
  mission_id: missionId.nullable(),
  event: deliveryEvent,
  /** As it is sent and signed, to the byte: every try sends the same. */
  body: z.string(),
  /** The delivery that this one repeats, at somebody's request. */
  redelivery_of: deliveryId.nullable(),
  attempts: z.array(deliveryAttempt).max(ATTEMPTS_KEPT),
  tries: z.int().min(0),
  /** How often it was put off because its target had enough to do; no try. */
  put_offs: z.int().min(0),
  /** How many tasks were sent for it; part of the task's id, since ids burn for up to a day. */
  dispatches: z.int().min(1),
  /** How many tasks in a row nobody took up. */
  unclaimed: z.int().min(0),
  created_at: instant,
  updated_at: instant,
});

/** The right to send it. Whoever sends without it would send beside somebody else. */
const deliveryLease = z.object({ holder: z.string(), expires_at: instant });

const atRest = { lease: z.null(), next_try_at: z.null(), wake_at: z.null() };

/**
 * `deliveries/{id}`: one message to one webhook. Created in the commit of the change that it tells of; written then by
 * whoever delivers it. The store adds `expire_at`, by which Firestore and the sweep delete it.
 */
export const delivery = z.discriminatedUnion('status', [
  shared.extend({
    status: z.literal('pending'),
    lease: deliveryLease.nullable(),
    next_try_at: instant,
    /** When the sweep sends another task for it. */
    wake_at: instant,
    ended_at: z.null(),
    failure: z.null(),
  }),
  shared.extend({ status: z.literal('delivered'), ...atRest, ended_at: instant, failure: z.null() }),
  shared.extend({ status: z.literal('failed'), ...atRest, ended_at: instant, failure: z.string() }),
]);
export type Delivery = z.infer<typeof delivery>;
export type PendingDelivery = Extract<Delivery, { status: 'pending' }>;

export const deliveryStatus = z.enum(['pending', 'delivered', 'failed']);

/** `GET /webhooks/{id}/deliveries`, newest first. */
export const listDeliveriesQuery = z.strictObject({
  status: deliveryStatus.optional(),
  limit: wholeNumber(1, 100).default(20),
  cursor: z.string().max(500).optional(),
});
export type ListDeliveriesQuery = z.infer<typeof listDeliveriesQuery>;

/** A delivery as the API answers it. `failure`: why it was given up. */
export const deliveryAnswer = z.object({
  ...shared.pick({ delivery_id: true, webhook_id: true, mission_id: true, event: true }).shape,
  status: deliveryStatus,
  ...shared.pick({ redelivery_of: true, attempts: true, tries: true }).shape,
  next_try_at: instant.nullable(),
  ended_at: instant.nullable(),
  failure: z.string().nullable(),
  payload: webhookPayload,
  created_at: instant,
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswer>;

export const deliveryList = z.object({ deliveries: z.array(deliveryAnswer), next_cursor: z.string().nullable() });
