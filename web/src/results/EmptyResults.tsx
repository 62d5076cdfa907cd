import { FileSearch } from 'lucide-react';
import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { RESULTS_PAGE } from '../words/results.ts';
import { type ResultFilter, resultFilterText } from './resultFilter.ts';

/** Before the first mission completes. */
export function NoResults() {
  return (
    <div className="panel px-6 py-12 text-center">
      <FileSearch className="mx-auto size-8 text-muted" aria-hidden />
      <p className="mt-3 font-medium">{RESULTS_PAGE.empty_title}</p>
      <p className="mx-auto mt-1 max-w-[48ch] text-muted">{RESULTS_PAGE.empty_text}</p>
      <p className="mt-6 flex flex-wrap justify-center gap-3">
        <Link href="/new" className={buttonClass('primary')}>
          {RESULTS_PAGE.empty_new}
        </Link>
        <Link href="/" className={buttonClass('plain')}>
          {RESULTS_PAGE.empty_running}
        </Link>
      </p>
    </div>
  );
}

/** There are results, but none that this filter lets through. */
export function NoResultFits({ filter }: { readonly filter: ResultFilter }) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{RESULTS_PAGE.nothing_title}</p>
      <p className="mt-1 wrap-any text-muted">{resultFilterText(filter)}</p>
      <Link href="/results" className={`${buttonClass('plain')} mt-5`}>
        {RESULTS_PAGE.nothing_clear}
      </Link>
    </div>
  );
}
