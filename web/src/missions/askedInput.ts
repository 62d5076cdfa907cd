import type { InputAnswer } from '../../../functions/src/schema/api.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { Answer } from '../api.ts';
import { PAGE_INCOMPLETE } from '../trouble.ts';

/** A mission as far as it says where its input is. */
export type WithInput = Pick<Mission, 'mission_id' | 'input_version'>;

type Input = InputAnswer['input'] | undefined;

/** Versions never change: each is read once, and a few are enough to go to and fro between a page and its forms. */
const read = new Map<string, InputAnswer['input']>();
const REMEMBERED = 5;

function keyOf({ mission_id: id, input_version: version }: WithInput): string {
  return `${id} ${version}`;
}

/** What `mission` was asked beside its objective; undefined where that is nothing. Two reads, none for what is known. */
export async function askedInput(mission: WithInput): Promise<Answer<Input>> {
  if (mission.input_version === 0) return { kind: 'ok', data: undefined };
  const known = read.get(keyOf(mission));
  if (known !== undefined) return { kind: 'ok', data: known };
  try {
    const calls = await import('./inputCalls.ts');
    const answer = await calls.readInput(mission.mission_id);
    if (answer.kind === 'problem') return answer;
    const { version, input } = answer.data;
    remember(keyOf({ mission_id: mission.mission_id, input_version: version }), input);
    return { kind: 'ok', data: input };
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
  }
}

function remember(key: string, input: InputAnswer['input']): void {
  read.set(key, input);
  const oldest = read.keys().next().value;
  if (read.size > REMEMBERED && oldest !== undefined) read.delete(oldest);
}
