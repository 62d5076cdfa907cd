import { useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { nextShownEta, nextShownEtas, type ShownEta } from './shownEta.ts';
import { useKnownStats } from './useKnownStats.ts';

/** The time left of the mission on screen. */
export function useShownEta(mission: Mission, now: number, position: number | null): ShownEta {
  const statsOf = useKnownStats([mission].flatMap(kindOf));
  const [shown, setShown] = useState<ShownEta | null>(null);
  const stats = statsOf(mission.stats_id);
  const next = nextShownEta(shown, { mission, stats, now, position });
  // Set while rendering: React draws again at once, and nobody sees the old text in between.
  if (next !== shown) setShown(next);
  return next;
}

/** The same for rows of the list, by their mission's id. Only running ones rest on earlier runs: one read for each kind. */
export function useShownEtas(missions: readonly Mission[], now: number): ReadonlyMap<string, ShownEta> {
  const running = missions.filter(({ status }) => status === 'in_progress');
  const statsOf = useKnownStats(running.flatMap(kindOf));
  const [shown, setShown] = useState<ReadonlyMap<string, ShownEta>>(new Map());
  const inputs = missions.map((mission) => ({
    mission,
    stats: mission.status === 'in_progress' ? statsOf(mission.stats_id) : null,
    now,
    position: null,
  }));
  const next = nextShownEtas(shown, inputs);
  if (next !== shown) setShown(next);
  return next;
}

function kindOf({ stats_id: id, finished_at: finishedAt }: Mission): string[] {
  return id === null || finishedAt !== null ? [] : [id];
}
