import type { StepItem } from '../../../../functions/src/schema/item.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { Tone } from '../../ui/tone.ts';
import { type Axis, inView, shareAt, type Window } from './axis.ts';

/** More items than this are a strip that says how many ran at a time. */
const MOST_BARS = 50;
const BUCKETS = 60;

interface ItemBar {
  readonly index: number;
  readonly lane: number;
  readonly left: number;
  readonly width: number;
  readonly tone: Tone;
}

export type ItemBand =
  | { readonly kind: 'bars'; readonly lanes: number; readonly bars: readonly ItemBar[] }
  | {
      readonly kind: 'density';
      readonly most: number;
      /** How many ran at some time in each part of the band, and whether one of them failed. */
      readonly parts: readonly { readonly count: number; readonly hasFailed: boolean }[];
      readonly left: number;
      readonly width: number;
    };

/** A step's items under its bar: each in the first lane that is free, or, where they are many, how densely they ran. */
export function itemBand(items: readonly StepItem[], axis: Axis, window: Window): ItemBand {
  const placed = items
    .map((item) => ({
      index: item.item_index,
      left: inView(shareAt(axis, toEpochMs(item.started_at)), window),
      right: inView(shareAt(axis, toEpochMs(item.finished_at)), window),
      tone: item.status === 'failed' ? ('failed' as const) : ('succeeded' as const),
    }))
    .filter(({ left, right }) => left <= 100 && right >= 0)
    .map((item) => ({ ...item, left: Math.max(0, item.left), right: Math.min(100, item.right) }))
    .toSorted((a, b) => a.left - b.left || a.index - b.index);
  if (placed.length > MOST_BARS) return density(placed);
  const ends: number[] = [];
  const bars = placed.map(({ index, left, right, tone }) => {
    const free = ends.findIndex((end) => end <= left);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = right;
    return { index, lane, left, width: right - left, tone };
  });
  return { kind: 'bars', lanes: ends.length, bars };
}

interface Placed {
  readonly left: number;
  readonly right: number;
  readonly tone: Tone;
}

function density(items: readonly Placed[]): ItemBand {
  const left = Math.min(...items.map((item) => item.left));
  const width = Math.max(...items.map((item) => item.right)) - left;
  const size = Math.max(width, Number.EPSILON) / BUCKETS;
  const parts = Array.from({ length: BUCKETS }, (_, bucket) => {
    const from = left + bucket * size;
    const within = items.filter((item) => item.left < from + size && item.right >= from);
    return { count: within.length, hasFailed: within.some(({ tone }) => tone === 'failed') };
  });
  return { kind: 'density', most: Math.max(1, ...parts.map(({ count }) => count)), parts, left, width };
}
