import { Plus } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useNow } from '../clock.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { NotHere, useNotHere } from '../shell/NotHere.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { useFreshness } from '../shell/useFreshness.ts';
import { NO_SERVER } from '../trouble.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { NOT_HERE_WORDS } from '../words/offline.ts';
import { EmptyList, NothingFound } from './EmptyList.tsx';
import { ListFilterBar } from './ListFilterBar.tsx';
import { type ListFilter, readFilter } from './listFilter.ts';
import { MissionRows } from './MissionRows.tsx';
import { digestOf, type MissionDigest } from './missionDigest.ts';
import { missionGlance } from './missionGlance.ts';
import { MAX_ROWS, PAGE_ROWS, useMissions } from './useMissions.ts';

/** What is painted from the seed shows how long each has been running. */
const TICK_MS = 5_000;

const loadRows = () => import('./LiveRows.tsx');
// The time left needs what estimates it, which is not a part of the first paint.
const LiveRows = lazyPart(loadRows);

export function MissionListPage() {
  const filter = readFilter(useSearch());
  useTitle('Missions');
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">Missions</h1>
        <Link href="/new" className={`${buttonClass('primary')} sm:hidden!`}>
          <Plus className="size-4" aria-hidden />
          New mission
        </Link>
      </div>
      <OfflineBanner />
      <ListFilterBar filter={filter} />
      <Missions filter={filter} />
    </>
  );
}

function Missions({ filter }: { readonly filter: ListFilter }) {
  const [count, setCount] = useState(PAGE_ROWS);
  const { live, seeded } = useMissions(filter.statuses, count);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  const { isStale } = useFreshness();
  useEffect(() => {
    // Asked for at once, not when the missions are there. What fails is asked for again, and shown, where it is drawn.
    loadRows().catch(() => undefined);
  }, []);
  switch (live.state) {
    case 'loading':
      if (seeded.length > 0) return <Glances digests={seeded} filter={filter} isStale={isStale} />;
      if (isAway) return <NotHere words={NOT_HERE_WORDS.list} />;
      return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={6} label="Loading the missions" />;
    case 'failed':
      return (
        <TroubleNotice problem={live.problem} actions={<Button onClick={() => location.reload()}>Reload</Button>} />
      );
    case 'missing':
      return <EmptyList />;
    case 'ready':
      if (live.data.length === 0)
        return filter.statuses.length === 0 ? <EmptyList /> : <NothingFound filter={filter} />;
      return (
        <>
          <ErrorBoundary>
            <Suspense fallback={<Glances digests={live.data.map(digestOf)} filter={filter} isStale={isStale} />}>
              <LiveRows missions={live.data} filter={filter} isStale={isStale} />
            </Suspense>
          </ErrorBoundary>
          <More missions={live.data} count={count} onMore={() => setCount(count + PAGE_ROWS)} />
        </>
      );
  }
}

interface GlancesProps {
  readonly digests: readonly MissionDigest[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

/** Rows without their time left. */
function Glances({ digests, filter, isStale }: GlancesProps) {
  const now = useNow(TICK_MS);
  return <MissionRows rows={digests.map((digest) => missionGlance(digest, now))} filter={filter} isStale={isStale} />;
}

interface MoreProps {
  readonly missions: readonly Mission[];
  readonly count: number;
  readonly onMore: () => void;
}

function More({ missions, count, onMore }: MoreProps) {
  if (missions.length < count) return null;
  return (
    <div className="mt-6 text-center">
      {count < MAX_ROWS ? (
        <Button onClick={onMore}>Load more</Button>
      ) : (
        <p className="text-sm text-muted">These are the newest {MAX_ROWS}. Filter by status to reach older ones.</p>
      )}
    </div>
  );
}
