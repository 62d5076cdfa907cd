import type { Firestore } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import { inheritStats } from '../core/learnRun.ts';
import type { MissionStats } from '../schema/missionStats.ts';
import { olderStatsId } from '../schema/storedStats.ts';
import { readStats } from '../store/missionStats.ts';
import type { Deps } from './deps.ts';

/** What earlier runs taught changes slowly: read once a minute at most, by each process and for each kind of run. */
const FRESH_MS = 60_000;
/** Each may be 64 kB in the database, and a few times that in memory. */
const MOST_KINDS = 100;

interface Known {
  readonly stats: MissionStats | null;
}

/** A process has one database; tests have several. */
const caches = new WeakMap<Firestore, LRUCache<string, Known>>();

/**
 * What earlier runs of this kind taught, up to a minute old; null where there is nothing. A new version of a type has
 * the steps of the one before until a run of its own has ended. One read a minute, two for a kind that never ended;
 * callers at the same moment share it. With `isFresh` it is read now.
 */
export async function knownStats(
  deps: Pick<Deps, 'db'>,
  statsId: string | null,
  isFresh = false,
): Promise<MissionStats | null> {
  if (statsId === null) return null;
  return (await cacheOf(deps.db).fetch(statsId, { forceRefresh: isFresh }))?.stats ?? null;
}

/** Has the next caller read these anew: they were just written. */
export function forgetStats(deps: Pick<Deps, 'db'>, statsIds: readonly string[]): void {
  for (const id of statsIds) caches.get(deps.db)?.delete(id);
}

function cacheOf(db: Firestore): LRUCache<string, Known> {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made = new LRUCache<string, Known>({
    max: MOST_KINDS,
    ttl: FRESH_MS,
    // Whoever waits for a read gets its answer, though what was just learned made it too old to keep.
    ignoreFetchAbort: true,
    fetchMethod: async (statsId) => ({ stats: await readOrInherit(db, statsId) }),
  });
  caches.set(db, made);
  return made;
}

async function readOrInherit(db: Firestore, statsId: string): Promise<MissionStats | null> {
  return (await readStats(db, statsId))?.stats ?? (await inherited(db, statsId));
}

/** What a kind begins with of which no run has been learned: a new version with the steps of the one before. One read. */
export async function inherited(db: Firestore, statsId: string): Promise<MissionStats | null> {
  const olderId = olderStatsId(statsId);
  const older = olderId === null ? null : await readStats(db, olderId);
  return older === null ? null : inheritStats(older.stats);
}
