import { collection, getDocsFromCache, limit, orderBy, query, where } from 'firebase/firestore';
import { type MissionAnswer, missionList } from '../../functions/src/schema/api.ts';
import { type Mission, mission } from '../../functions/src/schema/mission.ts';
import { type Answer, ask } from './api.ts';
import { started } from './firebaseSession.ts';

/** As many as the list shows at most. */
const KNOWN = 100;
/** More would not be read in a palette. */
const FOUND = 8;

/** What it takes to find a mission by its words and to show how it stands. */
export type KnownMission = Pick<MissionAnswer, 'mission_id' | 'objective' | 'status' | 'tags' | 'execution_record'>;

/** The newest missions of `uid` that this device knows already. Costs no read of the database. */
export async function knownMissions(uid: string): Promise<Mission[]> {
  const { db } = await started;
  const found = await getDocsFromCache(
    query(collection(db, 'missions'), where('owner', '==', uid), orderBy('created_at', 'desc'), limit(KNOWN)),
  );
  return found.docs.flatMap((each) => {
    const parsed = mission.safeParse(each.data());
    return parsed.success ? [parsed.data] : [];
  });
}

/** The newest missions whose objective has all these words. A read for each mission looked at: 500 at most, mostly few. */
export async function findMissions(text: string): Promise<Answer<readonly KnownMission[]>> {
  const path = `/missions?${new URLSearchParams({ text, limit: String(FOUND) })}`;
  const answer = await ask({ method: 'GET', path }, missionList);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.missions } : answer;
}
