import { useState } from 'react';
import { loadData } from '../../loadData.ts';
import { useStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import { alertNow, announce } from '../../ui/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { PICK_WORDS } from '../../words/listTools.ts';
import { hasSection, type ListFilter } from '../listFilter.ts';
import { rowOfAnswer } from './listRows.ts';
import { isSearchable } from './listSearch.ts';
import { type Pickable, pickAll, picked, pickShown } from './selection.ts';
import { chipCount, statusCounts } from './statusCounts.ts';

/** The most missions that are selected at once: each is read, and each gets a call of its own. */
const MOST = 1_000;
const PAGE = 100;

/** Selects what is shown, or all that fits the filter, also what is not loaded. */
export function PickMore({ filter, isWhole }: { readonly filter: ListFilter; readonly isWhole: boolean }) {
  const counts = useStore(statusCounts);
  const shown = useStore(picked).size;
  const [soFar, setSoFar] = useState<number | null>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const isText = isSearchable(filter.search);
  const matching = counts === null || isText ? null : chipCount(counts, filter.statuses);
  const collect = async (): Promise<void> => {
    setSoFar(0);
    const found = await allMatching(filter, setSoFar).catch(() => PAGE_INCOMPLETE);
    setSoFar(null);
    if (!Array.isArray(found)) {
      setProblem(found);
      return alertNow(`${found.detail} ${found.next}`);
    }
    setProblem(null);
    pickAll(found);
    announce('picked', found.length < MOST ? PICK_WORDS.collected(found.length) : PICK_WORDS.most(MOST));
  };
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-sm">
      <Button look="quiet" onClick={pickShown}>
        {PICK_WORDS.all_shown}
      </Button>
      {!isWhole && (
        <Button look="quiet" isBusy={soFar !== null} onClick={() => void collect()}>
          {soFar === null ? PICK_WORDS.all_matching(matching) : PICK_WORDS.collecting(soFar)}
        </Button>
      )}
      {shown >= MOST && <p className="text-muted">{PICK_WORDS.most(MOST)}</p>}
      {problem !== null && (
        <p className="text-failed">
          {problem.detail} {problem.next}
        </p>
      )}
    </div>
  );
}

/** All missions that fit, newest first; a read for each. Or why they could not be read. */
async function allMatching(filter: ListFilter, tell: (count: number) => void): Promise<Pickable[] | Trouble> {
  const { listCalls } = await loadData();
  const { statuses, type, tag } = filter;
  const text = isSearchable(filter.search) ? filter.search.trim() : '';
  const found: Pickable[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = { statuses, type, tag, text, createdBefore: '', cursor, limit: PAGE };
    const answer = await listCalls.list(page);
    if (answer.kind === 'problem') return answer.problem;
    found.push(...answer.data.missions.map(rowOfAnswer).filter(({ section }) => hasSection(filter, section)));
    tell(found.length);
    cursor = answer.data.next_cursor;
    if (cursor === null || found.length >= MOST) return found.slice(0, MOST);
  }
}
