import {
  type MissionAnswer,
  missionAnswer,
  type ProgressAnswer,
  progressAnswer,
} from '../../functions/src/schema/api.ts';
import { call, type User } from './http.ts';
import { until } from './until.ts';

/** A mission of `user` in a status, by the calls that a person would make. */
export async function startMission(user: User, request: Record<string, unknown>): Promise<MissionAnswer> {
  const created = await call('POST', '/missions/create', { token: user.token, body: request });
  if (created.status !== 201) throw new Error(`create answered ${created.status}: ${created.text}`);
  const { mission_id: id } = missionAnswer.parse(created.json);
  await tell(user, id, 'approve');
  return await tell(user, id, 'execute');
}

/** One command; throws unless it is answered with the mission. */
export async function tell(user: User, id: string, command: 'approve' | 'execute' | 'cancel'): Promise<MissionAnswer> {
  const answer = await call('POST', `/missions/${id}/${command}`, { token: user.token });
  if (answer.status !== 200) throw new Error(`${command} answered ${answer.status}: ${answer.text}`);
  return missionAnswer.parse(answer.json);
}

export async function progressOf(user: User, id: string): Promise<ProgressAnswer> {
  // Read now: what another process of the suite wrote would else be seen a second late.
  const answer = await call('GET', `/missions/${id}/progress?fresh=1`, { token: user.token });
  return progressAnswer.parse(answer.json);
}

/** The progress once `matches`; every reading on the way goes to `onReading`. */
export function untilProgress(
  user: User,
  id: string,
  what: string,
  matches: (progress: ProgressAnswer) => boolean,
  onReading: (progress: ProgressAnswer) => void = () => undefined,
): Promise<ProgressAnswer> {
  const look = async (): Promise<ProgressAnswer | null> => {
    const progress = await progressOf(user, id);
    onReading(progress);
    return matches(progress) ? progress : null;
  };
  return until(`${what} of mission ${id}`, look, 50_000);
}

/** Whether the mission has come to an end, any end. */
export function isEnded({ status }: Pick<ProgressAnswer, 'status'>): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
