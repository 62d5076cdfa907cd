import type { Mission } from '../../functions/src/schema/mission.ts';
import type { MissionStats } from '../../functions/src/schema/missionStats.ts';
import { toEpochMs } from '../../functions/src/schema/time.ts';
import { type MissionView, missionView } from '../../web/src/missions/missionView.ts';
import { type EtaInput, nextShownEta, type ShownEta } from '../../web/src/missions/shownEta.ts';
import { at } from './missions.ts';

interface Known {
  readonly position?: number | null;
  readonly stats?: MissionStats | null | undefined;
}

/** The server is heard, and nothing was said before. */
export const HEARD = { isHeard: true, asOf: '', recalled: null } satisfies Partial<EtaInput>;

/** The estimate that a page opened `seconds` after the start shows first. */
export function etaAt(mission: Mission, seconds: number, known: Known = {}): ShownEta {
  const { position = null } = known;
  const stats = 'stats' in known ? known.stats : null;
  return nextShownEta(null, { mission, stats, now: toEpochMs(at(seconds)), position, ...HEARD });
}

/** What a page opened `seconds` after the start shows. */
export function viewAt(mission: Mission, seconds: number, known: Known = {}): MissionView {
  return missionView(mission, toEpochMs(at(seconds)), etaAt(mission, seconds, known).view);
}
