import { Link } from 'wouter';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { ETA_WORDS } from '../words.ts';
import type { EtaView } from './etaText.ts';
import type { MissionGlance } from './missionGlance.ts';
import { StatusBadge } from './StatusBadge.tsx';

/** A row is a glance with, where the whole mission is known, the time left and its sub-progress. */
export interface RowView extends MissionGlance {
  readonly eta?: EtaView;
  readonly subText?: string;
}

/** A mission in the list: a card on narrow pages, a line with columns on wide ones. */
export function MissionRow({ row, isStale }: { readonly row: RowView; readonly isStale: boolean }) {
  const titleId = `row-${row.id}`;
  const hasRun = row.elapsedText !== '';
  return (
    <li
      data-mission={row.id}
      className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3.5 last:border-b-0 focus-within:bg-surface hover:bg-surface md:grid-cols-[7.75rem_minmax(0,1fr)_12.75rem_5.25rem] lg:grid-cols-[8.5rem_minmax(0,1fr)_13rem_11.5rem_5.5rem]"
    >
      <StatusBadge badge={row.badge} isShort />
      <p className="text-right text-sm text-muted md:order-last" title={row.createdText}>
        {row.ageText}
      </p>
      <div className="col-span-2 min-w-0 md:col-span-1">
        <Link
          id={titleId}
          href={`/m/${row.id}`}
          className="line-clamp-2 font-medium wrap-any after:absolute after:inset-0 after:content-[''] lg:line-clamp-1"
        >
          {row.objective}
        </Link>
        <Doing row={row} />
      </div>
      <div className="col-span-2 md:col-span-1" data-tone={row.badge.tone}>
        {hasRun || row.isMoving ? (
          <RowProgress row={row} titleId={titleId} isStale={isStale} />
        ) : (
          <p className="text-sm text-muted lg:hidden">
            <TimeText row={row} />
          </p>
        )}
      </div>
      <p className="hidden text-sm text-muted lg:block">
        <TimeText row={row} />
      </p>
    </li>
  );
}

function Doing({ row }: { readonly row: RowView }) {
  if (row.doing === '' || row.section === 'over') return null;
  return <p className="mt-0.5 line-clamp-1 text-sm wrap-any text-muted">{row.doing}</p>;
}

function RowProgress({ row, titleId, isStale }: { row: RowView; titleId: string; isStale: boolean }) {
  const left = row.eta?.isTimeLeft === true ? row.eta.spoken : '';
  const spoken = [row.percentText, row.stepText, row.subText, left].filter(Boolean).join(', ');
  return (
    <>
      <ProgressBar
        percent={row.percent}
        labelledBy={titleId}
        valueText={spoken}
        isStale={isStale && row.isMoving}
        isMoving={row.isMoving}
        size="small"
      />
      <p className="mt-1.5 flex justify-between gap-3 text-sm text-muted">
        <span className="whitespace-nowrap">
          <span className="font-medium text-text">{row.percentText}</span>
          {row.countText !== '' && <span className="md:max-lg:hidden"> · {row.countText}</span>}
        </span>
        <span className="line-clamp-3 text-right lg:hidden">
          <TimeText row={row} />
        </span>
      </p>
    </>
  );
}

function TimeText({ row }: { readonly row: RowView }) {
  if (row.section === 'over') return row.elapsedText === '' ? null : `took ${row.elapsedText}`;
  if (row.eta === undefined) return null;
  // A running mission has a remark when it takes longer than usual.
  const isLonger = row.eta.isTimeLeft && row.eta.remark !== '';
  return (
    <>
      {row.eta.text}
      {isLonger && <span className="block text-text">{ETA_WORDS.longer}</span>}
    </>
  );
}
