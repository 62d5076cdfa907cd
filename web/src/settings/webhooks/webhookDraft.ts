import * as z from 'zod';
import { EXTERNAL_TYPE } from '../../../../functions/src/schema/external.ts';
import {
  type EditWebhookRequest,
  type WebhookAnswer,
  type WebhookEvent,
  webhookEvent,
} from '../../../../functions/src/schema/webhook.ts';
import { RESEARCH_TYPE } from '../../missions/form/missionDraft.ts';
import { REPORT_TYPE } from '../../missions/reportType.ts';

/** What the form sends; the server fills in the rest. */
export interface NewWebhook {
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly type?: string;
  readonly mission_id?: string;
  readonly description?: string;
  readonly progress_at?: number[];
}

/** The form as it is filled in. */
export const webhookDraft = z
  .object({
    url: z.string(),
    events: z.array(webhookEvent).readonly(),
    type: z.string(),
    /** The one mission that it is about; empty for all. */
    mission: z.string(),
    description: z.string(),
    /** Percents as they were typed: "25, 50, 75". */
    percents: z.string(),
  })
  .readonly();
export type WebhookDraft = z.infer<typeof webhookDraft>;

export const EMPTY_DRAFT: WebhookDraft = {
  url: '',
  events: ['mission.waiting', 'mission.completed', 'mission.failed', 'mission.cancelled'],
  type: '',
  mission: '',
  description: '',
  percents: '25, 50, 75',
};

/** Whether a secret may stand in the address: behind "?" receivers take their tokens, before "@" there are passwords. */
export function mayHoldSecret({ url }: Pick<WebhookDraft, 'url'>): boolean {
  return /[?@]/.test(url);
}

/** What of the form may stay on the device: no secret. */
export function storableDraft(draft: WebhookDraft): WebhookDraft {
  return mayHoldSecret(draft) ? { ...draft, url: EMPTY_DRAFT.url } : draft;
}

/**
 * The types that are offered: those that the server says it runs and `external`, for it refuses all others. Null where it
 * has not said so (yet): then those that everybody has, and those of missions that were `seen`.
 */
export function offeredTypes(run: readonly string[] | null, seen: readonly string[]): readonly string[] {
  return [...new Set([...(run ?? [RESEARCH_TYPE, REPORT_TYPE, ...seen]), EXTERNAL_TYPE])];
}

/** The form of a webhook that is there. */
export function draftOf(webhook: WebhookAnswer): WebhookDraft {
  return {
    url: webhook.url,
    events: webhook.events,
    type: webhook.type ?? '',
    mission: webhook.mission_id ?? '',
    description: webhook.description ?? '',
    percents: webhook.progress_at.length === 0 ? EMPTY_DRAFT.percents : webhook.progress_at.join(', '),
  };
}

/** The request for what is filled in. What can't be a number is sent as it is read, for the server to name the fault. */
export function webhookRequest({ url, events, type, mission, description, percents }: WebhookDraft): NewWebhook {
  const texts = { type: type.trim(), mission_id: mission.trim(), description: description.trim() };
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const asked = percentsIn(percents);
  return {
    url: url.trim(),
    events: [...events],
    ...filled,
    ...(events.includes('mission.progress') && asked.length > 0 ? { progress_at: asked } : {}),
  };
}

/** The change that the form makes to a webhook. What is emptied is taken away; percents go with their event. */
export function webhookChange({ url, events, type, mission, description, percents }: WebhookDraft): EditWebhookRequest {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    url: url.trim(),
    events: [...events],
    type: orNull(type),
    mission_id: orNull(mission),
    description: orNull(description),
    ...(events.includes('mission.progress') ? { progress_at: percentsIn(percents) } : {}),
  };
}

function percentsIn(text: string): number[] {
  return text
    .split(/[\s,;%]+/)
    .filter((word) => word !== '')
    .map(Number);
}
