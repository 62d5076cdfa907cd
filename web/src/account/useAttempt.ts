import { useEffect, useState } from 'react';
import { PAGE_INCOMPLETE } from '../trouble.ts';
import type { Outcome } from './outcome.ts';

type Calls = typeof import('./accountCalls.ts').accountCalls;

const loadCalls = () => import('./accountCalls.ts');

interface Attempt {
  readonly isBusy: boolean;
  /** What came of the newest attempt; null before the first. */
  readonly outcome: Outcome | null;
  readonly attempt: (act: (calls: Calls) => Promise<Outcome>) => Promise<Outcome>;
  readonly forget: () => void;
}

/** One thing at a time that Auth is asked to do. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    // Not at the press: a browser opens a window only soon after one. What fails is asked for again, and told, there.
    loadCalls().catch(() => undefined);
  }, []);
  const attempt = async (act: (calls: Calls) => Promise<Outcome>): Promise<Outcome> => {
    setBusy(true);
    setOutcome(null);
    const came = await settle(act);
    setOutcome(came);
    setBusy(false);
    return came;
  };
  return { isBusy, outcome, attempt, forget: () => setOutcome(null) };
}

async function settle(act: (calls: Calls) => Promise<Outcome>): Promise<Outcome> {
  let calls: Calls;
  try {
    calls = (await loadCalls()).accountCalls;
  } catch {
    const { code, title, next } = PAGE_INCOMPLETE;
    return { kind: 'problem', code, text: `${title}. ${next}`, isTaken: false };
  }
  return act(calls);
}
