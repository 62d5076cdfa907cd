import {
  ATTEMPTS_KEPT,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryEventType,
  type PendingDelivery,
} from '../schema/delivery.ts';
import { addMs, type Instant, msBetween } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The waits between tries: eleven tries, the last one after a day. Each is up to a fifth longer, by chance. */
export const BACKOFF_MS: readonly number[] = [
  ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 10 * HOUR],
];
export const MAX_TRIES = BACKOFF_MS.length + 1;

/** One try, from the request to the end of the answer. */
export const SEND_LIMIT_MS = 10_000;

/** Longer than a try, so that it can be written down. Who dies while sending delays the next try by this. */
export const DELIVERY_LEASE_MS = 30_000;

/** How long after it is due a try may begin before the sweep sends another task for it. */
const DUE_GRACE_MS = 10_000;

/** How long a task may stay unclaimed before the sweep sends another; doubles with each. */
const REDISPATCH_MS = 30_000;
const REDISPATCH_MAX_MS = HOUR;

/** For a target with enough to do: 5 to 10 s, doubling to 5 to 10 minutes. */
const PUT_OFF_MS = 5 * SECOND;
const PUT_OFF_MAX_MS = 5 * MINUTE;

/** What a target answers that will never take anything again. */
const GONE = 410;

/** What can happen to a delivery. `chance` is 0 to 1. */
export type DeliveryChange =
  | { readonly type: 'claimed'; readonly holder: string }
  | { readonly type: 'tried'; readonly holder: string; readonly attempt: DeliveryAttempt; readonly chance: number }
  | { readonly type: 'put_off'; readonly holder: string; readonly chance: number }
  | { readonly type: 'dropped'; readonly failure: string }
  | { readonly type: 'overdue' }
  | { readonly type: 'hurried' };

/** `isDispatched`: another task must be sent for it. */
export type DeliveryOutcome =
  | { readonly kind: 'applied'; readonly delivery: Delivery; readonly isDispatched: boolean }
  | { readonly kind: 'ignored'; readonly reason: 'over' | 'held' | 'not_due' | 'not_mine' | 'due' };

interface NewDelivery {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly owner: string;
  readonly missionId: string | null;
  readonly event: DeliveryEventType;
  readonly body: string;
  readonly redeliveryOf?: string;
}

/** A delivery that is due at once. */
export function newDelivery(asked: NewDelivery, now: Instant): PendingDelivery {
  return {
    delivery_id: asked.deliveryId,
    webhook_id: asked.webhookId,
    owner: asked.owner,
    mission_id: asked.missionId,
    event: asked.event,
    body: asked.body,
    redelivery_of: asked.redeliveryOf ?? null,
    attempts: [],
    ...{ tries: 0, put_offs: 0, dispatches: 1, unclaimed: 1 },
    created_at: now,
    updated_at: now,
    status: 'pending',
    lease: null,
    next_try_at: now,
    wake_at: addMs(now, REDISPATCH_MS),
    ended_at: null,
    failure: null,
  };
}

/** Whether the target has taken it. */
export function isTaken({ status_code: status, error }: DeliveryAttempt): boolean {
  return error === null && status !== null && status >= 200 && status < 300;
}

/** Whether the target says that nothing should ever be sent there again. */
export function isGone({ status_code: status }: DeliveryAttempt): boolean {
  return status === GONE;
}

/**
 * What `change` does to `delivery`. One that ended stays as it is, whatever comes: after a try that was taken nothing is
 * sent under this id. A try that was taken counts even when its holder had lost the lease by then.
 */
export function nextDelivery(delivery: Delivery, change: DeliveryChange, now: Instant): DeliveryOutcome {
  if (delivery.status !== 'pending') return { kind: 'ignored', reason: 'over' };
  switch (change.type) {
    case 'claimed':
      return claim(delivery, change.holder, now);
    case 'tried':
      return tried(delivery, change, now);
    case 'put_off':
      return putOff(delivery, change, now);
    case 'dropped':
      return isHeld(delivery, now) ? { kind: 'ignored', reason: 'held' } : ended(delivery, change.failure, now);
    case 'overdue':
      return overdue(delivery, now);
    case 'hurried':
      return hurry(delivery, now);
    default:
      return assertNever(change);
  }
}

function isHeld({ lease }: PendingDelivery, now: Instant): boolean {
  return lease !== null && lease.expires_at > now;
}

