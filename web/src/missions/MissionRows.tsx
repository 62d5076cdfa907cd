import { NothingFound } from './EmptyList.tsx';
import { hasSection, isFound, type ListFilter } from './listFilter.ts';
import { MissionList } from './MissionList.tsx';
import type { RowView } from './MissionRow.tsx';

interface Props {
  readonly rows: readonly RowView[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

/** The rows that the filter lets through. */
export function MissionRows({ rows, filter, isStale }: Props) {
  const search = filter.search.trim();
  const found = rows.filter(
    (row) => hasSection(filter, row.section) && (search === '' || isFound(row.objective, search)),
  );
  return found.length === 0 ? <NothingFound filter={filter} /> : <MissionList rows={found} isStale={isStale} />;
}
