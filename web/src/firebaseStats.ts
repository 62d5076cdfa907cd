import { doc, type Firestore, FirestoreError, getDoc } from 'firebase/firestore';
import type { MissionStats } from '../../functions/src/schema/missionStats.ts';
import { olderStatsId, storedStats } from '../../functions/src/schema/storedStats.ts';
import { started } from './firebaseSession.ts';

/** What earlier runs of a kind taught. Null where there is nothing, or nothing that this reader may see. */
export interface StatsAnswer {
  readonly own: MissionStats | null;
  /** Of the version before, asked for where the kind has none of its own. */
  readonly older: MissionStats | null;
  /** That it came from the server. */
  readonly isFresh: boolean;
}

/** One read, two for a kind of which no run has ended; rejects while it can be known neither here nor from the server. */
export async function readStats(statsId: string): Promise<StatsAnswer> {
  const { db } = await started;
  const own = await readOne(db, statsId);
  const olderId = own.stats === null ? olderStatsId(statsId) : null;
  if (olderId === null) return { own: own.stats, older: null, isFresh: own.isFresh };
  const older = await readOne(db, olderId);
  return { own: null, older: older.stats, isFresh: own.isFresh && older.isFresh };
}

async function readOne(db: Firestore, statsId: string): Promise<{ stats: MissionStats | null; isFresh: boolean }> {
  try {
    const snapshot = await getDoc(doc(db, 'mission_stats', statsId));
    const isFresh = !snapshot.metadata.fromCache;
    // What another release wrote in another form is as if it were not there.
    const stored = storedStats.safeParse(snapshot.data());
    return { stats: stored.success ? stored.data.stats : null, isFresh };
  } catch (error) {
    // The rules deny what does not exist like what is somebody else's.
    if (error instanceof FirestoreError && error.code === 'permission-denied') return { stats: null, isFresh: true };
    throw error;
  }
}
