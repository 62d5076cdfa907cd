import type { WebhookEvent } from '../../../../functions/src/schema/webhook.ts';

/** What the form sends; the server fills in the rest. */
export interface NewWebhook {
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly type?: string;
  readonly progress_at?: number[];
}

/** The form as it is filled in. */
export interface WebhookDraft {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly type: string;
  /** Percents as they were typed: "25, 50, 75". */
  readonly percents: string;
}

export const EMPTY_DRAFT: WebhookDraft = {
  url: '',
  events: ['mission.waiting', 'mission.completed', 'mission.failed', 'mission.cancelled'],
  type: '',
  percents: '25, 50, 75',
};

/** The request for what is filled in. What can't be a number is sent as it is read, for the server to name the fault. */
export function webhookRequest({ url, events, type, percents }: WebhookDraft): NewWebhook {
  const asked = percents.split(/[\s,;%]+/).filter((word) => word !== '');
  return {
    url: url.trim(),
    events: [...events],
    ...(type.trim() === '' ? {} : { type: type.trim() }),
    ...(events.includes('mission.progress') && asked.length > 0 ? { progress_at: asked.map(Number) } : {}),
  };
}
