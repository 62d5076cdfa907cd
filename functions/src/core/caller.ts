import { type ApiScope, SCOPES } from '../schema/apiKey.ts';
import type { Instant } from '../schema/time.ts';

/** Who makes a call, and what they may do. */
export interface Caller {
  readonly owner: string;
  readonly scopes: readonly ApiScope[];
  /** The API key of the call; null for the owner in person, by ID token. */
  readonly key: { readonly keyId: string; readonly expiresAt: Instant | null } | null;
}

/** By this, and the length, programs that look for leaked secrets know an API key of ours. */
export const KEY_PREFIX = 'mp_';

/** Whether a bearer token is meant to be an API key, whole or not. An ID token begins otherwise. */
export function isApiKey(token: string): boolean {
  return token.startsWith(KEY_PREFIX);
}

/** The owner in person: may do everything. */
export function inPerson(owner: string): Caller {
  return { owner, scopes: SCOPES, key: null };
}

/** `scopes` with those that they bring along: `admin` brings `run`, `run` brings `read`. */
export function withLesser(scopes: readonly ApiScope[]): ApiScope[] {
  const highest = Math.max(...scopes.map((scope) => SCOPES.indexOf(scope)));
  return SCOPES.slice(0, highest + 1);
}
