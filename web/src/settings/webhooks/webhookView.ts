import { ageText, countdownText, durationText, whenText } from '../../../../client/src/words/duration.ts';
import type { DeliveryAnswer, DeliveryAttempt, DeliveryEventType } from '../../../../functions/src/schema/delivery.ts';
import type { WebhookAnswer, WebhookEvent } from '../../../../functions/src/schema/webhook.ts';
import type { Tone } from '../../ui/tone.ts';

export const EVENT_WORDS: Readonly<Record<WebhookEvent, { readonly label: string; readonly text: string }>> = {
  'mission.waiting': { label: 'Waiting', text: 'A mission asks something, or waits for a signal or a moment.' },
  'mission.completed': { label: 'Completed', text: 'A mission is done, and its result is there.' },
  'mission.failed': { label: 'Failed', text: 'A mission failed, with the reason.' },
  'mission.cancelled': { label: 'Cancelled', text: 'By you or a program of yours.' },
  'mission.progress': { label: 'Progress', text: 'A mission passes one of the percents below.' },
};

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
  const percents = webhook.progress_at.length === 0 ? '' : ` at ${webhook.progress_at.join(', ')} %`;
  const facts = [`${events}${percents}`];
  if (webhook.type !== null) facts.push(`type ${webhook.type} alone`);
  if (webhook.mission_id !== null) facts.push(`mission ${webhook.mission_id} alone`);
  facts.push(`made ${ageText(Date.parse(webhook.created_at), now)}`);
  if (webhook.old_secret_until !== null && Date.parse(webhook.old_secret_until) > now) {
    facts.push(`old secret good until ${whenText(Date.parse(webhook.old_secret_until), now)}`);
  }
  return { ...standingOf(webhook, now), facts };
}

function standingOf(webhook: WebhookAnswer, now: number): Omit<WebhookView, 'facts'> {
  const { switched_off: off, failing_since: since } = webhook;
  if (off !== null) {
    const isOwn = off.reason === 'owner';
    const when = ageText(Date.parse(off.at), now);
    const next = 'Nothing is sent. Mend the target, switch the webhook on and send a test.';
    return {
      word: 'Off',
      tone: isOwn ? 'cancelled' : 'failed',
      trouble: isOwn ? null : { title: `Switched off ${when}: ${off.message}`, text: next },
    };
  }
  if (since === null) return { word: 'On', tone: 'succeeded', trouble: null };
  const title = `It has taken nothing since ${whenText(Date.parse(since), now)}.`;
  const text = 'Deliveries are tried again. After a day without one it is switched off.';
  return { word: 'Failing', tone: 'waiting', trouble: { title, text } };
}

/** A delivery as its row shows it. */
export interface DeliveryView {
  readonly what: string;
  readonly word: string;
  readonly tone: Tone;
  readonly facts: readonly string[];
  /** What its owner can do with it, and why not now. */
  readonly action: 'Send once more' | 'Try now';
  readonly blocked: string | null;
}

export function deliveryView(delivery: DeliveryAnswer, now: number): DeliveryView {
  const { status, tries, next_try_at: nextTryAt, failure } = delivery;
  const facts = [whenText(Date.parse(delivery.created_at), now)];
  if (tries > 0) facts.push(tries === 1 ? '1 try' : `${tries} tries`);
  if (delivery.redelivery_of !== null) facts.push('repeats an earlier one');
  if (nextTryAt !== null && tries > 0) facts.push(`next try ${countdownText(Date.parse(nextTryAt), now)}`);
  if (failure !== null) facts.push(failure);
  const action = status === 'pending' ? 'Try now' : 'Send once more';
  const isDue = nextTryAt !== null && Date.parse(nextTryAt) <= now;
  const blocked = isDue ? 'It is being tried already.' : null;
  return { what: whatOf(delivery.event), ...STATUS_WORDS[status], facts, action, blocked };
}

const STATUS_WORDS = {
  pending: { word: 'On its way', tone: 'running' },
  delivered: { word: 'Delivered', tone: 'succeeded' },
  failed: { word: 'Given up', tone: 'failed' },
} as const;

function whatOf(event: DeliveryEventType): string {
  return event === 'webhook.test' ? 'Test' : EVENT_WORDS[event].label;
}

/** One try in a line: when, how it ended, how long it took. */
export function attemptText({ at, duration_ms: ms, status_code: status, error }: DeliveryAttempt, now: number): string {
  const end = error ?? `Taken, with ${status}.`;
  return `${whenText(Date.parse(at), now)} · ${durationText(ms)} · ${end}`;
}
