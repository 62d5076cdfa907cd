import * as z from 'zod';
import { missionId } from './ids.ts';
import { instant } from './time.ts';

/** How many webhooks an owner may have: each that is switched on is read when one of their missions ends or waits. */
export const MAX_WEBHOOKS = 20;

/** At how many percents a webhook may be called. */
export const MAX_PERCENTS = 10;

export const webhookEvent = z.enum([
  'mission.waiting',
  'mission.completed',
  'mission.failed',
  'mission.cancelled',
  'mission.progress',
]);
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** A path segment and a document id. */
export const webhookId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,63}$/, 'must be the id of a webhook');

/** The address that is called. Whether it lies on the public internet is found out by asking for its addresses. */
const targetUrl = z
  .string()
  .max(2000)
  .transform((text, context) => {
    const url = URL.parse(text);
    const message = urlFault(url);
    if (message === null && url !== null) return url.href;
    context.issues.push({ code: 'custom', input: text, message: message ?? 'must be an address' });
    return z.NEVER;
  });

/** A password in an address ends in logs and lists. The guide's part stands below the address of the API. */
const CREDENTIALS_FAULT =
  'must not have a user name or password in it: your receiver knows our calls by their signature, in the header ' +
  '"webhook-signature" (see /guide/webhooks#verify-what-you-receive)';

function urlFault(url: URL | null): string | null {
  if (url === null) return 'must be an address such as "https://example.com/hooks"';
  // "localhost:8000" is read as an address of the scheme "localhost".
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return 'must begin with "https://", such as "https://example.com/hooks": calls are sent in no other way';
  }
  if (url.username !== '' || url.password !== '') return CREDENTIALS_FAULT;
  return url.hash === '' ? null : 'must not have a part behind "#": it would not be sent';
}

/**
 * What is wrong with calling this address, for all hosts but those that the operator has exempted; null if nothing.
 * Without TLS everybody on the way could read what is sent.
 */
export function schemeFault({ protocol }: Pick<URL, 'protocol'>): string | null {
  return protocol === 'https:'
    ? null
    : 'must be an https address, unless the operator has exempted its host, such as localhost:8000, by FETCH_ALLOW_HOSTS';
}

/** Why nothing is sent to a webhook any more. `failing`: a day without one delivery; `gone`: it answered 410. */
export const switchedOff = z.object({
  reason: z.enum(['owner', 'failing', 'gone']),
  at: instant,
  message: z.string(),
});
export type SwitchedOff = z.infer<typeof switchedOff>;

const shared = z.object({
  webhook_id: webhookId,
  owner: z.string().min(1),
  url: z.string(),
  description: z.string().nullable(),
  events: z.array(webhookEvent).min(1),
  /** The percents at which `mission.progress` is sent, ascending. */
  progress_at: z.array(z.int().min(1).max(99)).max(MAX_PERCENTS),
  /** Narrows it to one mission. */
  mission_id: missionId.nullable(),
  /** Narrows it to missions of one type. */
  type: z.string().nullable(),
  /** `whsec_` and 32 random bytes in Base64. Kept as it is, since every delivery is signed with it. */
  secret: z.string(),
  /** The one before, with which deliveries are signed too until its owner has changed over. */
  old_secret: z.object({ secret: z.string(), until: instant }).nullable(),
  /** The first failure since the last delivery that was taken. */
  failing_since: instant.nullable(),
  /** Whether its last answer took long: then few deliveries are under way to it at once. */
  is_slow: z.boolean(),
  created_at: instant,
  updated_at: instant,
});

/** `webhooks/{id}`: whom to tell of what. Written by its owner through the API, and by deliveries when its state changes. */
export const webhook = z.discriminatedUnion('is_enabled', [
  shared.extend({ is_enabled: z.literal(true), switched_off: z.null() }),
  shared.extend({ is_enabled: z.literal(false), switched_off: switchedOff }),
]);
export type Webhook = z.infer<typeof webhook>;

const DEFAULT_EVENTS: readonly WebhookEvent[] = webhookEvent.options.filter((event) => event !== 'mission.progress');
const DEFAULT_PERCENTS: readonly number[] = [25, 50, 75];

const events = z
  .array(webhookEvent)
  .min(1, 'needs at least one event')
  .transform((names) => webhookEvent.options.filter((name) => names.includes(name)));
const progressAt = z
  .array(z.int('must be a whole number').min(1, 'must be at least 1').max(99, 'must be at most 99'))
  .max(MAX_PERCENTS, `takes at most ${MAX_PERCENTS} percents`)
  .transform((percents) => [...new Set(percents)].toSorted((one, other) => one - other));
const description = z.string().trim().min(1).max(200);
const type = z.string().min(1).max(64);

/** `POST /webhooks`. */
export const createWebhookRequest = z
  .strictObject({
    url: targetUrl,
    description: description.optional(),
    events: events.default([...DEFAULT_EVENTS]),
    progress_at: progressAt.optional(),
    mission_id: missionId.optional(),
    type: type.optional(),
  })
  .refine((body) => body.progress_at === undefined || body.events.includes('mission.progress'), {
    path: ['progress_at'],
    error: 'needs "mission.progress" among the events',
  });
export type CreateWebhookRequest = z.infer<typeof createWebhookRequest>;

/** The percents of a webhook with these events: those that were asked for, else every quarter, else none. */
export function percentsFor(of: readonly WebhookEvent[], asked: readonly number[] | undefined): number[] {
  if (!of.includes('mission.progress')) return [];
  return asked === undefined || asked.length === 0 ? [...DEFAULT_PERCENTS] : [...asked];
}

/** `PATCH /webhooks/{id}`. What is left out stays; null takes a narrowing or the description away. */
export const editWebhookRequest = z
  .strictObject({
    url: targetUrl.optional(),
    description: description.nullable().optional(),
    events: events.optional(),
    progress_at: progressAt.optional(),
    mission_id: missionId.nullable().optional(),
    type: type.nullable().optional(),
    is_enabled: z.boolean().optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0,
    'must change at least one of url, description, events, progress_at, mission_id, type, is_enabled',
  );
export type EditWebhookRequest = z.infer<typeof editWebhookRequest>;

/** A webhook as the API answers it: without its secrets. */
export const webhookAnswer = z.object({
  ...shared.omit({ owner: true, secret: true, old_secret: true, is_slow: true }).shape,
  is_enabled: z.boolean(),
  switched_off: switchedOff.nullable(),
  /** Until when deliveries are signed with the secret before the newest too. */
  old_secret_until: instant.nullable(),
});
export type WebhookAnswer = z.infer<typeof webhookAnswer>;

/** The answer to creating a webhook and to a new secret: the only ones that show it. */
export const webhookWithSecret = webhookAnswer.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

/** `GET /webhooks`, newest first. */
export const webhookList = z.object({ webhooks: z.array(webhookAnswer) });