function claim(delivery: PendingDelivery, holder: string, now: Instant): DeliveryOutcome {
  if (isHeld(delivery, now)) return { kind: 'ignored', reason: 'held' };
  if (delivery.next_try_at > now) return { kind: 'ignored', reason: 'not_due' };
  const expiresAt = addMs(now, DELIVERY_LEASE_MS);
  const claimed = { lease: { holder, expires_at: expiresAt }, wake_at: expiresAt, unclaimed: 0, updated_at: now };
  return { kind: 'applied', delivery: { ...delivery, ...claimed }, isDispatched: false };
}

function tried(
  delivery: PendingDelivery,
  { holder, attempt, chance }: Extract<DeliveryChange, { type: 'tried' }>,
  now: Instant,
): DeliveryOutcome {
  const isTakenNow = isTaken(attempt);
  if (!isTakenNow && delivery.lease?.holder !== holder) return { kind: 'ignored', reason: 'not_mine' };
  const tries = delivery.tries + 1;
  const told = { ...delivery, attempts: [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT), tries };
  if (isTakenNow) return ended(told, null, now);
  if (isGone(attempt)) return ended(told, 'The target is gone: it answered 410.', now);
  const backoffMs = BACKOFF_MS[tries - 1];
  if (backoffMs === undefined) return ended(told, `The target did not take it in ${tries} tries.`, now);
  return again(told, addMs(now, Math.round(backoffMs * (1 + chance / 5))), now);
}

/** Its holder has seen that the target has enough to do. */
function putOff(
  delivery: PendingDelivery,
  { holder, chance }: Extract<DeliveryChange, { type: 'put_off' }>,
  now: Instant,
): DeliveryOutcome {
  if (delivery.lease?.holder !== holder) return { kind: 'ignored', reason: 'not_mine' };
  const fullMs = Math.min(PUT_OFF_MAX_MS, PUT_OFF_MS * 2 ** Math.min(delivery.put_offs, 16));
  const until = addMs(now, Math.round(fullMs * (1 + chance)));
  return again({ ...delivery, put_offs: delivery.put_offs + 1 }, until, now);
}

/** `delivery` on its way to its next try. */
function again(delivery: PendingDelivery, dueAt: Instant, now: Instant): DeliveryOutcome {
  const sent = {
    lease: null,
    next_try_at: dueAt,
    wake_at: addMs(dueAt, DUE_GRACE_MS),
    dispatches: delivery.dispatches + 1,
    unclaimed: 1,
    updated_at: now,
  };
  return { kind: 'applied', delivery: { ...delivery, ...sent }, isDispatched: true };
}

/** The end: well without a `failure`. */
function ended(delivery: PendingDelivery, failure: string | null, now: Instant): DeliveryOutcome {
  const rest = { lease: null, next_try_at: null, wake_at: null, ended_at: now, updated_at: now };
  const end: Delivery =
    failure === null
      ? { ...delivery, ...rest, status: 'delivered', failure }
      : { ...delivery, ...rest, status: 'failed', failure };
  return { kind: 'applied', delivery: end, isDispatched: false };
}

/** The sweep found it past its `wake_at`: its task was lost, or came too early, or its holder died. */
function overdue(delivery: PendingDelivery, now: Instant): DeliveryOutcome {
  if (delivery.wake_at > now) return { kind: 'ignored', reason: 'not_due' };
  const unclaimed = delivery.unclaimed + 1;
  const waitMs = Math.min(REDISPATCH_MAX_MS, REDISPATCH_MS * 2 ** Math.min(unclaimed - 1, 16));
  const sent = { lease: null, unclaimed, dispatches: delivery.dispatches + 1, wake_at: addMs(now, waitMs) };
  return { kind: 'applied', delivery: { ...delivery, ...sent, updated_at: now }, isDispatched: true };
}

/** Its owner wants it tried now. One whose task is on its way already needs no other, however often it is asked for. */
function hurry(delivery: PendingDelivery, now: Instant): DeliveryOutcome {
  if (isHeld(delivery, now)) return { kind: 'ignored', reason: 'held' };
  if (delivery.next_try_at <= now && delivery.wake_at > now) return { kind: 'ignored', reason: 'due' };
  return again(delivery, now, now);
}

/** Milliseconds until it may be tried; 0 when it may now or is over. */
export function earlyBy(delivery: Delivery, now: Instant): number {
  return delivery.status === 'pending' && delivery.next_try_at > now ? msBetween(now, delivery.next_try_at) : 0;
}
