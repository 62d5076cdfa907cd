import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { ROW_TICK_MS } from '../clock.ts';
import { useNewest } from '../missions/useNewest.ts';
import { asOfStamp } from '../shell/freshness.ts';
import { useNotHere } from '../shell/NotHere.tsx';
import { NotKept } from '../shell/NotKept.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { type Known, useKnown } from '../shell/useFreshness.ts';
import { NO_SERVER } from '../trouble.ts';
import { announce } from '../ui/announcer.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { RESULTS_NOT_KEPT, RESULTS_PAGE } from '../words/results.ts';
import { NoResultFits, NoResults, NothingStopped } from './EmptyResults.tsx';
import { amongText, foundText, isNoneAtAll } from './foundText.ts';
import { PickBar } from './PickBar.tsx';
import { ResultFilterBar } from './ResultFilterBar.tsx';
import { ResultRows } from './ResultRows.tsx';
import { type Finished, newestFirst } from './resultFacts.ts';
import {
  ANY_RESULT,
  isFiltered,
  passes,
  type ResultFilter,
  readResultFilter,
  resultsHref,
  statusesOf,
} from './resultFilter.ts';
import { useKept } from './useResult.ts';
import { useFoundResults } from './useResults.ts';

const PAGE_ROWS = 25;
/** The rules answer no longer list. */
const MAX_ROWS = 100;

/**
 * `/results`: what the missions found, newest first. The newest ones are live, from a query that has its index (owner,
 * status, when created): a read for each row and each change. A filter asks the server, which knows all of them.
 */
export default function ResultsPage() {
  const filter = readResultFilter(useSearch());
  const [count, setCount] = useState(PAGE_ROWS);
  const known = useKnown(ROW_TICK_MS);
  const live = useNewest(statusesOf(filter), count, PAGE_ROWS);
  const { value: missions, problem } = useKept(statusesOf(filter).join(), live);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  useTitle(RESULTS_PAGE.title);
  return (
    <>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{RESULTS_PAGE.title}</h1>
      <OfflineBanner />
      <ResultFilterBar filter={filter} missions={missions ?? []} />
      {filter.outcome === 'stopped' && (
        <p className="mb-5 max-w-[75ch] text-sm text-muted">{RESULTS_PAGE.stopped_note}</p>
      )}
      {problem !== null && (
        <div className="mb-4">
          <TroubleNotice
            problem={problem}
            actions={<Button onClick={() => location.reload()}>{RESULTS_PAGE.reload}</Button>}
          />
        </div>
      )}
      {missions === null && live.state === 'loading' && <Awaited isLate={isLate} isAway={isAway} />}
      {missions !== null && isFiltered(filter) && <Filtered filter={filter} here={missions} known={known} />}
      {missions !== null && !isFiltered(filter) && (
        <Newest
          missions={missions}
          known={known}
          count={count}
          isStopped={filter.outcome === 'stopped'}
          onMore={() => setCount(count + PAGE_ROWS)}
        />
      )}
      <PickBar now={known.clock} />
    </>
  );
}

/** Before the first answer: soon, late, or not to be had on this device until it is connected. */
function Awaited({ isLate, isAway }: { readonly isLate: boolean; readonly isAway: boolean }) {
  if (isAway) return <NotKept words={RESULTS_NOT_KEPT} />;
  return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={6} label={RESULTS_PAGE.loading} />;
}

interface NewestProps {
  readonly missions: readonly Finished[];
  readonly known: Known;
  readonly count: number;
  readonly isStopped: boolean;
  readonly onMore: () => void;
}

function Newest({ missions, known, count, isStopped, onMore }: NewestProps) {
  if (missions.length === 0) return <NoneAtAll isStopped={isStopped} isSearched={false} />;
  return (
    <>
      <ResultRows missions={newestFirst(missions)} now={known.clock} asOf={known.asOf} isStale={known.isStale} />
      {missions.length >= count && (
        <div className="mt-6 text-center">
          {count < MAX_ROWS ? (
            <Button onClick={onMore}>{RESULTS_PAGE.more}</Button>
          ) : (
            <p className="text-sm text-muted">{RESULTS_PAGE.these_newest(MAX_ROWS)}</p>
          )}
        </div>
      )}
    </>
  );
}

/** There is none of these, whatever is asked of them. */
function NoneAtAll({ isStopped, isSearched }: { readonly isStopped: boolean; readonly isSearched: boolean }) {
  return isStopped ? <NothingStopped isSearched={isSearched} /> : <NoResults isSearched={isSearched} />;
}

interface FilteredProps {
  readonly filter: ResultFilter;
  /** Those on this device, for when the server can't be asked. */
  readonly here: readonly Finished[];
  readonly known: Known;
}

function Filtered({ filter, here, known: { clock: now, asOf, isStale } }: FilteredProps) {
  const { state, missions, cursor, problem, foundAt, more } = useFoundResults(filter, true);
  const isHere = state === 'failed' || state === 'idle' || (state === 'asking' && missions.length === 0);
  const shown: readonly Finished[] = isHere ? here.filter((mission) => passes(mission, filter, now)) : missions;
  const rows = newestFirst(shown);
  const searched = {
    outcome: filter.outcome,
    count: rows.length,
    known: here.length,
    isHere,
    isWhole: cursor === null,
  };
  const isNone = isNoneAtAll({ ...searched, state });
  const said = state === 'asking' ? '' : foundText(searched);
  useEffect(() => {
    if (said !== '') announce('found', said);
  }, [said]);
  return (
    <div aria-busy={state === 'asking'}>
      {problem !== null && (
        <div className="mb-4">
          <TroubleNotice problem={{ ...problem, next: RESULTS_PAGE.not_asked }} />
        </div>
      )}
      {state === 'asking' && rows.length === 0 && <Skeleton lines={4} label={RESULTS_PAGE.loading} />}
      {isNone && <NoneAtAll isStopped={filter.outcome === 'stopped'} isSearched />}
      {state !== 'asking' && rows.length === 0 && !isNone && (
        <NoResultFits filter={filter} among={amongText(searched)} />
      )}
      {rows.length > 0 && said !== '' && <p className="mb-3 text-sm text-muted">{said}</p>}
      {rows.length > 0 && (
        <ResultRows
          missions={rows}
          now={now}
          // What the server found is not listened to: it is as old as its answer.
          asOf={isHere || foundAt === null ? asOf : asOfStamp(foundAt, now, isStale)}
          isStale={isStale}
        />
      )}
      {cursor !== null && (
        <div className="mt-6 text-center">
          <Button isBusy={state === 'asking'} onClick={more}>
            {state === 'asking' ? RESULTS_PAGE.loading_more : RESULTS_PAGE.more}
          </Button>
        </div>
      )}
      {rows.length > 0 && (
        <p className="mt-4 text-sm text-muted">
          <Link href={resultsHref({ ...ANY_RESULT, outcome: filter.outcome })} className={buttonClass('quiet')}>
            {RESULTS_PAGE.nothing_clear}
          </Link>
        </p>
      )}
    </div>
  );
}
