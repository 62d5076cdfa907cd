import { FileDown, FileSearch, FileText, type LucideIcon, Scale } from 'lucide-react';
import { Link } from 'wouter';
import { SampleButton } from '../missions/SampleButton.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { RESULTS_PAGE } from '../words/results.ts';
import { ANY_RESULT, type ResultFilter, resultFilterText, resultsHref } from './resultFilter.ts';

interface SearchedProps {
  /** A filter is set, which has nothing to narrow down. */
  readonly isSearched?: boolean;
}

const USES: readonly (readonly [icon: LucideIcon, text: string])[] = [
  [FileText, RESULTS_PAGE.empty_read],
  [FileDown, RESULTS_PAGE.empty_take],
  [Scale, RESULTS_PAGE.empty_compare],
];

/** Before the first mission completes: what will be here, what can be done with it, and how to have one. */
export function NoResults({ isSearched = false }: SearchedProps) {
  return (
    <div className="panel px-6 py-12 text-center">
      <FileSearch className="mx-auto size-8 text-muted" aria-hidden />
      <p className="mt-3 font-medium">{RESULTS_PAGE.empty_title}</p>
      {isSearched && <p className="mt-1 text-muted">{RESULTS_PAGE.searched_none}</p>}
      <p className="mx-auto mt-1 max-w-[48ch] text-muted">{RESULTS_PAGE.empty_text}</p>
      <ul className="mx-auto mt-5 grid max-w-[48ch] gap-2 text-left text-sm">
        {USES.map(([Icon, text]) => (
          <li key={text} className="flex gap-2.5">
            <Icon className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
            {text}
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        <Link href="/new" className={buttonClass('primary')}>
          {RESULTS_PAGE.empty_new}
        </Link>
        <SampleButton />
        <Link href={isSearched ? '/results' : '/'} className={buttonClass('quiet')}>
          {isSearched ? RESULTS_PAGE.nothing_clear : RESULTS_PAGE.empty_running}
        </Link>
      </div>
    </div>
  );
}

/** Nothing failed and nothing was cancelled. */
export function NothingStopped({ isSearched = false }: SearchedProps) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{RESULTS_PAGE.empty_stopped_title}</p>
      {isSearched && <p className="mt-1 text-muted">{RESULTS_PAGE.searched_none}</p>}
      <p className="mt-1 text-muted">{RESULTS_PAGE.empty_stopped_text}</p>
      <p className="mt-5 flex flex-wrap justify-center gap-3">
        <Link href="/results" className={buttonClass('plain')}>
          {RESULTS_PAGE.to_completed}
        </Link>
        {isSearched && (
          <Link href={resultsHref({ ...ANY_RESULT, outcome: 'stopped' })} className={buttonClass('quiet')}>
            {RESULTS_PAGE.nothing_clear}
          </Link>
        )}
      </p>
    </div>
  );
}

interface NoneProps {
  readonly filter: ResultFilter;
  /** Among which ones, where those are not all; else empty. */
  readonly among: string;
}

/** There are results, but none that this filter lets through. */
export function NoResultFits({ filter, among }: NoneProps) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{RESULTS_PAGE.nothing_title}</p>
      <p className="mt-1 wrap-any text-muted">{resultFilterText(filter)}</p>
      {among !== '' && <p className="mt-1 text-muted">{among}</p>}
      <Link href={resultsHref({ ...ANY_RESULT, outcome: filter.outcome })} className={`${buttonClass('plain')} mt-5`}>
        {RESULTS_PAGE.nothing_clear}
      </Link>
    </div>
  );
}
