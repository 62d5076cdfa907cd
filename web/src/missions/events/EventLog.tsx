import { ArrowDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { useNotHere } from '../../shell/NotHere.tsx';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useLate } from '../../ui/useLate.ts';
import { LOG_WORDS } from '../../words/missionViews.ts';
import { addressOf } from '../missionPlace.ts';
import { useHistory } from '../useHistory.ts';
import { LogBar } from './LogBar.tsx';
import { LogLines } from './LogLines.tsx';
import { filterLog, isFiltered, type LogFilter } from './logFilter.ts';
import { useFollow } from './useFollow.ts';

interface Props {
  readonly id: string;
  /** The step whose events alone are shown. */
  readonly step: number | null;
  readonly nameOf: (step: number) => string;
}

/** Everything that happened, newest at the bottom. A named region and not `role=log`, which would read out each line. */
export default function EventLog({ id, step, nameOf }: Props) {
  const history = useHistory(id);
  const [paused, setPaused] = useState<readonly HistoryEntry[] | null>(null);
  const [chosen, setChosen] = useState<Omit<LogFilter, 'step'>>({ kinds: [], text: '' });
  const filter = useMemo(() => ({ ...chosen, step }), [chosen, step]);
  const loaded = paused ?? history.entries;
  const shown = useMemo(() => filterLog(loaded, filter), [loaded, filter]);
  const { box, onScroll, drawn, showOlder, ...follow } = useFollow(shown, history);
  const togglePause = () => setPaused(paused === null ? history.entries : null);
  const setStep = (next: number | null) => navigate(addressOf(id, { view: 'events', step: next }), { replace: true });
  const clear = () => {
    setChosen({ kinds: [], text: '' });
    setStep(null);
  };
  useKeys('log', { follow: follow.toggle, pause: togglePause });
  const missed = paused === null ? 0 : history.entries.filter(({ seq }) => seq > (paused.at(-1)?.seq ?? 0)).length;
  return (
    <section aria-labelledby="events-title">
      <h2 id="events-title" className="sr-only">
        {LOG_WORDS.title}
      </h2>
      <LogBar
        {...{ id, filter, loaded, shown, setStep, nameOf, isPaused: paused !== null, togglePause }}
        isFollowing={follow.isFollowing}
        toggleFollow={follow.toggle}
        onFilter={setChosen}
      />
      {history.problem !== null && <TroubleNotice problem={history.problem} />}
      <div className="panel relative mt-2 overflow-hidden">
        <div
          ref={box}
          onScroll={onScroll}
          // A region that scrolls must be reachable by key, and then needs a name.
          tabIndex={0}
          role="region"
          aria-label={LOG_WORDS.region}
          className="max-h-[max(22rem,calc(100dvh-22rem))] overflow-y-auto py-2 -outline-offset-2"
          data-log
        >
          {(history.hasOlder || drawn.length < shown.length) && (
            <div className="px-4 pb-2 [overflow-anchor:none]">
              <Button onClick={showOlder} isBusy={history.isLoadingOlder}>
                {history.isLoadingOlder ? LOG_WORDS.loadingOlder : LOG_WORDS.older}
              </Button>
            </div>
          )}
          {shown.length === 0 && <Nothing isLoading={history.isLoading} onClear={isFiltered(filter) ? clear : null} />}
          <LogLines entries={drawn} />
        </div>
        {paused !== null && (
          <p className="border-t border-line bg-surface px-4 py-2 text-sm">{LOG_WORDS.held(missed)}</p>
        )}
        {!follow.isFollowing && paused === null && <ToEnd unseen={follow.unseen} onPress={follow.toEnd} />}
      </div>
    </section>
  );
}

function ToEnd({ unseen, onPress }: { readonly unseen: number; readonly onPress: () => void }) {
  return (
    <div className="absolute right-4 bottom-3">
      <Button onClick={onPress} className="shadow-[0_4px_16px_var(--shadow)]">
        {unseen > 0 ? LOG_WORDS.new(unseen) : LOG_WORDS.newest}
        <ArrowDown className="size-4" aria-hidden />
      </Button>
    </div>
  );
}

function Nothing({ isLoading, onClear }: { readonly isLoading: boolean; readonly onClear: (() => void) | null }) {
  const isLate = useLate(isLoading);
  const isAway = useNotHere(isLoading);
  if (isLoading && !isLate && !isAway) {
    return (
      <div className="px-4">
        <Skeleton lines={3} label={LOG_WORDS.loading} />
      </div>
    );
  }
  const text = isLoading ? LOG_WORDS.notHere : onClear === null ? LOG_WORDS.none : LOG_WORDS.noneMatch;
  return (
    <div className="px-4 py-2 text-muted">
      <p>{text}</p>
      {onClear !== null && (
        <Button className="mt-3" onClick={onClear}>
          {LOG_WORDS.clear}
        </Button>
      )}
    </div>
  );
}
