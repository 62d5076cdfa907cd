import { useEffect, useState } from 'react';
import type { WebhookAnswer } from '../../../../functions/src/schema/webhook.ts';
import type { Answer } from '../../api.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import { useAskedAgain } from '../useAskedAgain.ts';

export type Calls = typeof import('./webhookCalls.ts').webhookCalls;

/** A list as far as it is known. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly items: readonly T[] }
  | { readonly state: 'failed'; readonly problem: Trouble };

/** What the server answers to one of the calls. */
export async function askWebhooks<T>(call: (calls: Calls) => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    // Not a part of the data chunk, which every visit loads: only these settings need it.
    const { webhookCalls } = await import('./webhookCalls.ts');
    return await call(webhookCalls);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
  }
}

export function loadedOf<T>(answer: Answer<readonly T[]>): Loaded<T> {
  return answer.kind === 'ok' ? { state: 'ready', items: answer.data } : { state: 'failed', problem: answer.problem };
}

/** The caller's webhooks; `change` makes a call and then reads them again. */
export function useWebhooks() {
  const [webhooks, setWebhooks] = useState<Loaded<WebhookAnswer>>({ state: 'loading' });
  const load = async (): Promise<void> => setWebhooks(loadedOf(await askWebhooks((calls) => calls.list())));
  useEffect(() => {
    void load();
  }, []);
  useAskedAgain(webhooks, () => void load());
  return {
    webhooks,
    /** Reads them again, without a word. */
    refresh: () => void load(),
    reload: () => {
      setWebhooks({ state: 'loading' });
      void load();
    },
    change: async <T>(call: (calls: Calls) => Promise<Answer<T>>): Promise<Answer<T>> => {
      const answer = await askWebhooks(call);
      await load();
      return answer;
    },
  };
}
