import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useNow } from '../clock.ts';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { useFreshness } from '../shell/useFreshness.ts';
import { NO_SERVER } from '../trouble.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { EmptyList, NothingFound } from './EmptyList.tsx';
import { ListFilterBar } from './ListFilterBar.tsx';
import { hasSection, isFound, type ListFilter, readFilter } from './listFilter.ts';
import { MissionList } from './MissionList.tsx';
import type { RowView } from './MissionRow.tsx';
import { missionGlance } from './missionGlance.ts';
import { missionView } from './missionView.ts';
import { MAX_ROWS, PAGE_ROWS, useMissions } from './useMissions.ts';

/** Rows that move show time left in steps of ten seconds at most; a faster clock would only cost renders. */
const TICK_MS = 5_000;

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
  const now = useNow(TICK_MS);
  const isLate = useLate(live.state === 'loading');
  const { isStale } = useFreshness();
  switch (live.state) {
    case 'loading': {
      const rows = seeded.map((digest) => missionGlance(digest, now));
      if (rows.length > 0) return <Rows rows={rows} filter={filter} isStale={isStale} />;
      return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={6} label="Loading the missions" />;
    }
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
          <Rows rows={live.data.map((mission) => missionView(mission, now))} filter={filter} isStale={isStale} />
          <More missions={live.data} count={count} onMore={() => setCount(count + PAGE_ROWS)} />
        </>
      );
  }
}

interface RowsProps {
  readonly rows: readonly RowView[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

function Rows({ rows, filter, isStale }: RowsProps) {
  const search = filter.search.trim();
  const found = rows.filter(
    (row) => hasSection(filter, row.section) && (search === '' || isFound(row.objective, search)),
  );
  return found.length === 0 ? <NothingFound filter={filter} /> : <MissionList rows={found} isStale={isStale} />;
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
