import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import { type LiveMemory, useLive } from '../live.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { mergeHistory } from './missionHistory.ts';

const memory: LiveMemory<HistoryEntry[]> = new Map();

interface ShownHistory {
  readonly entries: readonly HistoryEntry[];
  readonly isLoading: boolean;
  readonly problem: Trouble | null;
  readonly hasOlder: boolean;
  readonly loadOlder: () => void;
}

/** A mission's history, oldest first: the newest hundred at once and live, older ones by request. */
export function useHistory(id: string): ShownHistory {
  const { uid } = useStore(session);
  const key = uid === null ? null : `${uid} ${id}`;
  const live = useLive(memory, key, (data, emit) => data.watchEvents(uid ?? '', id, emit));
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [problem, setProblem] = useState<Trouble | null>(null);

  useEffect(() => {
    if (live.state === 'ready') setEntries((known) => mergeHistory(known, live.data));
  }, [live]);

  const first = entries[0]?.seq ?? 1;
  const loadOlder = async (): Promise<void> => {
    if (uid === null) return;
    try {
      const data = await loadData();
      const older = await data.olderEvents(uid, id, first);
      setEntries((known) => mergeHistory(known, older));
    } catch {
      setProblem(PAGE_INCOMPLETE);
    }
  };
  return {
    entries,
    isLoading: live.state === 'loading',
    problem: live.state === 'failed' ? live.problem : problem,
    // Numbers are without gaps and begin at 1.
    hasOlder: first > 1,
    loadOlder: () => void loadOlder(),
  };
}
