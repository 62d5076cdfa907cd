import { type Caller, withLesser } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import {
  type ApiKey,
  type CreateKeyRequest,
  type KeyAnswer,
  MAX_API_KEYS,
  type NewKeyAnswer,
} from '../schema/apiKey.ts';
import { newMissionId } from '../schema/ids.ts';
import type { Instant } from '../schema/time.ts';
import { changeKey, countKeys, createKey, findKey, removeExpired, type StoredKey } from '../store/apiKeys.ts';
import type { Deps } from './deps.ts';
import { forgetKey } from './keyCaller.ts';
import { hashOfSecret, newSecret } from './keySecret.ts';

/** How often a revocation is tried: the only other writer notes the key's last use, once an hour. */
const MAX_TRIES = 5;

/**
 * Makes an API key; the answer is the only place where the key itself ever stands. Not idempotent: after a lost answer
 * the key is there and nobody has it, to be revoked by its name. It takes the scope `admin`, so no key makes one that may
 * do more; nor one that lasts longer. Throws `invalid_request`, `too_many_keys`. One read and one write; of several at
 * once a few may pass {@link MAX_API_KEYS}.
 */
export async function createApiKey(deps: Deps, caller: Caller, request: CreateKeyRequest): Promise<NewKeyAnswer> {
  const now = deps.clock.now();
  const scopes = withLesser(request.scopes);
  const expiresAt = expiryOf(caller, request.expires_at, now);
  await makeRoom(deps, caller.owner, now);
  const secret = newSecret(deps.random);
  const key: ApiKey = {
    key_id: newMissionId(deps.random),
    owner: caller.owner,
    name: request.name,
    ends_with: secret.slice(-4),
    scopes,
    created_at: now,
    created_by: caller.key?.keyId ?? null,
    expires_at: expiresAt,
    last_used_at: null,
    revoked_at: null,
  };
  await createKey(deps.db, hashOfSecret(secret), key);
  deps.log.info({ key_id: key.key_id, owner: key.owner, scopes, expires_at: expiresAt }, 'api key created');
  return { ...keyAnswerOf(key), key: secret };
}

/** Else a key that was to end could live on as one that it made. */
function expiryOf(caller: Caller, asked: Instant | null, now: Instant): Instant | null {
  const latest = caller.key?.expiresAt ?? null;
  const message =
    asked !== null && asked <= now
      ? 'must be in the future'
      : latest !== null && asked !== null && asked > latest
        ? `must not be after ${latest}, when the key that makes it expires`
        : null;
  if (message === null) return asked ?? latest;
  throw new AppError('invalid_request', `expires_at: ${message}`, { fields: [{ field: 'expires_at', message }] });
}

/** Keys that have expired give way, but only when the place is needed. */
async function makeRoom(deps: Deps, owner: string, now: Instant): Promise<void> {
  if ((await countKeys(deps.db, owner)) < MAX_API_KEYS) return;
  if ((await removeExpired(deps.db, owner, now)) > 0) return;
  throw new AppError('too_many_keys', `You have ${MAX_API_KEYS} API keys, which is the most.`);
}

/**
 * Revokes the owner's key and answers it; a key that is revoked already stays as it is. Other instances may take it for
 * another minute. Throws `key_not_found`. One read and one write.
 */
export async function revokeApiKey(deps: Deps, owner: string, keyId: string): Promise<ApiKey> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await findKey(deps.db, owner, keyId);
    if (stored === null) throw keyNotFound();
    if (stored.key.revoked_at !== null) return stored.key;
    const revoked = await revoke(deps, stored);
    if (revoked !== null) return revoked;
  }
  throw new AppError('too_much_contention', 'The key is being changed by too many callers at once.');
}

async function revoke(deps: Deps, stored: StoredKey): Promise<ApiKey | null> {
  const after = await changeKey(deps.db, stored, { revoked_at: deps.clock.now() });
  forgetKey(deps.db, stored.hash);
  if (after === null) return null;
  deps.log.info({ key_id: after.key.key_id, owner: after.key.owner }, 'api key revoked');
  return after.key;
}

/** The same words for a key that is not there and for one that belongs to somebody else. */
export function keyNotFound(): AppError {
  return new AppError('key_not_found', 'There is no API key with this id.');
}

/** A key as the API answers it. */
export function keyAnswerOf(key: ApiKey): KeyAnswer {
  const { owner: _owner, ...answer } = key;
  return answer;
}
