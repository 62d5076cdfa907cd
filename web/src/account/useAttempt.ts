import { useState } from 'react';
import { type Data, loadData } from '../loadData.ts';
import { PAGE_INCOMPLETE } from '../trouble.ts';
import type { Outcome } from './outcome.ts';

interface Attempt {
  readonly isBusy: boolean;
  /** What came of the newest attempt; null before the first. */
  readonly outcome: Outcome | null;
  readonly attempt: (act: (data: Data) => Promise<Outcome>) => Promise<Outcome>;
  readonly forget: () => void;
}

/** One thing at a time that Auth is asked to do. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const attempt = async (act: (data: Data) => Promise<Outcome>): Promise<Outcome> => {
    setBusy(true);
    setOutcome(null);
    const came = await settle(act);
    setOutcome(came);
    setBusy(false);
    return came;
  };
  return { isBusy, outcome, attempt, forget: () => setOutcome(null) };
}

async function settle(act: (data: Data) => Promise<Outcome>): Promise<Outcome> {
  let data: Data;
  try {
    data = await loadData();
  } catch {
    const { code, title, next } = PAGE_INCOMPLETE;
    return { kind: 'problem', code, text: `${title}. ${next}`, isTaken: false };
  }
  return act(data);
}
