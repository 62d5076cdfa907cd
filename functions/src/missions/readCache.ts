import type { Firestore } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import type { Mission } from '../schema/mission.ts';
import { readMission, type Stored } from '../store/missions.ts';

/** As many missions as a busy process is asked for; each takes about 10 kB. */
const MOST_MISSIONS = 2_000;

/** A mission as it was read, or that there is none, and when. */
interface Read {
  readonly stored: Stored | null;
  readonly readAtMs: number;
}

/** A process has one database; tests have several. */
const caches = new WeakMap<Firestore, LRUCache<string, Read>>();

/**
 * The mission as it was read at most a moment ago; callers at the same moment share one read. What this process writes
 * is never older than its write. `ageMs`: how old the answer is. With `isFresh` it is read now.
 */
export async function readRecent(
  db: Firestore,
  missionId: string,
  isFresh: boolean,
): Promise<{ readonly stored: Stored | null; readonly ageMs: number }> {
  const read = await cacheOf(db).fetch(missionId, { forceRefresh: isFresh });
  if (read === undefined) throw new Error('a read of the cache answered nothing');
  return { stored: read.stored, ageMs: Math.max(0, Math.round(performance.now() - read.readAtMs)) };
}

/** Has the next caller read the mission anew: it was just written. */
export function forgetRead(db: Firestore, missionId: string): void {
  caches.get(db)?.delete(missionId);
}

function cacheOf(db: Firestore): LRUCache<string, Read> {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made = new LRUCache<string, Read>({
    max: MOST_MISSIONS,
    ttl: freshForMs(null),
    // Whoever waits for a read gets its answer, though a write made it too old to keep.
    ignoreFetchAbort: true,
    fetchMethod: async (missionId, _stale, { options }) => {
      const readAtMs = performance.now();
      const stored = await readMission(db, missionId);
      options.ttl = freshForMs(stored?.mission ?? null);
      return { stored, readAtMs };
    },
  });
  caches.set(db, made);
  return made;
}

/**
 * How long a read may be answered again. A completed mission never changes, but may be deleted in another process. One
 * that failed or was cancelled may be retried there too; everything else is written by others within the second.
 */
function freshForMs(mission: Mission | null): number {
  switch (mission?.status) {
    case 'completed':
      return 60_000;
    case 'failed':
    case 'cancelled':
      return 10_000;
    case undefined:
    case 'proposed':
    case 'approved':
    case 'queued':
    case 'in_progress':
    case 'waiting':
    case 'paused':
      return 1_000;
  }
}
