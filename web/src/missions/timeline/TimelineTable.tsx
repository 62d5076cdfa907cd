import { Fragment, useState } from 'react';
import { Link } from 'wouter';
import { itemGroup } from '../../../../functions/src/core/ledger.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { TIMELINE_WORDS } from '../../words/missionViews.ts';
import { addressOf } from '../missionPlace.ts';
import type { Window } from './axis.ts';
import { ItemBandRow } from './ItemBand.tsx';
import type { Bar, TimelineRow, TimelineView } from './timelineView.ts';

interface Props {
  readonly mission: Mission;
  readonly view: TimelineView;
  readonly window: Window;
  readonly looked: string | null;
  readonly onLook: (key: string) => void;
}

/** To the eye a waterfall, to assistive technology a table with the same facts. */
export function TimelineTable({ mission, view, window, looked, onLook }: Props) {
  const { columns } = TIMELINE_WORDS;
  return (
    <div className="panel overflow-hidden">
      <table className="block w-full text-sm" data-timeline>
        <caption className="sr-only">{TIMELINE_WORDS.caption}</caption>
        <thead className="block border-b border-line bg-surface">
          <tr className="timeline-row">
            <th scope="col" className="sr-only">
              {columns.step}
            </th>
            <th scope="col" className="sr-only">
              {columns.status}
            </th>
            <th scope="col" className="timeline-bars font-normal">
              <span className="sr-only">{columns.bars}</span>
              <Ruler view={view} />
            </th>
            {[columns.started, columns.queued, columns.waited, columns.ran, columns.tries].map((word) => (
              <th key={word} scope="col" className="sr-only">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block py-1" data-step-links>
          {view.rows.map((row, at) => (
            <Fragment key={row.key}>
              {view.hasAttempts && view.rows[at - 1]?.attempt !== row.attempt && (
                <tr className="block">
                  <th scope="rowgroup" colSpan={8} className="block px-3 pt-3 pb-1 text-left font-semibold">
                    {TIMELINE_WORDS.attempt(row.attempt)}
                  </th>
                </tr>
              )}
              <Row {...{ mission, view, row, window, onLook }} isLooked={row.key === looked} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Ruler({ view }: { readonly view: TimelineView }) {
  const labelled = view.folds.filter(({ isLabelled }) => isLabelled);
  return (
    <span className={`relative block ${labelled.length > 0 ? 'h-12' : 'h-7'}`} aria-hidden>
      {labelled.map(({ left, text }) => (
        // The room before the words gives way where they would stick out.
        <span key={left} className="absolute inset-x-0 bottom-1 flex text-xs text-muted italic">
          <span style={{ flexBasis: `${left}%` }} />
          <span className="max-w-full shrink-0 truncate" data-fold-label>
            {text}
          </span>
        </span>
      ))}
      {view.ticks.map(({ left, text }) => (
        <span
          key={left}
          data-tick
          className="absolute top-1 truncate border-l border-border-ui pl-1 text-xs text-muted"
          style={{ left: `${left}%`, maxWidth: `${100 - left}%` }}
        >
          {text}
        </span>
      ))}
    </span>
  );
}

interface RowProps {
  readonly mission: Mission;
  readonly view: TimelineView;
  readonly row: TimelineRow;
  readonly window: Window;
  readonly isLooked: boolean;
  readonly onLook: (key: string) => void;
}

function Row({ mission, view, row, window, isLooked, onLook }: RowProps) {
  const [hasItems, setItems] = useState(false);
  const id = mission.mission_id;
  const look = () => onLook(row.key);
  return (
    <tr
      className={`timeline-row group ${isLooked ? 'bg-surface' : ''}`}
      data-tone={row.tone}
      data-row={row.key}
      data-row-state={row.state}
      onMouseEnter={look}
    >
      <th scope="row" className="timeline-name text-left font-normal">
        <Link
          href={addressOf(id, {
            view: 'steps',
            step: row.index,
            attempt: row.attempt === mission.attempt ? null : row.attempt,
          })}
          data-step-link=""
          onFocus={look}
          className="block min-h-11 truncate py-2.5 -outline-offset-2 hover:underline md:min-h-8 md:py-1.5"
        >
          {row.name}
        </Link>
        {row.hasItems && (
          <button
            type="button"
            aria-expanded={hasItems}
            onClick={() => setItems(!hasItems)}
            className="min-h-11 pb-1.5 text-xs text-accent underline underline-offset-2 md:min-h-6"
          >
            {TIMELINE_WORDS.showItems}
          </button>
        )}
      </th>
      <td className="sr-only">{row.word}</td>
      <td className="timeline-bars">
        <Bars view={view} bars={row.bars} />
        {hasItems && (
          <div className="pt-1 pb-2">
            <ItemBandRow
              id={id}
              groups={[itemGroup(mission, row.index), `${row.attempt}-${row.index}`]}
              axis={view.axis}
              window={window}
            />
          </div>
        )}
      </td>
      <td className="sr-only">{row.startedText}</td>
      <td className="sr-only">{row.queuedText}</td>
      <td className="sr-only">{row.waitedText}</td>
      <td className="sr-only">{row.ranText}</td>
      <td className="sr-only">{row.triesText}</td>
    </tr>
  );
}

const LOOKS: Record<Bar['kind'], string> = {
  running: 'bar-mark bg-tone',
  queued: 'border border-border-ui',
  unknown: 'border border-dashed border-border-ui',
  retrying: 'bar-wait border border-tone',
  waiting: 'bar-wait border border-tone',
  paused: 'bar-wait border border-tone',
};

function Bars({ view, bars }: { readonly view: TimelineView; readonly bars: readonly Bar[] }) {
  return (
    <div className="relative h-8" aria-hidden>
      {view.folds.map(({ left, width, text }) => (
        <span
          key={left}
          title={text}
          data-fold={text}
          className="timeline-fold absolute inset-y-0"
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      ))}
      {bars.map((bar) => (
        <span
          key={bar.left}
          data-tone={bar.tone}
          data-bar={bar.kind}
          title={bar.text}
          className={`absolute top-2.5 h-3 min-w-[3px] rounded-sm ${LOOKS[bar.kind]} ${bar.tone === 'failed' ? 'bar-failed' : ''}`}
          style={{ left: `min(${bar.left}%, calc(100% - 3px))`, width: `${bar.width}%` }}
        />
      ))}
      {view.nowLeft !== null && (
        <span className="absolute inset-y-0 w-px bg-accent" style={{ left: `${view.nowLeft}%` }} data-now />
      )}
    </div>
  );
}
