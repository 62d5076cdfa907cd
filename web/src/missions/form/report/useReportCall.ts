import { useEffect, useState } from 'react';
import type { Answer } from '../../../api.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../../trouble.ts';

type Calls = typeof import('./reportCalls.ts');

/** What the service answered; `idle` until it is asked. */
export type Asked<T> =
  | { readonly state: 'idle' | 'loading' }
  | { readonly state: 'ready'; readonly data: T }
  | { readonly state: 'failed'; readonly problem: Trouble; readonly again: () => void };

/** Asks once, as soon as `isWanted`, and again when it failed and is told to. */
export function useReportCall<T>(call: (calls: Calls) => Promise<Answer<T>>, isWanted: boolean): Asked<T> {
  const [ask] = useState(() => call);
  const [asked, setAsked] = useState<Asked<T>>({ state: 'idle' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    setAsked({ state: 'loading' });
    void answerOf(ask).then((answer) => {
      if (isOver) return;
      if (answer.kind === 'ok') setAsked({ state: 'ready', data: answer.data });
      else setAsked({ state: 'failed', problem: answer.problem, again: () => setTries(tries + 1) });
    });
    return () => {
      isOver = true;
    };
  }, [ask, isWanted, tries]);
  return asked;
}

async function answerOf<T>(call: (calls: Calls) => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call(await import('./reportCalls.ts'));
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
  }
}
