import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { LONGER_THAN_USUAL, ROW_WORDS } from '../words/list.ts';
import type { EtaView } from './etaText.ts';
import { filterHref } from './listFilter.ts';
import type { MissionGlance } from './missionGlance.ts';
import { StatusBadge } from './StatusBadge.tsx';

/** A row is a glance with, where the whole mission is known, the time left and its sub-progress. */
export interface RowView extends MissionGlance {
  readonly eta?: EtaView;
  readonly subText?: string;
  /** What is being done to it, or why it could not be; stands in place of what it does. */
  readonly said?: string;
}

interface Props {
  readonly row: RowView;
  readonly isStale: boolean;
  /** What stands before and behind it once it is there; its room is kept from the first paint on. */
  readonly lead?: ReactNode;
  readonly tail?: ReactNode;
  readonly look?: string;
}

/** The columns go by the list's own width, which a panel beside it takes from. */
const GRID =
  'relative grid grid-cols-[1.25rem_auto_minmax(0,1fr)_1.75rem] items-center gap-x-2 gap-y-2 border-b border-line px-4 py-3.5 ' +
  'last:border-b-0 focus-within:bg-surface hover:bg-surface @2xl:gap-x-4 ' +
  '@2xl:grid-cols-[1.25rem_7.75rem_minmax(0,1fr)_9.5rem_5.25rem_2.25rem] ' +
  '@5xl:grid-cols-[1.25rem_8.5rem_minmax(0,1fr)_13rem_11.5rem_5.5rem_2.25rem] ' +
  '@6xl:grid-cols-[1.25rem_8.5rem_minmax(0,1fr)_13rem_11.5rem_8.75rem_2.25rem]';

/** A mission in the list: a card on narrow pages, a line with columns on wide ones. */
export function MissionRow({ row, isStale, lead, tail, look = '' }: Props) {
  const titleId = `row-${row.id}`;
  const hasRun = row.elapsedText !== '';
  return (
    <li data-mission={row.id} className={`${GRID} ${look}`}>
      <div className="row-start-1 @2xl:row-auto">{lead}</div>
      <StatusBadge badge={row.badge} isShort />
      <p
        className="text-right text-[0.8125rem] leading-tight text-muted @2xl:order-last @2xl:text-sm @2xl:whitespace-nowrap"
        title={`${ROW_WORDS.created} ${row.createdText}`}
      >
        {/* Since when, seen where there is room for it. */}
        <span className="sr-only @6xl:not-sr-only">{ROW_WORDS.created}</span> {row.ageText}
      </p>
      <div className="-mr-2 justify-self-end @2xl:order-last">{tail}</div>
      <div className="col-span-full min-w-0 @2xl:col-span-1">
        <Link
          id={titleId}
          href={`/m/${row.id}`}
          data-row-link
          className="line-clamp-2 leading-6 font-medium wrap-any after:absolute after:inset-0 after:content-[''] @5xl:line-clamp-1 @5xl:break-all"
        >
          {row.objective}
        </Link>
        <Doing row={row} />
      </div>
      <div className="col-span-full @2xl:col-span-1" data-tone={row.badge.tone}>
        {hasRun || row.isMoving ? (
          <RowProgress row={row} titleId={titleId} isStale={isStale} />
        ) : (
          <p className="text-sm text-muted @5xl:hidden">
            <TimeText row={row} />
          </p>
        )}
      </div>
      <p className="hidden text-sm text-muted @5xl:block">
        <TimeText row={row} />
      </p>
    </li>
  );
}

function Doing({ row }: { readonly row: RowView }) {
  const said = row.said ?? '';
  const doing = said !== '' ? said : row.section === 'over' ? '' : row.doing;
  if (doing === '' && row.tags.length === 0) return null;
  return (
    <div className="mt-0.5 flex min-h-6 items-center gap-2 text-sm text-muted">
      {doing !== '' && (
        <p className={said === '' ? 'min-w-24 flex-1 truncate' : 'min-w-24 flex-1 text-text'}>{doing}</p>
      )}
      {row.tags.slice(0, 3).map((tag) => (
        <Link
          key={tag}
          href={filterHref({ tag })}
          aria-label={ROW_WORDS.tag(tag)}
          title={ROW_WORDS.tag(tag)}
          className={`${doing === '' ? 'max-w-40' : 'max-w-24 @5xl:max-w-40'} relative z-[1] inline-flex min-h-6 min-w-8 items-center rounded-md border border-line bg-bg px-1.5 text-[0.8125rem] hover:border-border-ui hover:text-text max-md:pointer-events-none`}
        >
          <span className="truncate">{tag}</span>
        </Link>
      ))}
    </div>
  );
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
          {row.countText !== '' && <span className="@2xl:@max-5xl:hidden"> · {row.countText}</span>}
        </span>
        <span className="line-clamp-4 text-right @5xl:hidden">
          <TimeText row={row} />
        </span>
      </p>
    </>
  );
}

function TimeText({ row }: { readonly row: RowView }) {
  if (row.section === 'over') return row.elapsedText === '' ? null : ROW_WORDS.took(row.elapsedText);
  if (row.eta === undefined) return null;
  // A running mission has a remark when it takes longer than usual.
  const isLonger = row.eta.isTimeLeft && row.eta.remark !== '';
  return (
    <>
      {row.eta.text}
      {isLonger && <span className="block text-text">{LONGER_THAN_USUAL}</span>}
    </>
  );
}
