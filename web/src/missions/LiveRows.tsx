import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useKnownNow } from '../shell/useFreshness.ts';
import type { ListFilter } from './listFilter.ts';
import { MissionRows } from './MissionRows.tsx';
import { missionView } from './missionView.ts';
import { NO_ETA } from './noEta.ts';
import { useShownEtas } from './useShownEta.ts';

/** Rows that move show time left in steps of ten seconds at least; a faster clock would only cost renders. */
const TICK_MS = 5_000;

interface Props {
  readonly missions: readonly Mission[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

/** The list once the missions are known. In a chunk of its own: what estimates is not needed for the first paint. */
export default function LiveRows({ missions, filter, isStale }: Props) {
  const now = useKnownNow(TICK_MS);
  const etas = useShownEtas(missions, now);
  const rows = missions.map((mission) => missionView(mission, now, etas.get(mission.mission_id)?.view ?? NO_ETA));
  return <MissionRows rows={rows} filter={filter} isStale={isStale} />;
}
