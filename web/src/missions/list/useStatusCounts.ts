import { useEffect, useEffectEvent, useState } from 'react';
import { MISSION_STATUSES, type MissionStatus } from '../../../../functions/src/schema/mission.ts';
import { loadData } from '../../loadData.ts';
import type { ListFilter } from '../listFilter.ts';
import { type ReadyList, rowOf } from './listRows.ts';
import { statusCounts } from './statusCounts.ts';

/** Counts cost nine reads: they are asked for again at most this often, and only when a row has changed its status. */
const ASK_EVERY_MS = 60_000;

/**
 * Keeps the numbers of the chips. Where all missions are loaded they are counted here, at no cost; else the API counts,
 * nine reads when the list is opened and when its type or tag changes, then at most once a minute while statuses change
 * and the page is looked at.
 */
export function useStatusCounts(filter: ListFilter, live: ReadyList, isWhole: boolean): void {
  const { type, tag } = filter;
  const isAll = isWhole && filter.statuses.length === 0;
  const [asked, setAsked] = useState<{ readonly mix: string; readonly at: number } | null>(null);
  const mix = live.data.map((mission) => `${mission.mission_id}${mission.status}`).join();

  const ask = useEffectEvent(async () => {
    if (document.hidden) return;
    setAsked({ mix, at: Date.now() });
    const { listCalls } = await loadData();
    const answer = await listCalls.count({ statuses: [], type, tag });
    if (answer.kind === 'ok') statusCounts.set({ byStatus: answer.data.by_status, notAsking: notAskingIn(live) });
  });

  // Other numbers than these are those of another type or tag.
  useEffect(() => statusCounts.set(null), [type, tag]);
  useEffect(() => {
    if (isAll) {
      statusCounts.set({ byStatus: countsOf(live), notAsking: notAskingIn(live) });
      return;
    }
    if (asked?.mix === mix) return;
    const wait = asked === null ? 0 : Math.max(0, asked.at + ASK_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      // Without an answer the chips go without numbers, and the next change asks again.
      ask().catch(() => undefined);
    }, wait);
    return () => clearTimeout(timer);
  }, [isAll, live, mix, asked]);
}

function countsOf(live: ReadyList): Record<MissionStatus, number> {
  const counts: Record<MissionStatus, number> = {
    ...{ proposed: 0, approved: 0, queued: 0, in_progress: 0, waiting: 0 },
    ...{ paused: 0, completed: 0, failed: 0, cancelled: 0 },
  };
  for (const status of MISSION_STATUSES) counts[status] = live.data.filter((each) => each.status === status).length;
  return counts;
}

function notAskingIn(live: ReadyList): number {
  return live.data.map(rowOf).filter((row) => row.status === 'waiting' && row.section !== 'needs_you').length;
}
