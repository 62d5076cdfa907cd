import { useEffect, useState } from 'react';
import { deviceTime, useNow } from '../clock.ts';
import { connection } from '../connectionStore.ts';
import { readSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { CONNECTION_SAID } from '../words/connection.ts';
import { type Freshness, freshnessOf, knownAfter, knownUntil } from './freshness.ts';

const TICK_MS = 1_000;

/** How fresh the page is, by the second. The browser's own clock on both sides: no server's time is involved. */
export function useFreshness(): Freshness {
  const state = useStore(connection);
  const seenAt = useSeenAt();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [state]);
  return freshnessOf(state, seenAt, now);
}

/**
 * The clock for what missions do, by the server: it stands still where the page does not know what they do. `asOf`: what
 * is on screen was so at this moment by the server's clock, and the server has not said yet whether it still is.
 */
export function useKnownNow(everyMs: number, asOf: number | null = null): number {
  const now = useNow(everyMs);
  // Of the tick, not of the render: two renders of one tick show the same.
  const tickedAt = deviceTime(now);
  const known = now - tickedAt + knownUntil(useStore(connection), useSeenAt(), tickedAt);
  return asOf === null ? known : knownAfter(asOf, known);
}

function useSeenAt(): number | null {
  const { uid } = useStore(session);
  const [seenAt] = useState(() => (uid === null ? null : (readSeed(uid)?.seenAt ?? null)));
  return seenAt;
}

/** Says when the page stopped being live and when it is again; a hand-over between tabs is neither. */
export function useFreshnessAnnounced({ status, since }: Freshness): void {
  const [said, setSaid] = useState<'live' | 'polling' | 'offline'>('live');
  useEffect(() => {
    if (status === said || (status !== 'live' && status !== 'polling' && status !== 'offline')) return;
    announce('connection', status === 'offline' ? CONNECTION_SAID.offline(since) : CONNECTION_SAID[status]);
    setSaid(status);
  }, [status, since, said]);
}
