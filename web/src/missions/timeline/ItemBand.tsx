import { useEffect, useEffectEvent } from 'react';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { useItems } from '../step/useItems.ts';
import type { Axis, Window } from './axis.ts';
import { itemBand } from './itemBand.ts';

interface Props {
  readonly id: string;
  readonly groups: readonly string[];
  readonly axis: Axis;
  readonly window: Window;
}

/** As many as one query may ask for. */
const PAGE = 100;
const LANE_PX = 5;
const MOST_LANES = 12;

/** A step's items under its bar. Their list, with words, is on the step's own page: this is a picture of it. */
export function ItemBandRow({ id, groups, axis, window }: Props) {
  const { items, isLoading, problem, load } = useItems(id, groups, PAGE);
  const begin = useEffectEvent(load);
  useEffect(() => begin(), []);
  if (problem !== null) return <TroubleNotice problem={problem} />;
  if (isLoading) return <p className="text-xs text-muted">{STEP_DETAIL_WORDS.loadingItems}</p>;
  const band = itemBand(items, axis, window);
  if (band.kind === 'density') return <Density band={band} />;
  return (
    <div
      className="relative"
      style={{ height: `${Math.min(MOST_LANES, band.lanes) * LANE_PX}px` }}
      aria-hidden
      data-item-bars
    >
      {band.bars.map(({ index, lane, left, width, tone }) => (
        <span
          key={index}
          data-tone={tone}
          className="bar-mark absolute h-[4px] min-w-0.5 rounded-sm bg-tone"
          style={{ left: `${left}%`, width: `${width}%`, top: `${(lane % MOST_LANES) * LANE_PX}px` }}
        />
      ))}
    </div>
  );
}

function Density({ band }: { readonly band: Extract<ReturnType<typeof itemBand>, { kind: 'density' }> }) {
  return (
    <div
      className="relative flex h-6 items-end"
      style={{ marginLeft: `${band.left}%`, width: `${band.width}%` }}
      aria-hidden
      data-item-density
    >
      {band.parts.map(({ count, hasFailed }, at) => (
        <span
          // The parts are places on the axis.
          key={at}
          data-tone={hasFailed ? 'failed' : 'succeeded'}
          className="bar-mark flex-1 bg-tone"
          style={{ height: `${(count / band.most) * 100}%` }}
        />
      ))}
    </div>
  );
}
