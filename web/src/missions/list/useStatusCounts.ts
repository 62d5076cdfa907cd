import { useEffect, useEffectEvent } from 'react';
import type { MissionStatus } from '../../../../functions/src/schema/mission.ts';
import { loadData } from '../../loadData.ts';
import type { ListFilter } from '../listFilter.ts';
import type { ListRow } from './listRows.ts';
import { type StatusCounts, statusCounts } from './statusCounts.ts';

/** Counts cost nine reads: they are asked for again at most this often, and only when a row has changed its status. */
const ASK_EVERY_MS = 60_000;

/** What was asked last: another chip of the same list needs no other numbers. */
let asked: { readonly of: string; readonly mix: string; readonly at: number } | null = null;

/**
 * Keeps the numbers of the chips. Where all missions are loaded they are counted here, at no cost; else the API counts,
 * nine reads when the list is opened and when its type or tag changes, then at most once a minute while statuses change
 * and the page is looked at.
 */
export function useStatusCounts(filter: ListFilter, rows: readonly ListRow[], isWhole: boolean): void {
  const { type, tag } = filter;
  const of = `${type} ${tag}`;
  const isAll = isWhole && filter.statuses.length === 0;
  const mix = rows.map(({ id, status }) => `${id}${status}`).join();

  const ask = useEffectEvent(async () => {
    if (document.hidden) return;
    asked = { of, mix, at: Date.now() };
    const { listCalls } = await loadData();
    const answer = await listCalls.count({ statuses: [], type, tag });
    if (answer.kind === 'ok') statusCounts.set({ of, byStatus: answer.data.by_status, resting: restingIn(rows) });
  });
  const countHere = useEffectEvent(() => {
    statusCounts.set({ of, byStatus: countsOf(rows), resting: restingIn(rows) });
  });

  useEffect(() => {
    if (isAll) return countHere();
    const known = statusCounts.get();
    if (known?.of !== of) statusCounts.set(null);
    else if (asked?.of === of && asked.mix === mix) return;
    const wait = asked?.of === of ? Math.max(0, asked.at + ASK_EVERY_MS - Date.now()) : 0;
    const timer = setTimeout(() => {
      // Without an answer the chips go without numbers, and the next change asks again.
      ask().catch(() => undefined);
    }, wait);
    return () => clearTimeout(timer);
  }, [isAll, of, mix]);
}

function countsOf(rows: readonly ListRow[]): Record<MissionStatus, number> {
  const counts: Record<MissionStatus, number> = {
    ...{ proposed: 0, approved: 0, queued: 0, in_progress: 0, waiting: 0 },
    ...{ paused: 0, completed: 0, failed: 0, cancelled: 0 },
  };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

function restingIn(rows: readonly ListRow[]): StatusCounts['resting'] {
  const resting = rows.filter(({ section }) => section === 'resting');
  const of = (wanted: MissionStatus) => resting.filter(({ status }) => status === wanted).length;
  return { waiting: of('waiting'), queued: of('queued') };
}
