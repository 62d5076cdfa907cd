import { useEffect, useState } from 'react';
import type { CreateKeyRequest, KeyAnswer, NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import type { Answer } from '../../api.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import { useAskedAgain } from '../useAskedAgain.ts';

type Calls = typeof import('./keysApi.ts');

/** The caller's keys as far as they are known. */
export type Keys =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly keys: readonly KeyAnswer[] }
  | { readonly state: 'failed'; readonly problem: Trouble };

/** The list of keys, and what can be done to it; each answers the problem, or null. */
export function useKeys() {
  const [keys, setKeys] = useState<Keys>({ state: 'loading' });
  const load = async (): Promise<void> => {
    const answer = await asked((calls) => calls.listKeys());
    setKeys(
      answer.kind === 'ok' ? { state: 'ready', keys: answer.data } : { state: 'failed', problem: answer.problem },
    );
  };
  useEffect(() => {
    void load();
  }, []);
  useAskedAgain(keys, () => void load());
  return {
    keys,
    reload: () => {
      setKeys({ state: 'loading' });
      void load();
    },
    create: async (request: CreateKeyRequest): Promise<Answer<NewKeyAnswer>> => {
      const answer = await asked((calls) => calls.createKey(request));
      await load();
      return answer;
    },
    revoke: async (keyId: string): Promise<Trouble | null> => {
      const answer = await asked((calls) => calls.revokeKey(keyId));
      await load();
      return answer.kind === 'ok' ? null : answer.problem;
    },
  };
}

async function asked<T>(ask: (calls: Calls) => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await ask(await import('./keysApi.ts'));
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
  }
}
