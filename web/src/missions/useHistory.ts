import { useEffect, useRef, useState } from 'react';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import { type LiveMemory, useLive } from '../live.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { mergeHistory } from './missionHistory.ts';

const memory: LiveMemory<HistoryEntry[]> = new Map();

/** What comes faster is shown together: a page that draws at every entry of a busy mission can't be scrolled. */
const SHOWN_EVERY_MS = 1_000;

export interface ShownHistory {
  readonly entries: readonly HistoryEntry[];
  readonly isLoading: boolean;
  readonly problem: Trouble | null;
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => void;
}

/**
 * A mission's history, oldest first: the newest hundred at once and live, older ones by request. Costs a read for each
 * of the hundred (for what is new among them, where they were seen in the last half hour), one for each new entry, and
 * a hundred for each page of older ones.
 */
export function useHistory(id: string): ShownHistory {
  const { uid } = useStore(session);
  const key = uid === null ? null : `${uid} ${id}`;
  const live = useLive(memory, key, (data, emit) => data.watchEvents(uid ?? '', id, emit));
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const newest = live.state === 'ready' ? live.data : null;
  useTogether(newest, (data) => setEntries((known) => mergeHistory(known, data)));

  const first = entries[0]?.seq ?? 1;
  const loadOlder = async (): Promise<void> => {
    if (uid === null || isLoadingOlder) return;
    setLoadingOlder(true);
    try {
      const data = await loadData();
      const older = await data.olderEvents(uid, id, first);
      setEntries((known) => mergeHistory(known, older));
      setProblem(null);
    } catch {
      setProblem(PAGE_INCOMPLETE);
    }
    setLoadingOlder(false);
  };
  return {
    entries,
    isLoading: live.state === 'loading',
    problem: live.state === 'failed' ? live.problem : problem,
    // Numbers are without gaps and begin at 1.
    hasOlder: first > 1,
    isLoadingOlder,
    loadOlder: () => void loadOlder(),
  };
}

/** Calls `show` with what is newest, at once where it was quiet, and once for all that comes within a second. */
function useTogether<T>(newest: T | null, show: (value: T) => void): void {
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  const showNow = useRef(show);
  useEffect(() => {
    showNow.current = show;
  });
  useEffect(() => {
    if (newest === null) return;
    const act = (): void => {
      shownAt.current = performance.now();
      showNow.current(newest);
    };
    const waitMs = shownAt.current + SHOWN_EVERY_MS - performance.now();
    if (waitMs <= 0) return act();
    const timer = setTimeout(act, waitMs);
    return () => clearTimeout(timer);
  }, [newest]);
}
