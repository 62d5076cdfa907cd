import { useEffect, useEffectEvent, useState } from 'react';
import type { MissionAnswer } from '../../../functions/src/schema/api.ts';
import { serverNow } from '../clock.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { beginOf, isSearchable, type ResultFilter, statusesOf } from './resultFilter.ts';

/** How many a search answers at a time; each costs a read, and so does each that the filter lets through no row for. */
const FOUND_AT_ONCE = 25;
/** Who types is not asked for at each letter. */
const TYPING_MS = 250;

/** What the server found for a filter, as far as it was asked. */
export interface Found {
  readonly state: 'idle' | 'asking' | 'ready' | 'failed';
  readonly missions: readonly MissionAnswer[];
  readonly cursor: string | null;
  /** The moment after which they were asked for. Of the first page: the server takes its cursor with this filter alone. */
  readonly begin: number | null;
  /** When its first page was answered, by the server's clock: nothing of it is listened to. */
  readonly foundAt: number | null;
  readonly problem: Trouble | null;
}

const NOTHING: Found = { state: 'idle', missions: [], cursor: null, begin: null, foundAt: null, problem: null };

/** Searches all results on the server while `isOn`; what was found before stays until the next answer is there. */
export function useFoundResults(filter: ResultFilter, isOn: boolean): Found & { readonly more: () => void } {
  const { phase } = useStore(session);
  const [found, setFound] = useState<Found>(NOTHING);
  const key = isOn && phase === 'in' && isSearchable(filter) ? JSON.stringify(filter) : null;

  const ask = async (cursor: string | null, begin: number | null): Promise<Found> => {
    try {
      const { listCalls } = await loadData();
      const { search, type, tag } = filter;
      const answer = await listCalls.list({
        ...{ statuses: statusesOf(filter), type, tag, text: search.trim(), createdBefore: '', cursor },
        ...(begin === null ? {} : { createdAfter: new Date(begin).toISOString() }),
        limit: FOUND_AT_ONCE,
      });
      if (answer.kind === 'problem') return { ...NOTHING, state: 'failed', problem: answer.problem };
      const { missions, next_cursor: next } = answer.data;
      return { ...NOTHING, state: 'ready', missions, cursor: next, begin, foundAt: serverNow() };
    } catch {
      return { ...NOTHING, state: 'failed', problem: PAGE_INCOMPLETE };
    }
  };
  const askFirst = useEffectEvent(() => ask(null, beginOf(filter, serverNow())));

  useEffect(() => {
    if (key === null) {
      setFound(NOTHING);
      return;
    }
    let isOver = false;
    setFound((before) => ({ ...before, state: 'asking', problem: null }));
    const timer = setTimeout(
      () =>
        void askFirst().then((next) => {
          if (!isOver) setFound(next);
        }),
      TYPING_MS,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key]);

  const more = (): void => {
    const { cursor, missions, begin, foundAt } = found;
    if (cursor === null || found.state === 'asking') return;
    setFound({ ...found, state: 'asking' });
    void ask(cursor, begin).then((next) => {
      // Another filter was chosen meanwhile: its answer is the one that counts.
      setFound((now) =>
        now.missions === missions ? { ...next, missions: [...missions, ...next.missions], foundAt } : now,
      );
    });
  };
  return { ...found, more };
}
