import { Search } from 'lucide-react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { FILTERS, filterHref, isSameSet, type ListFilter } from './listFilter.ts';

export function ListFilterBar({ filter }: { readonly filter: ListFilter }) {
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <nav aria-label="Filter by status" className="-mx-1 flex flex-wrap gap-1">
        {FILTERS.map(({ label, statuses }) => {
          const isOn = isSameSet(statuses, filter.statuses);
          return (
            <Link
              key={label}
              href={filterHref({ ...filter, statuses })}
              aria-current={isOn ? 'true' : undefined}
              className={`inline-flex min-h-11 items-center rounded-full px-3 lg:px-3.5 text-sm md:min-h-8 ${
                isOn ? 'bg-text font-medium text-bg' : 'text-muted hover:bg-surface hover:text-text'
              }`}
            >
              {label}
            </Link>
          );
        })}
      </nav>
      <label className="flex min-h-11 w-full items-center gap-2 rounded-lg border border-border-ui px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus md:min-h-9 lg:w-64">
        <Search className="size-4 shrink-0 text-muted" aria-hidden />
        <span className="sr-only">Search the missions</span>
        <input
          type="search"
          value={filter.search}
          placeholder="Search"
          onChange={(event) => navigate(filterHref({ ...filter, search: event.target.value }), { replace: true })}
          className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted"
        />
      </label>
    </div>
  );
}
