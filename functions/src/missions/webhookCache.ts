import type { Firestore } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import type { Webhook } from '../schema/webhook.ts';
import { enabledWebhooks } from '../store/webhooks.ts';

/** As many owners as have missions in a process at once; most have no webhook. */
const MOST_OWNERS = 2_000;

/** For so long a webhook that was just made may miss percents. Less costs reads while missions run. */
const FRESH_FOR_MS = 60_000;

/** A process has one database; tests have several. */
const caches = new WeakMap<Firestore, LRUCache<string, readonly Webhook[]>>();

/**
 * The owner's webhooks that are switched on, as they were read at most a minute ago: for percents, which pass while a
 * mission runs. All missions of the owner in this process share the read.
 */
export async function recentWebhooks(db: Firestore, owner: string): Promise<readonly Webhook[]> {
  const found = await cacheOf(db).fetch(owner);
  if (found === undefined) throw new Error('a read of the cache answered nothing');
  return found;
}

/** Has the next percent read the owner's webhooks anew: one was just changed here. */
export function forgetWebhooks(db: Firestore, owner: string): void {
  caches.get(db)?.delete(owner);
}

function cacheOf(db: Firestore): LRUCache<string, readonly Webhook[]> {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made = new LRUCache<string, readonly Webhook[]>({
    max: MOST_OWNERS,
    ttl: FRESH_FOR_MS,
    // Whoever waits for a read gets its answer, though a change made it too old to keep.
    ignoreFetchAbort: true,
    fetchMethod: (owner) => enabledWebhooks(db, owner),
  });
  caches.set(db, made);
  return made;
}
