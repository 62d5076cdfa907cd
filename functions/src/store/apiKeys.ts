import { type Firestore, type Query, type QueryDocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { type ApiKey, apiKey as apiKeySchema, KEY_KEPT_DAYS, MAX_API_KEYS } from '../schema/apiKey.ts';
import { addMs, type Instant, toEpochMs } from '../schema/time.ts';
import { apiKeyDoc, apiKeys } from './collections.ts';
import { isLostRace, isMissing } from './firestore.ts';

const KEPT_MS = KEY_KEPT_DAYS * 86_400_000;

/** How many revoked keys a list shows: the newest ones. */
const REVOKED_SHOWN = 50;

/** A key as it was read, the hash it lies under, and the version that the next write must find. */
export interface StoredKey {
  readonly hash: string;
  readonly key: ApiKey;
  readonly version: Timestamp;
}

/** The key under this hash, or null. One read. */
export async function readKey(db: Firestore, hash: string): Promise<StoredKey | null> {
  const snapshot = await apiKeyDoc(db, hash).get();
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { hash, key: apiKeySchema.parse(snapshot.data()), version: snapshot.updateTime };
}

/** Writes a new key. One write. */
export async function createKey(db: Firestore, hash: string, key: ApiKey): Promise<void> {
  await apiKeyDoc(db, hash).create({ ...key, delete_at: deleteAt(key) });
}

/** Writes what changes of a key, if nobody wrote since it was read. Null when somebody did, or it is gone. One write. */
export async function changeKey(
  db: Firestore,
  before: StoredKey,
  changes: Partial<Pick<ApiKey, 'last_used_at' | 'revoked_at'>>,
): Promise<StoredKey | null> {
  const key = { ...before.key, ...changes };
  try {
    const written = await apiKeyDoc(db, before.hash).update(
      { ...changes, delete_at: deleteAt(key) },
      { lastUpdateTime: before.version },
    );
    return { hash: before.hash, key, version: written.writeTime };
  } catch (error) {
    if (isLostRace(error) || isMissing(error)) return null;
    throw error;
  }
}

/** When the TTL policy may delete a key: some time after it was of no more use. A Timestamp, since TTL knows no other. */
function deleteAt({ revoked_at: revokedAt, expires_at: expiresAt }: ApiKey): Timestamp | null {
  const endedAt = revokedAt ?? expiresAt;
  return endedAt === null ? null : Timestamp.fromMillis(toEpochMs(endedAt) + KEPT_MS);
}

/** How many keys of the owner are not revoked. One read. Index: `owner` and `revoked_at`, each automatic. */
export async function countKeys(db: Firestore, owner: string): Promise<number> {
  const counted = await apiKeys(db).where('owner', '==', owner).where('revoked_at', '==', null).count().get();
  return counted.data().count;
}

/** Deletes the owner's keys that have expired; returns how many. One read for each key of the owner, one delete each. */
export async function removeExpired(db: Firestore, owner: string, now: Instant): Promise<number> {
  const found = (await standingKeys(db, owner).get()).docs.map(storedKey);
  const gone = found.filter(({ key }) => key.expires_at !== null && key.expires_at <= now);
  const batch = db.batch();
  for (const { hash } of gone) batch.delete(apiKeyDoc(db, hash));
  await batch.commit();
  return gone.length;
}

/** The owner's key of this name, or null. One read. Index: `owner` and `key_id`, each automatic. */
export async function findKey(db: Firestore, owner: string, keyId: string): Promise<StoredKey | null> {
  const found = await apiKeys(db).where('owner', '==', owner).where('key_id', '==', keyId).limit(1).get();
  const [doc] = found.docs;
  return doc === undefined ? null : storedKey(doc);
}

function storedKey(doc: QueryDocumentSnapshot): StoredKey {
  return { hash: doc.id, key: apiKeySchema.parse(doc.data()), version: doc.updateTime };
}

/**
 * The owner's keys: those that stand, newest first, then those revoked lately, the last one first. One read each, two
 * at least.
 */
export async function listKeys(db: Firestore, owner: string, now: Instant): Promise<ApiKey[]> {
  const since = addMs(now, -KEPT_MS);
  const found = await Promise.all([standingKeys(db, owner).get(), revokedKeys(db, owner, since).get()]);
  const keys = found.flatMap(({ docs }) => docs.map((doc) => apiKeySchema.parse(doc.data())));
  // TTL deletes within a day or so, and on the emulator never.
  return keys.filter((key) => key.expires_at === null || key.expires_at > since);
}

/** Index: `owner`, `revoked_at`, `created_at` descending. A few more than the most there may be: see `createApiKey`. */
export function standingKeys(db: Firestore, owner: string): Query {
  const own = apiKeys(db).where('owner', '==', owner).where('revoked_at', '==', null);
  return own.orderBy('created_at', 'desc').limit(2 * MAX_API_KEYS);
}

/** Index: `owner`, `revoked_at` descending. */
export function revokedKeys(db: Firestore, owner: string, since: Instant): Query {
  const own = apiKeys(db).where('owner', '==', owner).where('revoked_at', '>', since);
  return own.orderBy('revoked_at', 'desc').limit(REVOKED_SHOWN);
}
