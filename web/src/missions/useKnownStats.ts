import { useEffect, useEffectEvent } from 'react';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { createStatsMemory } from './statsMemory.ts';

/** While the page signs in, nothing uncached is answered, for a second or less; what is fresh is not asked for again. */
const LOOK_EVERY_MS = 500;

const memory = createStatsMemory(
  async (statsId) => (await loadData()).readStats(statsId),
  () => performance.now(),
);

/** What earlier runs of a kind taught; null where there is nothing, undefined while that is not known. */
export type StatsOf = (statsId: string | null) => MissionStats | null | undefined;

/** Keeps the statistics of these kinds of runs at hand while somebody looks. */
export function useKnownStats(statsIds: readonly string[]): StatsOf {
  const { uid } = useStore(session);
  const kinds = useStore(memory.kinds);
  const wanted = [...new Set(statsIds)].toSorted();
  const ask = useEffectEvent((user: string) => {
    if (document.hidden) return;
    for (const id of wanted) void memory.refresh(keyOf(user, id), id);
  });

  const isWanted = wanted.length > 0;
  const which = JSON.stringify(wanted);
  useEffect(() => {
    if (uid === null || !isWanted) return;
    ask(uid);
    const timer = setInterval(() => ask(uid), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [uid, isWanted, which]);

  return (statsId) => {
    if (statsId === null || uid === null) return null;
    const known = kinds.get(keyOf(uid, statsId));
    return known === undefined ? undefined : known.stats;
  };
}

function keyOf(uid: string, statsId: string): string {
  return `${uid} ${statsId}`;
}
