import { ListFilter as FilterIcon, Search } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { countText } from '../../../client/src/words/amount.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useStore } from '../store.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { CHIP_MEANINGS, CHIP_WORDS, LIST_WORDS } from '../words/list.ts';
import { chipCount, statusCounts } from './list/statusCounts.ts';
import { FILTERS, filterHref, filterText, isFiltering, isSameSet, type ListFilter } from './listFilter.ts';

const ListTools = lazyPart(() => import('./list/ListTools.tsx'));

/** Status and words at once; what else narrows or orders the list follows in a line that is kept free for it. */
export function ListFilterBar({ filter }: { readonly filter: ListFilter }) {
  const [isSheetOpen, setSheetOpen] = useState(false);
  return (
    <div className="mb-5 space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <StatusChips filter={filter} />
        <div className="flex w-full gap-2 lg:w-64">
          <SearchField filter={filter} />
          <Button className="shrink-0 md:hidden!" onClick={() => setSheetOpen(true)}>
            <FilterIcon className="size-4" aria-hidden />
            {LIST_WORDS.filters}
          </Button>
        </div>
      </div>
      <div className="md:min-h-9">
        <ErrorBoundary>
          <Suspense fallback={null}>
            <ListTools filter={filter} isSheetOpen={isSheetOpen} onCloseSheet={() => setSheetOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      </div>
      {isFiltering(filter) && (
        <p className="flex items-center justify-between gap-3 text-sm md:hidden">
          <span className="min-w-0 wrap-any">{filterText(filter)}</span>
          <Link href="/" className={`${buttonClass('quiet')} shrink-0`}>
            {LIST_WORDS.clear}
          </Link>
        </p>
      )}
    </div>
  );
}

function StatusChips({ filter }: { readonly filter: ListFilter }) {
  const known = useStore(statusCounts);
  // Nobody has counted what words leave.
  const counts = filter.search.trim() === '' ? known : null;
  return (
    <nav aria-label={LIST_WORDS.by_status} className="flex flex-wrap gap-1 max-md:hidden">
      {FILTERS.map(({ id, statuses }) => {
        const isOn = isSameSet(statuses, filter.statuses);
        return (
          <Link
            key={id}
            href={filterHref({ ...filter, statuses })}
            title={CHIP_MEANINGS[id]}
            aria-current={isOn ? 'true' : undefined}
            className={`inline-flex min-h-8 items-center gap-1.5 rounded-full px-2.5 text-sm xl:px-3 ${
              isOn ? 'bg-text font-medium text-bg' : 'text-muted hover:bg-surface hover:text-text'
            }`}
          >
            {CHIP_WORDS[id]}
            {/* Its room is kept, with a dot in it: a number that comes later moves nothing. */}
            <span aria-hidden={counts === null ? true : undefined} className="min-w-[2ch] text-center text-[0.8125rem]">
              {counts === null ? '·' : countText(chipCount(counts, statuses))}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

function SearchField({ filter }: { readonly filter: ListFilter }) {
  return (
    <label className="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-lg border border-border-ui px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus md:min-h-9">
      <Search className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="sr-only">{LIST_WORDS.search}</span>
      <input
        type="search"
        value={filter.search}
        maxLength={200}
        placeholder={LIST_WORDS.search_short}
        onChange={(event) => navigate(filterHref({ ...filter, search: event.target.value }), { replace: true })}
        className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted"
      />
    </label>
  );
}
