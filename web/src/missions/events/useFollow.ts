import { type RefObject, useEffect, useRef, useState } from 'react';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';

/** Nearer to the end than this is at the end: scroll positions are fractions of pixels. */
const AT_END_PX = 4;
/** Whoever scrolls to this far from the beginning is about to want what was before it. */
const NEAR_START_PX = 40;

interface Older {
  readonly hasOlder: boolean;
  readonly loadOlder: () => void;
}

interface Follow {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly isFollowing: boolean;
  /** Entries that came since the reader stopped following. */
  readonly unseen: number;
  readonly toggle: () => void;
  readonly toEnd: () => void;
  readonly onScroll: () => void;
}

/** Keeps the newest entry in view until the reader scrolls up, and again once they are back at the end. */
export function useFollow(entries: readonly HistoryEntry[], { hasOlder, loadOlder }: Older): Follow {
  const box = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [isFollowing, setFollowing] = useState(true);
  const newest = entries.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(newest);
  if (isFollowing && seen !== newest) setSeen(newest);

  useEffect(() => {
    if (isFollowing) box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'instant' });
  }, [entries, isFollowing]);

  const onScroll = (): void => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {};
    const isUp = scrollTop < lastTop.current - 1;
    lastTop.current = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) return setFollowing(true);
    if (!isUp) return;
    setFollowing(false);
    if (scrollTop >= NEAR_START_PX || !hasOlder) return;
    // The browser holds what is in view while something comes above it, but not at the very beginning.
    if (scrollTop === 0) box.current?.scrollTo({ top: 1, behavior: 'instant' });
    loadOlder();
  };
  return {
    box,
    isFollowing,
    unseen: isFollowing ? 0 : entries.reduce((count, { seq }) => (seq > seen ? count + 1 : count), 0),
    toggle: () => setFollowing(!isFollowing),
    toEnd: () => setFollowing(true),
    onScroll,
  };
}
