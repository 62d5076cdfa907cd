import { useEffect, useState } from 'react';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';

/** How deleting everything stands. */
export type PurgeState =
  | { readonly phase: 'counting' }
  | { readonly phase: 'asking'; readonly count: number }
  | { readonly phase: 'running'; readonly deleted: number; readonly stopping: number }
  | { readonly phase: 'done'; readonly deleted: number }
  | { readonly phase: 'failed'; readonly deleted: number; readonly problem: Trouble };

/** A mission that its runner holds stops within seconds; asking more often finds nothing new. */
const STOPPING_MS = 2_000;

/** Counts the missions, and deletes them once `start` is called. Closing it half way leaves the rest as they are. */
export function usePurge(): { readonly state: PurgeState; readonly start: () => void } {
  const [state, setState] = useState<PurgeState>({ phase: 'counting' });
  const [isStarted, setStarted] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const tell = (next: PurgeState): void => {
      if (!ended.signal.aborted) setState(next);
    };
    const work = isStarted ? purge(tell, ended.signal) : count(tell);
    work.catch(() => tell({ phase: 'failed', deleted: 0, problem: PAGE_INCOMPLETE }));
    return () => ended.abort();
  }, [isStarted]);
  return { state, start: () => setStarted(true) };
}

type Tell = (state: PurgeState) => void;

async function count(tell: Tell): Promise<void> {
  const answer = await (await import('./purgeApi.ts')).countMissions();
  if (answer.kind === 'ok') tell({ phase: 'asking', count: answer.data });
  else tell({ phase: 'failed', deleted: 0, problem: answer.problem });
}

async function purge(tell: Tell, signal: AbortSignal): Promise<void> {
  const { purgeMissions } = await import('./purgeApi.ts');
  let deleted = 0;
  tell({ phase: 'running', deleted, stopping: 0 });
  while (!signal.aborted) {
    const answer = await purgeMissions();
    if (answer.kind === 'problem') return tell({ phase: 'failed', deleted, problem: answer.problem });
    deleted += answer.data.deleted;
    if (answer.data.is_complete) return tell({ phase: 'done', deleted });
    tell({ phase: 'running', deleted, stopping: answer.data.stopping });
    if (answer.data.stopping > 0) await new Promise((resolve) => setTimeout(resolve, STOPPING_MS));
  }
}
