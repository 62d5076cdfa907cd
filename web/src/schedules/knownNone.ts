import { useEffect } from 'react';
import type { Live } from '../liveValue.ts';
import { readStored, writeStored } from '../storage.ts';

const keyOf = (uid: string) => `ui.schedules.none:${uid}`;

/**
 * When the server last said of `uid` that there are no schedules, by this device's clock; null where it said that there
 * are some, or nothing. Firestore's own cache can't tell an empty list from one that was never loaded.
 */
export function useKnownNone(uid: string | null, live: Live<readonly unknown[]>): number | null {
  useEffect(() => {
    if (uid === null) return;
    const known = readNone(uid);
    const next = noneAfter(known, live);
    if (next !== known) writeStored(keyOf(uid), next);
  }, [uid, live]);
  return uid === null || live.state !== 'loading' ? null : readNone(uid);
}

/** What is known after `live`, where `known` was known before. */
export function noneAfter(known: number | null, live: Live<readonly unknown[]>): number | null {
  if (live.state !== 'ready') return known;
  if (live.data.length > 0) return null;
  return live.source === 'server' ? live.receivedAt : known;
}

function readNone(uid: string): number | null {
  const stored = readStored(keyOf(uid));
  return typeof stored === 'number' ? stored : null;
}
