import { useEffect, useState } from 'react';
import { connection } from '../connectionStore.ts';
import { readSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { type Freshness, freshnessOf } from './freshness.ts';

const TICK_MS = 1_000;

/** How fresh the page is, by the second. The browser's own clock on both sides: no server's time is involved. */
export function useFreshness(): Freshness {
  const state = useStore(connection);
  const { uid } = useStore(session);
  const [seenAt] = useState(() => (uid === null ? null : (readSeed(uid)?.seenAt ?? null)));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [state]);
  return freshnessOf(state, seenAt, now);
}

/** Says when the page went offline and when it came back; a hand-over between tabs is neither. */
export function useFreshnessAnnounced(freshness: Freshness): void {
  const [said, setSaid] = useState<'live' | 'offline'>('live');
  const { status, since } = freshness;
  useEffect(() => {
    if (status === 'offline' && said === 'live') {
      announce('connection', `Offline. Showing the ${since || 'last known state'}.`);
      setSaid('offline');
    } else if (status === 'live' && said === 'offline') {
      announce('connection', 'Live again.');
      setSaid('live');
    }
  }, [status, since, said]);
}
