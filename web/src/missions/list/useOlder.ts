import { useEffect, useEffectEvent, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { loadData } from '../../loadData.ts';
import { useStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import { hasSection, type ListFilter } from '../listFilter.ts';
import { beginningOfOlder, type ListRow, rowOfAnswer } from './listRows.ts';
import { isSearchable } from './listSearch.ts';
import { removedIds } from './removed.ts';

const PAGE = 50;
/** Pages that found nothing are passed over without being asked, but not for ever: each may look at 500 missions. */
const MOST_EMPTY_PAGES = 4;

interface Older {
  readonly rows: readonly ListRow[];
  /** Where the next page begins; null before the first and after the last. */
  readonly cursor: string | null;
  /** Fixed with the first page, since a cursor belongs to its filters. */
  readonly before: string;
  readonly isBusy: boolean;
  readonly isEnd: boolean;
  readonly asOf: number | null;
  readonly problem: Trouble | null;
}

const NONE: Older = { rows: [], cursor: null, before: '', isBusy: false, isEnd: false, asOf: null, problem: null };

/** The missions before the live ones, as the API lists them. Not live: a read for each that is looked at, once. */
export function useOlder(filter: ListFilter, shown: readonly Mission[], tell: (rows: readonly ListRow[]) => void) {
  const [older, setOlder] = useState(NONE);
  const removed = useStore(removedIds);
  const live = new Set(shown.map((mission) => mission.mission_id));
  const rows = older.rows.filter(({ id }) => !removed.has(id) && !live.has(id));
  const ids = rows.map(({ id }) => id).join();
  const tellNow = useEffectEvent((shownIds: string) => tell(shownIds === '' ? [] : rows));
  useEffect(() => tellNow(ids), [ids]);
  const tellNone = useEffectEvent(() => tell([]));
  useEffect(() => () => tellNone(), []);

  const load = async (): Promise<void> => {
    const before = older.asOf === null ? beginningOfOlder(shown) : older.before;
    setOlder({ ...older, isBusy: true, problem: null });
    const next = await readOn({ ...older, before }, filter).catch(() => ({ ...older, problem: PAGE_INCOMPLETE }));
    setOlder({ ...next, isBusy: false });
  };
  return { ...older, rows, load: () => void (older.isBusy || load()) };
}

async function readOn(from: Older, filter: ListFilter): Promise<Older> {
  const { listCalls } = await loadData();
  let now = from;
  for (let pages = 0; pages < MOST_EMPTY_PAGES; pages += 1) {
    const { statuses, type, tag } = filter;
    const text = isSearchable(filter.search) ? filter.search.trim() : '';
    const page = { statuses, type, tag, text, createdBefore: now.before, cursor: now.cursor, limit: PAGE };
    const answer = await listCalls.list(page);
    if (answer.kind === 'problem') return { ...now, problem: answer.problem };
    const { missions, next_cursor: cursor } = answer.data;
    const found = missions.map(rowOfAnswer).filter(({ section }) => hasSection(filter, section));
    const rows = [...now.rows, ...found];
    now = { ...now, rows, cursor, isEnd: cursor === null, asOf: now.asOf ?? Date.now(), problem: null };
    if (found.length > 0 || cursor === null) break;
  }
  return now;
}
