import * as z from 'zod';
import { keyId } from './ids.ts';
import { moment } from './request.ts';
import { instant } from './time.ts';

/** What a caller may do, from least to most: look; create and move missions; keys, webhooks and deleting. */
export const SCOPES = ['read', 'run', 'admin'] as const;
export const apiScope = z.enum(SCOPES);
export type ApiScope = z.infer<typeof apiScope>;

/** How many keys an owner may have that are not revoked. */
export const MAX_API_KEYS = 50;

/** How long a key that was revoked or has expired is still listed, in days. */
export const KEY_KEPT_DAYS = 30;

/**
 * The document `api_keys/{sha256 of the key}`, the key itself being nowhere. Written by the API alone, read by it and by
 * nobody else: no rule lets a client near. Beside these fields lies `delete_at`, for the TTL policy.
 */
export const apiKey = z.object({
  /** The key's public name, in lists and logs. */
  key_id: keyId,
  owner: z.string().min(1),
  name: z.string(),
  /** The key's last characters, by which its owner tells which of them it is. */
  ends_with: z.string(),
  /** All that the key may do: a scope brings those below it. */
  scopes: z.array(apiScope).min(1),
  created_at: instant,
  /** The key it was made with; null for its owner in person. */
  created_by: keyId.nullable(),
  expires_at: instant.nullable(),
  /** Up to an hour behind. */
  last_used_at: instant.nullable(),
  revoked_at: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** `POST /keys`. */
export const createKeyRequest = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'must say what the key is for')
    .max(100)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'has a control character in it'),
  scopes: z.array(apiScope).min(1, 'must name at least one of read, run, admin').max(3).default(['read', 'run']),
  expires_at: moment.nullable().default(null),
});
export type CreateKeyRequest = z.infer<typeof createKeyRequest>;

/** An API key as its owner sees it. */
export const keyAnswer = apiKey.omit({ owner: true });
export type KeyAnswer = z.infer<typeof keyAnswer>;

/** `POST /keys`: the only answer that has the key itself. */
export const newKeyAnswer = keyAnswer.extend({ key: z.string() });
export type NewKeyAnswer = z.infer<typeof newKeyAnswer>;

/** `GET /keys`: those that are not revoked, newest first, then those that are. */
export const keyList = z.object({ keys: z.array(keyAnswer) });
