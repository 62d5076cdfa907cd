import { CircleDotDashed, CircleX, FileX2, Scale } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { useStore } from '../store.ts';
import { PICK_TWO } from '../words/compare.ts';
import { RESULT_FACTS, RESULTS_PAGE } from '../words/results.ts';
import { type Finished, type ResultRow, resultRow } from './resultFacts.ts';
import { pickHint, picks, togglePick } from './resultPicks.ts';
import { useReports } from './useReports.ts';
import { useResultKeys } from './useResultKeys.ts';

interface Props {
  readonly missions: readonly Finished[];
  readonly now: number;
  /** "as of 14:02" where they may have changed since; else empty. */
  readonly asOf: string;
  /** The page hears nothing of them any more. */
  readonly isStale: boolean;
}

/** What there is to read, and above it what the boxes are for and how old it is. */
export function ResultRows({ missions, now, asOf, isStale }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const chosen = useStore(picks);
  const known = useReports(missions);
  const rows = missions.map((mission) => ({ mission, row: resultRow(mission, now, known) }));
  const hint = pickHint(rows.map(({ row }) => row));
  useResultKeys(list, missions);
  return (
    <div data-stale={isStale ? true : undefined}>
      {(hint !== null || asOf !== '') && (
        <div className="mb-2 flex min-h-5 flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm text-muted">
          {hint !== null && hint !== '' && (
            <p>
              <Scale className="mr-2 inline size-4 align-[-0.1875em]" aria-hidden />
              {hint}
            </p>
          )}
          {asOf !== '' && <p className="ml-auto">{asOf}</p>}
        </div>
      )}
      <ul
        ref={list}
        className={`panel divide-y divide-line ${isStale ? 'grayscale' : ''}`}
        aria-label={RESULTS_PAGE.list}
      >
        {rows.map(({ mission, row }) => (
          <Row
            key={row.id}
            row={row}
            isPicked={chosen.some(({ mission_id: id }) => id === row.id)}
            onPick={() => togglePick(mission)}
          />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly row: ResultRow;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

/** The whole row is the link's target; what it says stands in columns where there is room. */
function Row({ row, isPicked, onPick }: RowProps) {
  return (
    <li
      data-result={row.id}
      className={`row-lazy relative grid gap-x-3 gap-y-1 px-4 py-3.5 focus-within:bg-surface hover:bg-surface md:px-5 ${
        row.stopped === null
          ? 'grid-cols-[1.25rem_minmax(0,1fr)] md:grid-cols-[1.25rem_minmax(0,1fr)_auto]'
          : 'md:grid-cols-[minmax(0,1fr)_auto]'
      }`}
    >
      {/* What stopped early has nothing to compare, nor has what left no report: its place stays free. */}
      {row.stopped === null && (
        <div className="row-span-2 md:row-span-1">
          {row.report !== 'none' && <Pick {...{ row, isPicked, onPick }} />}
        </div>
      )}
      <div className="min-w-0">
        <Link
          href={row.href}
          className="line-clamp-2 font-medium wrap-any after:absolute after:inset-0 after:content-['']"
        >
          {row.title}
        </Link>
        {row.summary !== '' && <p className="mt-0.5 line-clamp-2 text-sm wrap-any text-muted">{row.summary}</p>}
        {row.stopped === null && row.partial !== null && <PartialBadge text={row.partial} />}
        {row.stopped === null && row.report === 'none' && <NoReportBadge />}
        {row.stopped !== null && <StoppedBadge text={row.stopped} />}
      </div>
      <div className="text-sm text-muted md:ml-5 md:text-right">
        <p title={row.madeFull}>{row.madeText}</p>
        <p className="wrap-any">{[...row.facts, row.reportText].filter(Boolean).join(' · ')}</p>
        <p className="wrap-any">{[row.type, ...row.tags].join(' · ')}</p>
      </div>
    </li>
  );
}

/** The label is larger than its box: a finger's width on phones. */
function Pick({ row, isPicked, onPick }: RowProps) {
  return (
    <label title={PICK_TWO.hint} className="relative z-[1] -m-3 grid size-11 place-items-center">
      <span className="sr-only">{PICK_TWO.pick(row.title)}</span>
      <input
        type="checkbox"
        data-pick={row.id}
        checked={isPicked}
        onChange={onPick}
        className="size-[1.125rem] accent-accent"
      />
    </label>
  );
}

const BADGE =
  'mt-1.5 inline-flex items-center gap-1.5 rounded-xl border border-tone-line bg-tint py-0.5 pr-2.5 pl-2 text-sm font-medium text-tone';

/** That a result holds less than it could, and why. */
export function PartialBadge({ text }: { readonly text: string }) {
  return (
    <p data-tone="waiting" className={BADGE}>
      <CircleDotDashed className="size-4 shrink-0" aria-hidden />
      {text}
    </p>
  );
}

function NoReportBadge() {
  return (
    <p data-tone="queued" className={BADGE}>
      <FileX2 className="size-4 shrink-0" aria-hidden />
      {RESULT_FACTS.no_report}
    </p>
  );
}

function StoppedBadge({ text }: { readonly text: string }) {
  return (
    <p data-tone="failed" className={BADGE}>
      <CircleX className="size-4 shrink-0" aria-hidden />
      {text}
    </p>
  );
}
