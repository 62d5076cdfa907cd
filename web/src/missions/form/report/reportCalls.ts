import { type MissionAnswer, missionList } from '../../../../../functions/src/schema/api.ts';
import { type MissionTypesAnswer, missionTypesAnswer } from '../../../../../functions/src/schema/missionTypes.ts';
import { type Answer, ask } from '../../../api.ts';

/** So many of the newest are offered. */
const OFFERED = 50;

/** A mission whose result can be read. */
export type WithResult = Pick<MissionAnswer, 'mission_id' | 'objective' | 'finished_at' | 'created_at'>;

/** The newest missions that left a result for sure: of an external one only its worker knows. A read for each. */
export async function missionsWithResult(): Promise<Answer<readonly WithResult[]>> {
  const query = { status: 'completed', limit: OFFERED };
  const answer = await ask({ method: 'GET', path: '/missions', query }, missionList);
  if (answer.kind === 'problem') return answer;
  return { kind: 'ok', data: answer.data.missions.filter(({ external }) => external === null) };
}

/** What this service can do, its language model included. No read of the database. */
export async function missionTypes(): Promise<Answer<MissionTypesAnswer>> {
  return await ask({ method: 'GET', path: '/mission-types' }, missionTypesAnswer);
}
