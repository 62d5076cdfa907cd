import { ageText, countdownText, durationText, whenText } from '../../../../client/src/words/duration.ts';
import type { DeliveryAnswer, DeliveryAttempt, DeliveryEventType } from '../../../../functions/src/schema/delivery.ts';
import type { WebhookAnswer } from '../../../../functions/src/schema/webhook.ts';
import type { Tone } from '../../ui/tone.ts';
import { DELIVERY_FACTS, EVENT_WORDS, WEBHOOK_FACTS } from '../../words/webhooks.ts';

/** A webhook as its panel shows it. */
export interface WebhookView {
  readonly word: string;
  readonly tone: Tone;
  readonly facts: readonly string[];
  /** Why nothing, or perhaps nothing, arrives. */
  readonly trouble: { readonly title: string; readonly text: string } | null;
}

export function webhookView(webhook: WebhookAnswer, now: number): WebhookView {
  const events = webhook.events.map((event) => EVENT_WORDS[event].label.toLowerCase()).join(', ');
  const percents = webhook.progress_at.length === 0 ? '' : WEBHOOK_FACTS.at(webhook.progress_at.join(', '));
  const facts = [`${events}${percents}`];
  if (webhook.type !== null) facts.push(WEBHOOK_FACTS.type(webhook.type));
  if (webhook.mission_id !== null) facts.push(WEBHOOK_FACTS.mission(webhook.mission_id));
  facts.push(WEBHOOK_FACTS.made(ageText(Date.parse(webhook.created_at), now)));
  if (webhook.old_secret_until !== null && Date.parse(webhook.old_secret_until) > now) {
    facts.push(WEBHOOK_FACTS.old_secret(whenText(Date.parse(webhook.old_secret_until), now)));
  }
  return { ...standingOf(webhook, now), facts };
}

function standingOf(webhook: WebhookAnswer, now: number): Omit<WebhookView, 'facts'> {
  const { switched_off: off, failing_since: since } = webhook;
  if (off !== null) {
    const isOwn = off.reason === 'owner';
    const when = ageText(Date.parse(off.at), now);
    return {
      word: WEBHOOK_FACTS.off,
      tone: isOwn ? 'cancelled' : 'failed',
      trouble: isOwn
        ? null
        : { title: WEBHOOK_FACTS.switched_off(when, off.message), text: WEBHOOK_FACTS.switched_off_next },
    };
  }
  if (since === null) return { word: WEBHOOK_FACTS.on, tone: 'succeeded', trouble: null };
  const title = WEBHOOK_FACTS.failing_since(whenText(Date.parse(since), now));
  return { word: WEBHOOK_FACTS.failing, tone: 'waiting', trouble: { title, text: WEBHOOK_FACTS.failing_next } };
}

/** A delivery as its row shows it. */
export interface DeliveryView {
  readonly what: string;
  readonly word: string;
  readonly tone: Tone;
  readonly facts: readonly string[];
  /** What its owner can do with it, and why not now. */
  readonly action: string;
  readonly blocked: string | null;
}

export function deliveryView(delivery: DeliveryAnswer, now: number): DeliveryView {
  const { status, tries, next_try_at: nextTryAt, failure } = delivery;
  const facts = [whenText(Date.parse(delivery.created_at), now)];
  if (tries > 0) facts.push(DELIVERY_FACTS.tries(tries));
  if (delivery.redelivery_of !== null) facts.push(DELIVERY_FACTS.repeats);
  if (nextTryAt !== null && tries > 0) facts.push(DELIVERY_FACTS.next_try(countdownText(Date.parse(nextTryAt), now)));
  if (failure !== null) facts.push(failure);
  const action = status === 'pending' ? DELIVERY_FACTS.try_now : DELIVERY_FACTS.send_again;
  const isDue = nextTryAt !== null && Date.parse(nextTryAt) <= now;
  const blocked = isDue ? DELIVERY_FACTS.is_due : null;
  return { what: whatOf(delivery.event), ...STATUS_WORDS[status], facts, action, blocked };
}

const STATUS_WORDS = {
  pending: { word: DELIVERY_FACTS.pending, tone: 'running' },
  delivered: { word: DELIVERY_FACTS.delivered, tone: 'succeeded' },
  failed: { word: DELIVERY_FACTS.failed, tone: 'failed' },
} as const;

function whatOf(event: DeliveryEventType): string {
  return event === 'webhook.test' ? DELIVERY_FACTS.test : EVENT_WORDS[event].label;
}

/** One try in a line: when, how it ended, how long it took. */
export function attemptText({ at, duration_ms: ms, status_code: status, error }: DeliveryAttempt, now: number): string {
  const end = error ?? DELIVERY_FACTS.taken(status);
  return `${whenText(Date.parse(at), now)} · ${durationText(ms)} · ${end}`;
}
