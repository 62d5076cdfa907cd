import { useEffect, useState } from 'react';
import type { LedgerEntry } from '../../../../functions/src/schema/ledger.ts';
import { loadData } from '../../loadData.ts';
import { NO_SERVER, PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';

/** How a step ended, as far as the page has read it. `none`: it has not ended, and nothing is read. */
export type StepEnd =
  | { readonly state: 'none' | 'loading' | 'missing' }
  | { readonly state: 'ready'; readonly entry: LedgerEntry }
  | { readonly state: 'failed'; readonly problem: Trouble };

/** Entries never change: whoever goes back and forth between steps reads each once. */
const read = new Map<string, LedgerEntry>();
const REMEMBERED = 30;

/** The ledger entry of a step. One read for each step that is opened, none for one that has not ended. */
export function useStepEnd(id: string, attempt: number, index: number, isRecorded: boolean): StepEnd {
  const key = `${id} ${attempt} ${index}`;
  const [found, setFound] = useState<{ readonly key: string; readonly end: StepEnd } | null>(null);
  useEffect(() => {
    if (!isRecorded || read.has(key)) return;
    let isOver = false;
    const show = (end: StepEnd): void => {
      if (!isOver) setFound({ key, end });
    };
    loadData().then(
      (data) =>
        data.ledgerCalls.readEntry(id, attempt, index).then(
          (entry) => {
            if (entry === null) return show({ state: 'missing' });
            remember(key, entry);
            show({ state: 'ready', entry });
          },
          () => show({ state: 'failed', problem: NO_SERVER }),
        ),
      () => show({ state: 'failed', problem: PAGE_INCOMPLETE }),
    );
    return () => {
      isOver = true;
    };
  }, [id, attempt, index, isRecorded, key]);
  const known = read.get(key);
  if (known !== undefined) return { state: 'ready', entry: known };
  if (!isRecorded) return { state: 'none' };
  return found?.key === key ? found.end : { state: 'loading' };
}

function remember(key: string, entry: LedgerEntry): void {
  read.set(key, entry);
  const oldest = read.keys().next().value;
  if (read.size > REMEMBERED && oldest !== undefined) read.delete(oldest);
}
