import type { Mission } from '../schema/mission.ts';
import type { Webhook, WebhookEvent } from '../schema/webhook.ts';
import { isOver } from './allowed.ts';
import { assertNever } from './assertNever.ts';
import { percentBefore } from './plan.ts';

/**
 * Percents are told from so many seconds into an attempt on, those passed until then together. Who hears of a quarter
 * of a mission of three seconds has no use for it, and a quick mission need not ask who wants to.
 */
const EARLY_SECONDS = 5;

/** What a change of a mission is to those who follow it from outside. */
export interface News {
  readonly event: WebhookEvent;
  /** Tells it from the mission's other news, also of the same event. */
  readonly key: string;
  /** The percents that were passed: those above `from`, up to `to`. Nothing was where they are equal. */
  readonly from: number;
  readonly to: number;
}

/** One message to one webhook. `reached`: the chosen percent that was passed. */
export interface Notice {
  readonly webhookId: string;
  readonly event: WebhookEvent;
  readonly key: string;
  readonly reached: number | null;
}

type Follower = Pick<Webhook, 'webhook_id' | 'events' | 'mission_id' | 'type' | 'progress_at'>;

/**
 * What there is to tell when `before` became `after` in one commit: that the mission ended, that it waits for something
 * new, or that it passed whole percents; null for everything else. A mission that goes on waiting after a pause waits
 * for nothing new; one that ends tells its end and not the percents on the way there.
 */
export function newsOf(before: Mission, after: Mission): News | null {
  const told = { key: `${after.attempt}-${after.seq}`, from: 0, to: 0 };
  switch (after.status) {
    case 'completed':
    case 'failed':
    case 'cancelled':
      return isOver(before) ? null : { event: `mission.${after.status}`, ...told };
    case 'waiting':
      return before.wait?.wait_id === after.wait.wait_id ? null : { event: 'mission.waiting', ...told };
    case 'proposed':
    case 'approved':
    case 'queued':
    case 'in_progress':
    case 'paused': {
      const passed = percentsPassed(before, after);
      return passed === null ? null : { event: 'mission.progress', key: `${after.attempt}-at`, ...passed };
    }
    default:
      return assertNever(after);
  }
}

function percentsPassed(before: Mission, after: Mission): { readonly from: number; readonly to: number } | null {
  const then = before.execution_record.progress_tracker;
  const now = after.execution_record.progress_tracker;
  if (before.attempt !== after.attempt || now.elapsed_seconds < EARLY_SECONDS) return null;
  const begun = percentBefore(after, after.ledger_parts.at(-1)?.from_step ?? 0);
  const from = then.elapsed_seconds < EARLY_SECONDS ? Math.min(begun, then.progress_percent) : then.progress_percent;
  return Math.floor(from) < Math.floor(now.progress_percent) ? { from, to: now.progress_percent } : null;
}

/** Who is told of `news`: at most one message for each of `webhooks`, for the highest percent if several were passed. */
export function noticesOf(
  { event, key, from, to }: News,
  mission: Pick<Mission, 'mission_id' | 'type'>,
  webhooks: readonly Follower[],
): Notice[] {
  return webhooks.flatMap((webhook): Notice[] => {
    if (!webhook.events.includes(event) || !isAbout(webhook, mission)) return [];
    const { webhook_id: webhookId } = webhook;
    if (event !== 'mission.progress') return [{ webhookId, event, key, reached: null }];
    const reached = webhook.progress_at.findLast((percent) => from < percent && percent <= to);
    return reached === undefined ? [] : [{ webhookId, event, key: `${key}-${reached}`, reached }];
  });
}

function isAbout(webhook: Follower, { mission_id: id, type }: Pick<Mission, 'mission_id' | 'type'>): boolean {
  return (webhook.mission_id ?? id) === id && (webhook.type ?? type) === type;
}
