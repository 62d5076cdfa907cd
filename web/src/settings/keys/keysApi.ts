import {
  type CreateKeyRequest,
  type KeyAnswer,
  keyAnswer,
  keyList,
  type NewKeyAnswer,
  newKeyAnswer,
} from '../../../../functions/src/schema/apiKey.ts';
import { type Answer, ask } from '../../api.ts';

/** The caller's keys: those that stand before those that were revoked lately. */
export async function listKeys(): Promise<Answer<readonly KeyAnswer[]>> {
  const answer = await ask({ method: 'GET', path: '/keys' }, keyList);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.keys } : answer;
}

/** Makes a key; the answer is the only place where the key itself stands. Not to be repeated by itself. */
export function createKey(body: CreateKeyRequest): Promise<Answer<NewKeyAnswer>> {
  return ask({ method: 'POST', path: '/keys', body }, newKeyAnswer);
}

/** Revokes a key. Repeating it is harmless. */
export function revokeKey(keyId: string): Promise<Answer<KeyAnswer>> {
  return ask({ method: 'DELETE', path: `/keys/${encodeURIComponent(keyId)}`, isRepeatable: true }, keyAnswer);
}
