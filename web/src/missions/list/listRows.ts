import { allowedCommands } from '../../../../functions/src/core/allowed.ts';
import type { MissionAnswer } from '../../../../functions/src/schema/api.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { toInstant } from '../../../../functions/src/schema/time.ts';
import type { Live } from '../../liveValue.ts';
import { digestOf, type MissionDigest } from '../missionDigest.ts';
import { type ListSection, sectionOf } from '../missionGlance.ts';
import { startingDigest } from '../starting.ts';
import type { OrderedRow } from './listOrder.ts';
import type { Pickable } from './selection.ts';

/** The live missions once they are known. */
export type ReadyList = Extract<Live<Mission[]>, { readonly state: 'ready' }>;

/** A row of the list as facts. */
export interface ListRow extends OrderedRow, Pickable {
  readonly section: ListSection;
  readonly digest: MissionDigest;
  readonly type: string;
  /** Null where only the API's answer is known, not the live document. */
  readonly mission: Mission | null;
}

const rows = new WeakMap<Mission, ListRow>();

/** The row of a live mission; the same one while the mission is the same. */
export function rowOf(mission: Mission): ListRow {
  const known = rows.get(mission);
  if (known !== undefined) return known;
  const row = rowFrom(digestOf(mission), { type: mission.type, mission, commands: allowedCommands(mission) });
  rows.set(mission, row);
  return row;
}

const startingRows = new WeakMap<Mission, ListRow>();

/** The same as it is shown: what this page is about to start needs nobody, and nothing else is done to it meanwhile. */
export function shownRowOf(mission: Mission, ids: ReadonlySet<string>): ListRow {
  const row = rowOf(mission);
  const digest = startingDigest(row.digest, ids);
  if (digest === row.digest) return row;
  const known = startingRows.get(mission);
  if (known !== undefined) return known;
  const started = rowFrom(digest, { type: mission.type, mission, commands: [] });
  startingRows.set(mission, started);
  return started;
}

/** The row of a mission that the API answered. */
export function rowOfAnswer(answer: MissionAnswer): ListRow {
  const kind = answer.cancel_requested_at !== null ? 'cancel' : answer.pause_requested_at !== null ? 'pause' : null;
  const digest = digestOf({ ...answer, seq: 0, control: kind === null ? null : { kind } });
  return rowFrom(digest, { type: answer.type, mission: null, commands: answer.allowed });
}

function rowFrom(digest: MissionDigest, rest: Pick<ListRow, 'type' | 'mission' | 'commands'>): ListRow {
  const { id, objective, status, createdAt, updatedAt, percent } = digest;
  return { id, objective, status, createdAt, updatedAt, percent, section: sectionOf(digest), digest, ...rest };
}

/** The moment from which on the missions before these begin: of those made in the same millisecond none is left out. */
export function beginningOfOlder(shown: readonly Mission[]): string {
  const oldest = Math.min(...shown.map((mission) => rowOf(mission).createdAt));
  return Number.isFinite(oldest) ? toInstant(oldest + 1) : '';
}
