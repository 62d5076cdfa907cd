import { SECTION_WORDS } from '../words/list.ts';
import { ListPart } from './ListPart.tsx';
import { hasSection, type ListFilter } from './listFilter.ts';
import { MissionRow, type RowView } from './MissionRow.tsx';
import type { ListSection } from './missionGlance.ts';
import { NothingFound } from './NothingFound.tsx';

const SECTIONS: readonly ListSection[] = ['needs_you', 'active', 'resting', 'over'];

interface Props {
  readonly rows: readonly RowView[];
  readonly filter: ListFilter;
  readonly isStale: boolean;
}

/** The rows that the filter lets through, while what lets them be worked with is on its way. */
export function MissionRows({ rows, filter, isStale }: Props) {
  const found = rows.filter((row) => hasSection(filter, row.section));
  if (found.length === 0) return <NothingFound filter={filter} />;
  return (
    <div className="space-y-7">
      {SECTIONS.map((section) => {
        const own = found.filter((row) => row.section === section);
        if (own.length === 0) return null;
        return (
          <ListPart key={section} id={section} title={SECTION_WORDS[section]} count={own.length}>
            {own.map((row) => (
              <MissionRow key={row.id} row={row} isStale={isStale} />
            ))}
          </ListPart>
        );
      })}
    </div>
  );
}
