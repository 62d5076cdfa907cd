import type { DeliveryAttempt } from '../schema/delivery.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import type { SwitchedOff, Webhook } from '../schema/webhook.ts';
import { isGone, isTaken } from './delivery.ts';

/** A target that took nothing for so long is switched off: longer than a night or a failed release, shorter than a bill. */
const FAILING_FOR_MS = 24 * 3_600_000;

/** An answer that takes longer makes its target a slow one, to which few deliveries go at once. */
const SLOW_MS = 2_000;

/** How long deliveries are signed with the secret before the newest too. */
export const OLD_SECRET_FOR_MS = 24 * 3_600_000;

/**
 * The webhook after a try, or null when nothing has changed: a target that works is not written at all. Since when it
 * fails is written once; the next delivery that is taken clears it. A day without one switches it off, a 410 at once.
 */
export function afterAttempt(webhook: Webhook, attempt: DeliveryAttempt, now: Instant): Webhook | null {
  if (!webhook.is_enabled) return null;
  if (isTaken(attempt)) {
    const isSlow = attempt.duration_ms > SLOW_MS;
    if (webhook.failing_since === null && webhook.is_slow === isSlow) return null;
    return { ...webhook, failing_since: null, is_slow: isSlow, updated_at: now };
  }
  if (isGone(attempt)) {
    return off(webhook, { reason: 'gone', at: now, message: 'The target answered 410: it is gone.' });
  }
  const since = webhook.failing_since;
  if (since === null) return { ...webhook, failing_since: now, updated_at: now };
  if (msBetween(since, now) < FAILING_FOR_MS) return null;
  const why = attempt.error ?? `it answered ${attempt.status_code}`;
  return off(webhook, { reason: 'failing', at: now, message: `It took nothing for a day. The last time: ${why}` });
}

function off(webhook: Webhook, why: SwitchedOff): Webhook {
  return { ...webhook, is_enabled: false, switched_off: why, updated_at: why.at };
}

/** Switched off by its owner. */
export function switchOff(webhook: Webhook, now: Instant): Webhook {
  if (!webhook.is_enabled) return webhook;
  return off(webhook, { reason: 'owner', at: now, message: 'You switched it off.' });
}

/** Switched on, with a clean slate. */
export function switchOn(webhook: Webhook, now: Instant): Webhook {
  const clean = { failing_since: null, is_slow: false, switched_off: null, updated_at: now };
  return webhook.is_enabled ? webhook : { ...webhook, ...clean, is_enabled: true };
}

/** Whether few deliveries should be under way to it at once: else a target that hangs takes the place of all others. */
export function needsCare({ failing_since: since, is_slow: isSlow }: Webhook): boolean {
  return since !== null || isSlow;
}
