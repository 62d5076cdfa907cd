import type { ApiScope, CreateKeyRequest } from '../../../../functions/src/schema/apiKey.ts';
import { toInstant } from '../../../../functions/src/schema/time.ts';

/** How long a key may last: days, as the form has them. */
export const EXPIRIES = [
  ['7', 'in a week'],
  ['30', 'in 30 days'],
  ['90', 'in 90 days'],
  ['365', 'in a year'],
  ['', 'never'],
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
