import { CircleDotDashed } from 'lucide-react';
import { Link } from 'wouter';
import { RESULTS_PAGE } from '../words/results.ts';
import type { ResultRow } from './resultFacts.ts';

export function ResultRows({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <ul className="panel divide-y divide-line" aria-label={RESULTS_PAGE.list}>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  );
}

/** The whole row is the link's target; what it says stands in columns where there is room. */
function Row({ row }: { readonly row: ResultRow }) {
  return (
    <li
      data-result={row.id}
      className="row-lazy relative grid gap-x-8 gap-y-1 px-4 py-3.5 focus-within:bg-surface hover:bg-surface md:grid-cols-[minmax(0,1fr)_auto] md:px-5"
    >
      <div className="min-w-0">
        <Link
          href={`/results/${row.id}`}
          className="line-clamp-2 font-medium wrap-any after:absolute after:inset-0 after:content-['']"
        >
          {row.title}
        </Link>
        {row.summary !== '' && <p className="mt-0.5 line-clamp-2 text-sm wrap-any text-muted">{row.summary}</p>}
        {row.partial !== null && <PartialBadge text={row.partial} />}
      </div>
      <div className="text-sm text-muted md:text-right">
        <p title={row.madeFull}>{row.madeText}</p>
        <p className="wrap-any">{[...row.facts, row.reportText].filter(Boolean).join(' · ')}</p>
        <p className="wrap-any">{[row.type, ...row.tags].join(' · ')}</p>
      </div>
    </li>
  );
}

/** That a result holds less than it could, and why. */
export function PartialBadge({ text }: { readonly text: string }) {
  return (
    <p
      data-tone="waiting"
      className="mt-1.5 inline-flex items-center gap-1.5 rounded-xl border border-tone-line bg-tint py-0.5 pr-2.5 pl-2 text-sm font-medium text-tone"
    >
      <CircleDotDashed className="size-4 shrink-0" aria-hidden />
      {text}
    </p>
  );
}
