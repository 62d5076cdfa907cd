import type { SideName, SideNames } from './compareView.ts';

/** Which column is which, however far one has read. Each column says it itself to those who do not see it. */
export function ColumnNames({ names: { first, second } }: { readonly names: SideNames }) {
  return (
    <div
      aria-hidden
      className="sticky top-14 z-[1] mb-4 hidden grid-cols-2 gap-x-10 border-b border-line bg-bg py-2 lg:grid"
    >
      <ColumnName side={first} />
      <ColumnName side={second} />
    </div>
  );
}

/** In one line, for it stays in view. */
function ColumnName({ side: { name, when, objective } }: { readonly side: SideName }) {
  return (
    <span className="flex min-w-0 items-baseline gap-x-3">
      <span className="shrink-0 font-semibold">{name}</span>
      {objective !== '' && <span className="min-w-0 truncate text-sm">{objective}</span>}
      <span className="shrink-0 text-sm text-muted">{when}</span>
    </span>
  );
}
