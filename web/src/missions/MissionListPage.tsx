import { Plus } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { ageText } from '../../../client/src/words/duration.ts';
import { ROW_TICK_MS, useNow } from '../clock.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { NotHere, useNotHere } from '../shell/NotHere.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { knownSince, useFreshness, useKnown } from '../shell/useFreshness.ts';
import { NO_SERVER, type Trouble } from '../trouble.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { LIST_WORDS, STALE_LIST } from '../words/list.ts';
import { NOT_HERE_WORDS } from '../words/offline.ts';
import { loadRows } from './bodies.ts';
import { ListFilterBar } from './ListFilterBar.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { isFiltering, type ListFilter, readFilter } from './listFilter.ts';
import { MissionRows } from './MissionRows.tsx';
import { digestOf, type MissionDigest } from './missionDigest.ts';
import { agedBy, missionGlance } from './missionGlance.ts';
import { MAX_ROWS, PAGE_ROWS, useMissions } from './useMissions.ts';

// The time left, and all that is done with rows, are not a part of the first paint.
const LiveList = lazyPart(loadRows);
const EmptyList = lazyPart(() => import('./EmptyList.tsx'));

export function MissionListPage() {
  const filter = readFilter(useSearch());
  useTitle(LIST_WORDS.title);
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">{LIST_WORDS.title}</h1>
        <Link href="/new" className={`${buttonClass('primary')} sm:hidden!`}>
          <Plus className="size-4" aria-hidden />
          {LIST_WORDS.new_mission}
        </Link>
      </div>
      <OfflineBanner />
      <ListFilterBar filter={filter} />
      <Missions filter={filter} />
    </>
  );
}

function Missions({ filter }: { readonly filter: ListFilter }) {
  const [asked, setCount] = useState(PAGE_ROWS);
  // Another order than the newest first says little of the newest few.
  const count = filter.sort === 'newest' ? asked : MAX_ROWS;
  const { live, problem, seeded } = useMissions(filter, count);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  const { isStale } = useFreshness();
  useEffect(() => {
    // Asked for at once, not when the missions are there. What fails is asked for again, and shown, where it is drawn.
    loadRows().catch(() => undefined);
  }, []);
  switch (live.state) {
    case 'loading':
      if (seeded.length > 0 && filter.search === '')
        return <Glances digests={seeded} filter={filter} isStale={isStale} />;
      if (isAway) return <NotHere words={NOT_HERE_WORDS.list} />;
      return isLate ? <TroubleNotice problem={NO_SERVER} /> : <ListSkeleton />;
    case 'failed':
      return <ListTrouble problem={live.problem} text="" />;
    case 'missing':
      return <Empty />;
    case 'ready':
      if (live.data.length === 0 && !isFiltering(filter)) return <Empty />;
      return (
        <>
          {problem !== null && <StaleTrouble problem={problem} receivedAt={live.receivedAt} />}
          <div className={problem === null ? undefined : 'grayscale'}>
            <ErrorBoundary>
              <Suspense fallback={<Glances digests={live.data.map(digestOf)} filter={filter} isStale={isStale} />}>
                <LiveList live={live} filter={filter} isStale={isStale} count={count} onCount={setCount} />
              </Suspense>
            </ErrorBoundary>
          </div>
        </>
      );
  }
}

function Empty() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<ListSkeleton />}>
        <EmptyList />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The rows stay, with what ended them and as of when they are. */
function StaleTrouble({ problem, receivedAt }: { readonly problem: Trouble; readonly receivedAt: number }) {
  const now = useNow(ROW_TICK_MS);
  return (
    <div className="mb-5">
      <ListTrouble problem={problem} text={STALE_LIST.text(ageText(receivedAt, now))} />
    </div>
  );
}

function ListTrouble({ problem, text }: { readonly problem: Trouble; readonly text: string }) {
  return (
    <TroubleNotice
      problem={{ ...problem, detail: `${problem.detail} ${text}`.trimEnd() }}
      actions={<Button onClick={() => location.reload()}>{LIST_WORDS.reload}</Button>}
    />
  );
}

interface GlancesProps {
  readonly digests: readonly MissionDigest[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

/** Rows without their time left. What finds words is not here yet, and rows that they leave out must not flash by. */
function Glances({ digests, filter, isStale }: GlancesProps) {
  const known = useKnown(ROW_TICK_MS);
  if (filter.search.trim() !== '') return <ListSkeleton />;
  const rows = digests.map((digest) =>
    agedBy(missionGlance(digest, knownSince(known, digest.updatedAt).now), known.clock),
  );
  return <MissionRows rows={rows} filter={filter} isStale={isStale} />;
}
