import { FileDown, FileSearch, FileText, type LucideIcon, Scale } from 'lucide-react';
import { Link } from 'wouter';
import { SampleButton } from '../missions/SampleButton.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { RESULTS_PAGE } from '../words/results.ts';
import { ANY_RESULT, type ResultFilter, resultFilterText, resultsHref } from './resultFilter.ts';

const USES: readonly (readonly [icon: LucideIcon, text: string])[] = [
  [FileText, RESULTS_PAGE.empty_read],
  [FileDown, RESULTS_PAGE.empty_take],
  [Scale, RESULTS_PAGE.empty_compare],
];

/** Before the first mission completes: what will be here, what can be done with it, and how to have one. */
export function NoResults() {
  return (
    <div className="panel px-6 py-12 text-center">
      <FileSearch className="mx-auto size-8 text-muted" aria-hidden />
      <p className="mt-3 font-medium">{RESULTS_PAGE.empty_title}</p>
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
        <Link href="/" className={buttonClass('quiet')}>
          {RESULTS_PAGE.empty_running}
        </Link>
      </div>
    </div>
  );
}

/** Nothing failed and nothing was cancelled. */
export function NothingStopped() {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{RESULTS_PAGE.empty_stopped_title}</p>
      <p className="mt-1 text-muted">{RESULTS_PAGE.empty_stopped_text}</p>
      <Link href="/results" className={`${buttonClass('plain')} mt-5`}>
        {RESULTS_PAGE.to_completed}
      </Link>
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
