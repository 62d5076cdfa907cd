import { useEffect, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { type LiveMemory, useLive } from '../live.ts';
import type { Emit, Live } from '../liveValue.ts';
import { mergeSeed, readSeed, writeSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { digestOf, isOlder, type MissionDigest } from './missionDigest.ts';

const memory: LiveMemory<Mission> = new Map();

interface ShownMission {
  readonly live: Live<Mission>;
  /** What the last visit saw of it: painted while Firebase is still on its way. */
  readonly seeded: MissionDigest | null;
}

/** The mission `id`, never older than what was already shown of it. */
export function useMission(id: string): ShownMission {
  const { uid } = useStore(session);
  const [seeded] = useState(() => seededDigest(uid, id));
  const key = uid === null ? null : `${uid} ${id}`;
  // One document, and its tab's title says how far it is.
  const live = useLive(memory, key, (data, emit) => data.watchMission(id, dropOlder(newestShown(key, seeded), emit)), {
    isKept: true,
  });

  useEffect(() => {
    if (uid === null || live.state !== 'ready' || live.source !== 'server') return;
    writeSeed(uid, mergeSeed(readSeed(uid), [digestOf(live.data)], { seenAt: live.receivedAt, isList: false }));
  }, [uid, live]);

  return { live, seeded };
}

function seededDigest(uid: string | null, id: string): MissionDigest | null {
  if (uid === null) return null;
  return readSeed(uid)?.missions.find((digest) => digest.id === id) ?? null;
}

function newestShown(key: string | null, seeded: MissionDigest | null): MissionDigest | null {
  const known = key === null ? undefined : memory.get(key);
  return known?.state === 'ready' ? digestOf(known.data) : seeded;
}

/** Passes on what is at least as new as everything before it, so that the bar never falls. */
function dropOlder(first: MissionDigest | null, emit: Emit<Mission>): Emit<Mission> {
  let newest = first;
  return (live) => {
    if (live.state === 'ready') {
      const digest = digestOf(live.data);
      if (newest !== null && isOlder(digest, newest)) return;
      newest = digest;
    }
    emit(live);
  };
}
