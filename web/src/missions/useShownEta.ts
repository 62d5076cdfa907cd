import { useEffect, useEffectEvent, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { session } from '../session.ts';
import type { Known } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { keepSaid, readSaid, recalled, type SaidEta } from './saidEtas.ts';
import { nextShownEta, nextShownEtas, type ShownEta } from './shownEta.ts';
import { useKnownStats } from './useKnownStats.ts';

/** What is on screen is written down for the next visit this often. */
const KEEP_EVERY_MS = 10_000;

/** The time left of the mission on screen. */
export function useShownEta(mission: Mission, known: Known, position: number | null): ShownEta {
  const statsOf = useKnownStats([mission].flatMap(kindOf));
  const recall = useRecall();
  const [shown, setShown] = useState<ShownEta | null>(null);
  const stats = statsOf(mission.stats_id);
  const next = nextShownEta(shown, { mission, stats, ...known, position, recalled: recall(mission, known.clock) });
  // Set while rendering: React draws again at once, and nobody sees the old text in between.
  if (next !== shown) setShown(next);
  useKept([next], known);
  return next;
}

/** The same for rows of the list, by their mission's id. Only running ones rest on earlier runs: one read for each kind. */
export function useShownEtas(
  missions: readonly Mission[],
  known: Known,
  knownOf: (mission: Mission) => Known,
): ReadonlyMap<string, ShownEta> {
  const running = missions.filter(({ status }) => status === 'in_progress');
  const statsOf = useKnownStats(running.flatMap(kindOf));
  const recall = useRecall();
  const [shown, setShown] = useState<ReadonlyMap<string, ShownEta>>(new Map());
  const inputs = missions.map((mission) => ({
    mission,
    stats: mission.status === 'in_progress' ? statsOf(mission.stats_id) : null,
    ...knownOf(mission),
    position: null,
    recalled: recall(mission, known.clock),
  }));
  const next = nextShownEtas(shown, inputs);
  if (next !== shown) setShown(next);
  useKept([...next.values()], known);
  return next;
}

function kindOf({ stats_id: id, finished_at: finishedAt }: Mission): string[] {
  return id === null || finishedAt !== null ? [] : [id];
}

function useRecall() {
  const { uid } = useStore(session);
  const [said] = useState(() => (uid === null ? null : readSaid(uid)));
  return (mission: Mission, now: number) => recalled(said?.get(mission.mission_id), mission, now);
}

/** Keeps what is said while the server is heard. */
function useKept(shown: readonly ShownEta[], { now, isHeard }: Known): void {
  const { uid } = useStore(session);
  const worth = isHeard ? shown.filter(({ said, isRecalled }) => said.isTimeLeft && !isRecalled) : [];
  const keep = useEffectEvent((user: string) => keepSaid(user, new Map(worth.map(entryOf))));
  const turn = worth.length === 0 ? null : Math.floor(now / KEEP_EVERY_MS);
  useEffect(() => {
    if (uid !== null && turn !== null) keep(uid);
  }, [uid, turn]);
}

function entryOf({ said: { text, remark, spoken }, input: { mission, now } }: ShownEta): [string, SaidEta] {
  return [mission.mission_id, { attempt: mission.attempt, at: now, text, remark, spoken }];
}
