import { useEffect, useState } from 'react';
import { deviceTime, useNow } from '../clock.ts';
import { connection } from '../connectionStore.ts';
import { readSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { announce, takeBack } from '../ui/announcer.ts';
import { CONNECTION_SAID } from '../words/connection.ts';
import { asOfStamp, type Freshness, freshnessOf, knownAfter, knownUntil } from './freshness.ts';

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

/** What the page knows of its missions, at one tick. */
export interface Known {
  /** The clock for what missions do, by the server: it stands still where the page does not know what they do. */
  readonly now: number;
  /** The same clock, but this one always goes. */
  readonly clock: number;
  /** The server's word on them is as new as it gets. */
  readonly isHeard: boolean;
  /** "as of 14:02" where it is no longer new; else empty. */
  readonly asOf: string;
  /** What is on screen may no longer be so. */
  readonly isStale: boolean;
  /** The server's next word is a moment away: a time that comes and goes at each load would only flash. */
  readonly isComing: boolean;
}

/** The same of one value that was so at `since` by the server's clock, and the server has not said yet whether it still is. */
export function knownSince(known: Known, since: number): Known {
  const { clock, isStale, isComing } = known;
  // Stale, it is shown as it was then; else what is silent for a moment may well be so still.
  const now = isStale ? Math.min(since, known.now) : knownAfter(since, known.now);
  return { ...known, now, isHeard: false, asOf: isComing ? '' : asOfStamp(since, clock, isStale) };
}

/** `since`: what is on screen was so at this moment, see {@link knownSince}; null where the server has told of it. */
export function useKnown(everyMs: number, since: number | null = null): Known {
  const now = useNow(everyMs);
  // Of the tick, not of the render: two renders of one tick show the same.
  const tickedAt = deviceTime(now);
  const seenAt = useSeenAt();
  const state = useStore(connection);
  const known = now - tickedAt + knownUntil(state, seenAt, tickedAt);
  const { status, isHeard, isCutOff, isStale, stamp } = freshnessOf(state, seenAt, tickedAt);
  const isComing = isHeard || (status === 'connecting' && !isCutOff);
  const all: Known = { now: known, clock: now, isHeard, asOf: isStale ? stamp : '', isStale, isComing };
  return since === null ? all : knownSince(all, since);
}

function useSeenAt(): number | null {
  const { uid } = useStore(session);
  const [seenAt] = useState(() => (uid === null ? null : (readSeed(uid)?.seenAt ?? null)));
  return seenAt;
}

/**
 * Says when the page stopped being live and when it is again; a hand-over between tabs is neither. What was to be said of
 * a state that is over by its turn is not said.
 */
export function useFreshnessAnnounced({ status, since, cause }: Freshness): void {
  const [said, setSaid] = useState<'live' | 'polling' | 'offline' | null>('live');
  useEffect(() => {
    if (status === said) return;
    // Nobody has heard what was taken back: whatever comes next is news.
    if (takeBack('connection')) setSaid(null);
    if (status !== 'live' && status !== 'polling' && status !== 'offline') return;
    announce('connection', status === 'offline' ? CONNECTION_SAID.offline(since, cause) : CONNECTION_SAID[status]);
    setSaid(status);
  }, [status, since, cause, said]);
}
