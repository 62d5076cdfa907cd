import { type DeliveryChange, earlyBy, isTaken, nextDelivery, SEND_LIMIT_MS } from '../core/delivery.ts';
import { STAY_MS } from '../core/failEvents.ts';
import { afterAttempt, needsCare } from '../core/webhookState.ts';
import { signedHeaders } from '../edge/signature.ts';
import type { DeliveryTask } from '../edge/tasks.ts';
import type { Deps } from '../missions/deps.ts';
import { sendDeliveries } from '../missions/sendDeliveries.ts';
import { changeWebhook } from '../missions/webhooks.ts';
import { type Delivery, type DeliveryAttempt, EXCERPT_CHARACTERS, type PendingDelivery } from '../schema/delivery.ts';
import { type Instant, toEpochMs } from '../schema/time.ts';
import type { Webhook } from '../schema/webhook.ts';
import type { StoredDelivery } from '../store/deliveries.ts';
import { countAhead, readDelivery, readDeliveryAndWebhook, replaceDelivery } from '../store/deliveries.ts';
import { isTransient } from '../store/firestore.ts';
import type { StoredWebhook } from '../store/webhooks.ts';

/** How a task for a delivery ended. `left`: there was nothing to do, or nothing to do now. */
export type DeliveryEnd = Delivery['status'] | 'left';

/**
 * So many deliveries are under way at once to a target that fails or is slow: with more, one that hangs would take the
 * places of all others. Those that take one up while others are still at it may pass it by a few.
 */
const UNDER_WAY_MOST = 5;

/** Chance comes in whole numbers; so many of them make a share. */
const CHANCES = 1_000_000;

/** How long the end of a try is kept in memory while Firestore is away. Then the queue brings the task again. */
const RECORD_PATIENCE_MS = 60_000;
const RECORD_BACKOFF_MS = 1_000;

/**
 * Makes one try of a delivery, if it is due and nobody else is at it. Called for every delivery of a task, also the
 * second, the late and the concurrent one: who sends has taken the lease by compare-and-swap. After a try that was taken
 * and recorded nothing is sent under the same id; a process that dies between the two leaves a delivery that is sent
 * again when its lease has run out, under the same id. Throws only when the end could not be recorded.
 * Cost of a try: two reads and two writes; one read more for a target that fails or is slow, also when the delivery is
 * put off for it; one write of the webhook when its state changes.
 */
export async function deliver(deps: Deps, task: DeliveryTask, holder: string): Promise<DeliveryEnd> {
  const { stored, target } = await whenDue(deps, task);
  if (stored?.delivery.status !== 'pending' || stored.delivery.webhook_id !== task.webhook_id) return 'left';
  const why = reasonNotTo(stored.delivery, target?.webhook ?? null);
  if (why !== null || target === null) {
    return await drop(deps, stored, why ?? DELETED);
  }
  const claimed = await claim(deps, stored, holder);
  if (claimed === null) return 'left';
  if (needsCare(target.webhook) && (await isCrowded(deps, claimed))) {
    return await record(deps, claimed, { type: 'put_off', holder, chance: chance(deps) });
  }
  // Whoever stood still for so long may have been overtaken: only the lease says who sends.
  if (toEpochMs(claimed.until) - deps.clock.epochMs() <= SEND_LIMIT_MS) return 'left';
  const attempt = await send(deps, claimed.delivery, target.webhook);
  const { excerpt: _said, ...told } = attempt;
  deps.log.info({ ...task, ...told, tries: claimed.delivery.tries + 1 }, 'delivery tried');
  const end = await record(deps, claimed, { type: 'tried', holder, attempt, chance: chance(deps) });
  await keepState(deps, target, attempt);
  return end;
}

/** The delivery and its webhook. A task that comes a little early waits for its moment instead of being lost. */
async function whenDue(deps: Deps, { delivery_id: id, webhook_id: webhookId }: DeliveryTask) {
  const read = await readDeliveryAndWebhook(deps.db, id, webhookId);
  const earlyMs = read.stored === null ? 0 : earlyBy(read.stored.delivery, deps.clock.now());
  if (earlyMs === 0 || earlyMs > STAY_MS) return read;
  await deps.sleep(earlyMs);
  return await readDeliveryAndWebhook(deps.db, id, webhookId);
}

const DELETED = 'The webhook was deleted.';

/** Why it must not be sent at all; null when it may. */
function reasonNotTo(delivery: Delivery, webhook: Webhook | null): string | null {
  if (webhook === null || webhook.owner !== delivery.owner) return DELETED;
  return webhook.is_enabled ? null : 'The webhook was switched off.';
}

