import { ArrowDown, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { entryView } from './missionHistory.ts';
import { useHistory } from './useHistory.ts';

/** Nearer to the end than this is at the end: scroll positions are fractions of pixels. */
const AT_END_PX = 24;
/** Fewer rows are laid out as they are: estimated heights would move the end that is being followed. */
const LAZY_FROM = 200;

/** Everything that happened, newest at the bottom. A named region and not `role=log`, which would read out each line. */
export function EventLog({ id }: { readonly id: string }) {
  const history = useHistory(id);
  const [paused, setPaused] = useState<readonly HistoryEntry[] | null>(null);
  const entries = paused ?? history.entries;
  const { box, isFollowing, toEnd, onScroll } = useFollow(entries);
  const newest = entries.at(-1)?.seq ?? 0;
  const unseen = useUnseen(newest, isFollowing);
  const togglePause = () => setPaused(paused === null ? history.entries : null);
  return (
    <Section
      id="history-title"
      title="History"
      aside={history.entries.length > 0 && <PauseButton isPaused={paused !== null} onPress={togglePause} />}
    >
      {history.problem !== null && <TroubleNotice problem={history.problem} />}
      <div className="panel relative overflow-hidden">
        <div
          ref={box}
          onScroll={onScroll}
          // A region that scrolls must be reachable by key, and then needs a name.
          tabIndex={0}
          role="region"
          aria-label="Entries, newest last"
          className="max-h-[26rem] overflow-y-auto py-2 -outline-offset-2"
        >
          {history.hasOlder && (
            <div className="px-4 pb-2">
              <Button onClick={history.loadOlder}>Older entries</Button>
            </div>
          )}
          {entries.length === 0 && (history.isLoading ? <Loading /> : <Hint>Nothing yet.</Hint>)}
          <ol>
            {entries.map((entry) => (
              <Entry key={entry.seq} entry={entry} isLazy={entries.length > LAZY_FROM} />
            ))}
          </ol>
        </div>
        {!isFollowing && (
          <div className="absolute right-3 bottom-3">
            <Button onClick={toEnd} className="shadow-[0_4px_16px_var(--shadow)]">
              {unseen > 0 ? `${unseen} new` : 'Newest'}
              <ArrowDown className="size-4" aria-hidden />
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function PauseButton({ isPaused, onPress }: { readonly isPaused: boolean; readonly onPress: () => void }) {
  const Icon = isPaused ? Play : Pause;
  return (
    <Button look="quiet" className="-mr-3" onClick={onPress}>
      <Icon className="size-4" aria-hidden />
      {isPaused ? 'Go on' : 'Pause'}
    </Button>
  );
}

function Hint({ children }: { readonly children: string }) {
  return <p className="px-4 py-2 text-muted">{children}</p>;
}

function Loading() {
  if (useLate(true)) return <Hint>The history is not on this device yet.</Hint>;
  return (
    <div className="px-4">
      <Skeleton lines={3} label="Loading the history" />
    </div>
  );
}

function Entry({ entry, isLazy }: { readonly entry: HistoryEntry; readonly isLazy: boolean }) {
  const view = entryView(entry);
  return (
    <li
      data-tone={view.tone}
      className={`flex gap-x-3 px-4 py-1 text-sm max-sm:flex-wrap max-sm:py-1.5 ${isLazy ? 'row-lazy' : ''}`}
    >
      <time
        dateTime={entry.timestamp}
        title={view.moment}
        className="shrink-0 font-mono text-[0.8125rem] leading-[1.6] text-muted"
      >
        {view.time}
      </time>
      <span className="shrink-0 font-medium text-tone sm:w-14">{view.kind}</span>
      <span className="min-w-0 flex-1 wrap-any max-sm:basis-full">{view.message}</span>
    </li>
  );
}

/** Keeps the newest entry in view until the reader scrolls up, and again once they are back at the end. */
function useFollow(entries: readonly HistoryEntry[]) {
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const toEnd = (): void => {
    setFollowing(true);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };
  useEffect(() => {
    if (isFollowing) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [entries, isFollowing]);
  const onScroll = (): void => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {};
    setFollowing(scrollHeight - scrollTop - clientHeight < AT_END_PX);
  };
  return { box, isFollowing, toEnd, onScroll };
}

/** How many entries came since the reader stopped following. Their numbers are without gaps. */
function useUnseen(newest: number, isFollowing: boolean): number {
  const [seen, setSeen] = useState(newest);
  if (isFollowing && seen !== newest) setSeen(newest);
  return isFollowing ? 0 : newest - seen;
}
