import { MissionRow, type RowView } from './MissionRow.tsx';
import type { ListSection } from './missionGlance.ts';

/** What needs its owner comes first, then what moves, what will move later, and what is over; within each the newest first. */
const SECTIONS: readonly { readonly section: ListSection; readonly title: string }[] = [
  { section: 'needs_you', title: 'Needs you' },
  { section: 'active', title: 'Running' },
  { section: 'resting', title: 'On hold' },
  { section: 'over', title: 'Finished' },
];

export function MissionList({ rows, isStale }: { readonly rows: readonly RowView[]; readonly isStale: boolean }) {
  return (
    <div className="space-y-7">
      {SECTIONS.map(({ section, title }) => {
        const own = rows.filter((row) => row.section === section);
        if (own.length === 0) return null;
        return (
          <section key={section} aria-labelledby={`section-${section}`}>
            <h2 id={`section-${section}`} className="mb-2 flex items-baseline gap-2 text-sm font-semibold text-muted">
              {title} <span className="font-normal">{own.length}</span>
            </h2>
            <ul className="panel overflow-hidden">
              {own.map((row) => (
                <MissionRow key={row.id} row={row} isStale={isStale} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