/** Whether so many took up a delivery to the same target before that this one has to come again later. */
async function isCrowded(deps: Deps, { delivery, until }: Claimed): Promise<boolean> {
  return (await countAhead(deps.db, delivery.webhook_id, deps.clock.now(), until)) >= UNDER_WAY_MOST;
}

/** Gives it up unsent. What another writer made of it first stands. */
async function drop(deps: Deps, stored: StoredDelivery, failure: string): Promise<DeliveryEnd> {
  const outcome = nextDelivery(stored.delivery, { type: 'dropped', failure }, deps.clock.now());
  if (outcome.kind !== 'applied') return 'left';
  const dropped = await replaceDelivery(deps.db, stored, outcome.delivery);
  return dropped === null ? 'left' : outcome.delivery.status;
}

interface Claimed extends StoredDelivery {
  readonly delivery: PendingDelivery;
  /** When the right to send it ends. */
  readonly until: Instant;
}

/** Takes the right to send; null when somebody else has it. */
async function claim(deps: Deps, stored: StoredDelivery, holder: string): Promise<Claimed | null> {
  const outcome = nextDelivery(stored.delivery, { type: 'claimed', holder }, deps.clock.now());
  if (outcome.kind !== 'applied') return null;
  const taken = await replaceDelivery(deps.db, stored, outcome.delivery);
  if (taken?.delivery.status !== 'pending' || taken.delivery.lease === null) return null;
  return { delivery: taken.delivery, version: taken.version, until: taken.delivery.lease.expires_at };
}

async function send(deps: Deps, delivery: PendingDelivery, webhook: Webhook): Promise<DeliveryAttempt> {
  const startedMs = deps.clock.epochMs();
  const at = deps.clock.now();
  const { delivery_id: id, body } = delivery;
  const old = webhook.old_secret !== null && webhook.old_secret.until > at ? [webhook.old_secret.secret] : [];
  const headers = signedHeaders({ id, atMs: startedMs, body }, [webhook.secret, ...old]);
  const answer = await deps.targets.post({ url: webhook.url, headers, body });
  const duration_ms = Math.max(0, Math.round(deps.clock.epochMs() - startedMs));
  if (answer.status === null) return { at, duration_ms, status_code: null, error: answer.error, excerpt: null };
  const tried = { at, duration_ms, status_code: answer.status, error: null, excerpt: null };
  if (isTaken(tried)) return tried;
  const excerpt = answer.text.trim().slice(0, EXCERPT_CHARACTERS).toWellFormed();
  return { ...tried, error: problemOf(answer.status, answer.location), excerpt: excerpt === '' ? null : excerpt };
}

function problemOf(status: number, location: string | null): string {
  if (status < 300 || status > 399) return `It answered ${status}.`;
  const where = location === null ? '' : ` to ${location.slice(0, EXCERPT_CHARACTERS)}`;
  return `It answered ${status}, a redirect${where}. Redirects are not followed: give the webhook the final address.`;
}

/** Writes down how a try ended, whatever else was written meanwhile; Firestore may be away for a while. */
async function record(deps: Deps, claimed: StoredDelivery, what: DeliveryChange): Promise<DeliveryEnd> {
  const startedMs = deps.clock.epochMs();
  let stored: StoredDelivery | null = claimed;
  while (stored !== null) {
    try {
      const outcome = nextDelivery(stored.delivery, what, deps.clock.now());
      if (outcome.kind !== 'applied') return 'left';
      const written = await replaceDelivery(deps.db, stored, outcome.delivery);
      if (written !== null) {
        if (outcome.isDispatched) await sendDeliveries(deps, [outcome.delivery]);
        return outcome.delivery.status;
      }
      stored = await readDelivery(deps.db, claimed.delivery.delivery_id);
    } catch (error) {
      if (!isTransient(error) || deps.clock.epochMs() - startedMs > RECORD_PATIENCE_MS) throw error;
      deps.log.warn({ delivery_id: claimed.delivery.delivery_id, err: error }, 'Firestore away; trying again');
      await deps.sleep(deps.random(RECORD_BACKOFF_MS) + 100);
    }
  }
  return 'left';
}

/** What the try says of the target: since when it fails, whether it is slow, whether it has to be switched off. */
async function keepState(deps: Deps, target: StoredWebhook, attempt: DeliveryAttempt): Promise<void> {
  const after = await changeWebhook(deps, target, (webhook) => afterAttempt(webhook, attempt, deps.clock.now()));
  if (after?.is_enabled !== false) return;
  deps.log.warn({ webhook_id: after.webhook_id, owner: after.owner, ...after.switched_off }, 'webhook switched off');
}

function chance(deps: Deps): number {
  return deps.random(CHANCES) / CHANCES;
}
