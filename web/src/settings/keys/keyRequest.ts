import type { ApiScope, CreateKeyRequest } from '../../../../functions/src/schema/apiKey.ts';
import { toInstant } from '../../../../functions/src/schema/time.ts';
import { EXPIRY_WORDS } from '../../words/keys.ts';

/** How long a key may last: days, as the form has them. */
export const EXPIRIES = [
  ['7', EXPIRY_WORDS.week],
  ['30', EXPIRY_WORDS.month],
  ['90', EXPIRY_WORDS.quarter],
  ['365', EXPIRY_WORDS.year],
  ['', EXPIRY_WORDS.never],
] as const;

interface KeyDraft {
  readonly name: string;
  readonly scope: ApiScope;
  /** Empty for never. */
  readonly days: string;
}

export function keyRequest({ name, scope, days }: KeyDraft, now: number): CreateKeyRequest {
  return {
    name: name.trim(),
    scopes: [scope],
    expires_at: days === '' ? null : toInstant(now + Number(days) * 86_400_000),
  };
}
