import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';

/** Nearer to the end than this is at the end: scroll positions are fractions of pixels. */
const AT_END_PX = 4;
/** Whoever scrolls to this far from the beginning is about to want what was before it. */
const NEAR_START_PX = 40;

/** So many of the newest are drawn while they are followed: nobody sees more, and every new one is laid out with them. */
const DRAWN_FOLLOWING = 200;
/** So many more of those that are loaded each time somebody comes to the first of those that are drawn. */
const DRAWN_MORE = 300;

interface Older {
  readonly hasOlder: boolean;
  readonly loadOlder: () => void;
}

interface Follow {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly isFollowing: boolean;
  /** The entries to draw: the newest, and as far back as somebody has scrolled. */
  readonly drawn: readonly HistoryEntry[];
  /** Draws more of what is loaded, and loads older ones where all of it is drawn. */
  readonly showOlder: () => void;
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
  const [first, setFirst] = useState<number | null>(null);
  const start = firstDrawn(entries, first);
  const drawn = useMemo(() => (start === 0 ? entries : entries.slice(start)), [entries, start]);
  const newest = entries.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(newest);
  if (isFollowing && seen !== newest) setSeen(newest);

  const follow = (): void => {
    setFollowing(true);
    setFirst(null);
  };
  const leave = (): void => {
    setFollowing(false);
    // What is drawn stays so while new ones come.
    if (first === null) setFirst(entries[start]?.seq ?? null);
  };
  const showOlder = (): void => {
    // Whoever asks for what was before does not want to be thrown to the end by it.
    setFollowing(false);
    setFirst(entries[Math.max(0, start - DRAWN_MORE)]?.seq ?? null);
    if (start > 0) return;
    // All that is loaded is drawn, and so is what comes before it.
    setFirst(0);
    if (hasOlder) loadOlder();
  };
  useEffect(() => {
    if (isFollowing) box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'instant' });
  }, [entries, isFollowing]);

  const onScroll = (): void => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {};
    const isUp = scrollTop < lastTop.current - 1;
    lastTop.current = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) return follow();
    if (!isUp) return;
    leave();
    if (scrollTop >= NEAR_START_PX || (start === 0 && !hasOlder)) return;
    // The browser holds what is in view while something comes above it, but not at the very beginning.
    if (scrollTop === 0) box.current?.scrollTo({ top: 1, behavior: 'instant' });
    showOlder();
  };
  return {
    box,
    isFollowing,
    drawn,
    showOlder,
    unseen: isFollowing ? 0 : entries.reduce((count, { seq }) => (seq > seen ? count + 1 : count), 0),
    toggle: () => (isFollowing ? leave() : follow()),
    toEnd: follow,
    onScroll,
  };
}

/** Where the entries that are drawn begin: at the number somebody has scrolled to, else a few before the newest. */
function firstDrawn(entries: readonly HistoryEntry[], first: number | null): number {
  if (first === null) return Math.max(0, entries.length - DRAWN_FOLLOWING);
  return Math.max(
    0,
    entries.findIndex(({ seq }) => seq >= first),
  );
}
