import { missionCounts, type PurgeAnswer, purgeAnswer } from '../../../../functions/src/schema/api.ts';
import { type Answer, ask } from '../../api.ts';

/** How many missions the caller has. Nine reads, and one more for each 1,000 missions of a status. */
export async function countMissions(): Promise<Answer<number>> {
  const answer = await ask({ method: 'GET', path: '/missions/counts' }, missionCounts);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.total } : answer;
}

/**
 * Deletes the caller's missions for half a minute; repeating it deletes what is left. For each mission a read and two
 * writes, and a read and a delete for each document below it.
 */
export function purgeMissions(): Promise<Answer<PurgeAnswer>> {
  return ask({ method: 'POST', path: '/missions/purge', body: { confirm: 'purge' }, isRepeatable: true }, purgeAnswer);
}
