import { type InputAnswer, inputAnswer } from '../../../functions/src/schema/api.ts';
import { type Answer, ask } from '../api.ts';

/** What a mission is asked beside its objective now. Two reads. */
export async function readInput(id: string): Promise<Answer<InputAnswer>> {
  return await ask({ method: 'GET', path: `/missions/${encodeURIComponent(id)}/input` }, inputAnswer);
}
