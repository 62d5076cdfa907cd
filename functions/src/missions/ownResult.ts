import type { Firestore } from 'firebase-admin/firestore';
import type { MissionResult } from '../schema/result.ts';
import { readResult } from '../store/history.ts';
import { readMission } from '../store/missions.ts';

/**
 * The result of `otherId`, for a step of `missionId`: null unless it is completed and both have the same owner, for a
 * step may read no more than its owner may. Three reads.
 */
export async function ownResult(db: Firestore, missionId: string, otherId: string): Promise<MissionResult | null> {
  const [own, other] = await Promise.all([readMission(db, missionId), readMission(db, otherId)]);
  if (own === null || other === null || own.mission.owner !== other.mission.owner) return null;
  return other.mission.status === 'completed' ? await readResult(db, otherId, other.mission.attempt) : null;
}
