import { useEffect, useState } from 'react';
import type { Mission, MissionStatus } from '../../../functions/src/schema/mission.ts';
import { type LiveMemory, useLive } from '../live.ts';
import type { Live } from '../liveValue.ts';
import { mergeSeed, readSeed, type Seed, writeSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { digestOf, type MissionDigest } from './missionDigest.ts';

/** One page of the list. A live list costs a read for each row and each change of it. */
export const PAGE_ROWS = 25;
/** The rules answer no longer list; what is older is found by its status. */
export const MAX_ROWS = 100;

const memory: LiveMemory<Mission[]> = new Map();

interface ShownMissions {
  readonly live: Live<Mission[]>;
  /** Rows of the last visit, while Firebase is still on its way. */
  readonly seeded: readonly MissionDigest[];
}

/** The newest `count` missions of these statuses, live. */
export function useMissions(statuses: readonly MissionStatus[], count: number): ShownMissions {
  const { uid } = useStore(session);
  const [seed] = useState(() => (uid === null ? null : readSeed(uid)));
  const keyFor = (rows: number) => (uid === null ? null : `${uid} ${statuses.join()} ${rows}`);
  const live = useLive(memory, keyFor(count), (data, emit) => data.watchMissions(uid ?? '', statuses, count, emit));
  const isWhole = statuses.length === 0;

  useEffect(() => {
    if (uid === null || !isWhole || live.state !== 'ready' || live.source !== 'server') return;
    writeSeed(uid, mergeSeed(readSeed(uid), live.data.map(digestOf), live.receivedAt));
  }, [uid, isWhole, live]);

  // A longer list is another query: until it answers, the shorter one stays.
  const shorter = memory.get(keyFor(count - PAGE_ROWS) ?? '');
  const shown = live.state === 'loading' && shorter !== undefined ? shorter : live;
  return { live: shown, seeded: seededRows(seed, statuses) };
}

function seededRows(seed: Seed | null, statuses: readonly MissionStatus[]): MissionDigest[] {
  const rows = seed?.missions.filter((digest) => statuses.length === 0 || statuses.includes(digest.status)) ?? [];
  return rows.toSorted((a, b) => b.createdAt - a.createdAt);
}
