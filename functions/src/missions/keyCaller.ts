import type { Firestore } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import type { Caller } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import { toEpochMs } from '../schema/time.ts';
import { changeKey, readKey, type StoredKey } from '../store/apiKeys.ts';
import type { Deps } from './deps.ts';
import { hashOfSecret, isWholeSecret } from './keySecret.ts';

/** For so long an instance goes by what it read of a key: as long a revocation may take, as seldom a key is read. */
const FRESH_MS = 60_000;

/** As many keys as a busy process meets; each takes about 500 bytes. */
const MOST_KEYS = 10_000;

/** A key's last use is written down this seldom: an hour is near enough to see which keys nobody uses. */
const USE_NOTED_MS = 3_600_000;

/** Null: there is no such key, which is remembered too. */
type Known = { readonly stored: StoredKey | null };
type KeyCache = LRUCache<string, Known>;

/** A process has one database; tests have several. */
const caches = new WeakMap<Firestore, KeyCache>();

/**
 * Answers whom a key proves. Found by its hash, so that no comparison of secrets can leak by its time. It throws
 * `key_malformed` (without a read), `key_unknown`, `key_revoked`, `key_expired`; and `rate_limited` when the address has
 * tried `badKeysPerMinute` keys that do not exist: a stranger costs no more reads than that. Keys that this instance
 * knows are taken even then. One read a minute for each key and instance, one write an hour for each key.
 */
export function keyCallers(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  { badKeysPerMinute }: { readonly badKeysPerMinute: number | null },
): (secret: string, address: string) => Promise<Caller> {
  const guesses = new RateLimiterMemory({ points: badKeysPerMinute ?? Number.MAX_SAFE_INTEGER, duration: 60 });
  const cache = cacheOf(deps.db);
  return async (secret, address) => {
    if (!isWholeSecret(secret)) throw new AppError('key_malformed', 'The API key is not whole, or mistyped.');
    const hash = hashOfSecret(secret);
    const isNew = !cache.has(hash);
    if (isNew) await refuseGuesser(guesses, address);
    const known = await cache.fetch(hash);
    if (known === undefined) throw new Error('a read of the cache answered nothing');
    const { stored } = known;
    if (stored === null) {
      if (isNew) await guesses.penalty(address);
      throw new AppError('key_unknown', 'There is no such API key.');
    }
    const caller = callerOf(deps, stored);
    noteUse(deps, cache, known, stored);
    return caller;
  };
}

async function refuseGuesser(guesses: RateLimiterMemory, address: string): Promise<void> {
  const tried = await guesses.get(address);
  if (tried === null || tried.consumedPoints < guesses.points) return;
  throw new AppError('rate_limited', 'Too many API keys that do not exist came from this address.', {
    retryAfterMs: tried.msBeforeNext,
  });
}

function callerOf({ clock }: Pick<Deps, 'clock'>, { key }: StoredKey): Caller {
  const { key_id: keyId, owner, scopes, expires_at: expiresAt } = key;
  if (key.revoked_at !== null) throw new AppError('key_revoked', `The API key ${keyId} was revoked.`);
  if (expiresAt !== null && toEpochMs(expiresAt) <= clock.epochMs()) {
    throw new AppError('key_expired', `The API key ${keyId} expired at ${expiresAt}.`);
  }
  return { owner, scopes, key: { keyId, expiresAt } };
}

/** Has the next caller's key read anew: it was just written. */
export function forgetKey(db: Firestore, hash: string): void {
  caches.get(db)?.delete(hash);
}

/**
 * Writes down that the key is in use, unless that was done within the hour. Nobody waits for it: if it fails, or the
 * instance is put to sleep before it is through, another call does it. Of several instances one gets it written.
 */
function noteUse(deps: Pick<Deps, 'db' | 'clock' | 'log'>, cache: KeyCache, known: Known, stored: StoredKey): void {
  const { last_used_at: lastUsedAt, key_id: keyId } = stored.key;
  const now = deps.clock.now();
  if (lastUsedAt !== null && toEpochMs(now) - toEpochMs(lastUsedAt) < USE_NOTED_MS) return;
  // Unless it was revoked here meanwhile. At once, so that the calls of this moment don't all write it.
  if (cache.peek(stored.hash) !== known) return;
  cache.set(stored.hash, { stored: { ...stored, key: { ...stored.key, last_used_at: now } } }, { noUpdateTTL: true });
  changeKey(deps.db, stored, { last_used_at: now }).catch((error: unknown) => {
    deps.log.warn({ err: error, key_id: keyId }, 'the last use of an api key could not be noted');
  });
}

function cacheOf(db: Firestore): KeyCache {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made = new LRUCache<string, Known>({
    max: MOST_KEYS,
    ttl: FRESH_MS,
    // Whoever waits for a read gets its answer, though a revocation made it too old to keep.
    ignoreFetchAbort: true,
    fetchMethod: async (hash) => ({ stored: await readKey(db, hash) }),
  });
  caches.set(db, made);
  return made;
}
