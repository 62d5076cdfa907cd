import { durationText } from '../../../../client/src/words/duration.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A part of the axis. A folded one is drawn as short as a mark, whatever its length. */
export interface Segment extends Span {
  readonly isFolded: boolean;
  /** Where it begins and how wide it is, as shares (0 to 1) of the whole axis. */
  readonly left: number;
  readonly width: number;
}

export interface Axis extends Span {
  readonly segments: readonly Segment[];
}

/** The part of the axis that is in view, as shares of it: 0 to 1 is all. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Window = { from: 0, to: 1 };

interface Tick {
  /** Percent of what is in view. */
  readonly left: number;
  readonly text: string;
}

/** Shorter idling is never folded: a mark would be no shorter than the stretch. */
export const FOLD_FROM_MS = 60_000;
/** Idling is folded from this share of the time in which something ran: what is short beside it may as well be seen. */
const FOLD_FROM_SHARE = 0.5;
/** The width of a mark beside all that is not folded, and of all marks together. */
const MARK_SHARE = 0.05;
const ALL_MARKS_SHARE = 0.3;

/** The axis from `from` to `to`, with the long stretches in which nothing of `busy` lies folded if `folds`. */
export function axisOf({ from, to }: Span, busy: readonly Span[], folds: boolean): Axis {
  const end = Math.max(to, from + 1);
  const work = merged(busy.map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, end) })));
  const busyMs = work.reduce((sum, span) => sum + span.to - span.from, 0);
  const foldFrom = folds && busyMs > 0 ? Math.max(FOLD_FROM_MS, busyMs * FOLD_FROM_SHARE) : Number.POSITIVE_INFINITY;
  const parts: (Span & { isFolded: boolean })[] = [];
  let at = from;
  const push = (until: number, isFolded: boolean): void => {
    const last = parts.at(-1);
    if (until <= at) return;
    if (last !== undefined && !last.isFolded && !isFolded) parts[parts.length - 1] = { ...last, to: until };
    else parts.push({ from: at, to: until, isFolded });
    at = until;
  };
  for (const span of work) {
    push(span.from, span.from - at > foldFrom);
    push(span.to, false);
  }
  push(end, end - at > foldFrom);
  return { from, to: end, segments: placed(parts) };
}

function placed(parts: readonly (Span & { readonly isFolded: boolean })[]): Segment[] {
  const folds = parts.filter(({ isFolded }) => isFolded).length;
  const shownMs = parts.reduce((sum, { from, to, isFolded }) => (isFolded ? sum : sum + to - from), 0);
  const markMs = shownMs * Math.min(MARK_SHARE, ALL_MARKS_SHARE / Math.max(1, folds));
  const total = shownMs + folds * markMs;
  let left = 0;
  return parts.map((part) => {
    const width = (part.isFolded ? markMs : part.to - part.from) / total;
    const segment = { ...part, left, width };
    left += width;
    return segment;
  });
}

/** `spans` as a union, in order. */
function merged(spans: readonly Span[]): Span[] {
  const list: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from)) {
    const last = list.at(-1);
    if (last === undefined || span.from > last.to) list.push(span);
    else if (span.to > last.to) list[list.length - 1] = { from: last.from, to: span.to };
  }
  return list;
}

/** Where `at` lies on the axis, 0 to 1. Never falls as `at` grows. */
export function shareAt({ segments }: Axis, at: number): number {
  const segment = segments.findLast(({ from }) => from <= at);
  if (segment === undefined) return 0;
  const inside = Math.min(1, (at - segment.from) / (segment.to - segment.from));
  return Math.min(1, segment.left + segment.width * inside);
}

/** A share of the axis as percent of what is in view; may lie outside of 0 to 100. */
export function inView(share: number, { from, to }: Window): number {
  return ((share - from) / (to - from)) * 100;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances between two ticks that people count in. */
const STEPS = [
  ...[50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
];
const LONGEST_STEP = 365 * DAY;
/** Percent between two labels: on a phone the longest one ("1 h 30 min") is a quarter of the axis. */
const LABEL_ROOM = 26;
/** A label begins at its tick: further right it would stick out. */
const LAST_LABEL = 78;

/** Labelled moments in view, as time since the mission was created. None lies inside a fold. */
export function ticksOf(axis: Axis, window: Window): Tick[] {
  const shown = axis.segments.flatMap((segment) => visible(segment, window));
  const shownMs = shown.reduce((sum, { from, to }) => sum + to - from, 0);
  const step = STEPS.find((each) => shownMs / each <= 100 / LABEL_ROOM) ?? LONGEST_STEP;
  const ticks: Tick[] = [];
  for (const { from, to } of shown) {
    for (let after = Math.ceil((from - axis.from) / step) * step; axis.from + after <= to; after += step) {
      const left = inView(shareAt(axis, axis.from + after), window);
      const last = ticks.at(-1)?.left ?? -LABEL_ROOM;
      if (left >= 0 && left <= LAST_LABEL && left - last >= LABEL_ROOM) ticks.push({ left, text: durationText(after) });
    }
  }
  return ticks;
}

/** The part of an unfolded segment that is in view. */
function visible({ isFolded, from, to, left, width }: Segment, window: Window): Span[] {
  const start = Math.max(left, window.from);
  const end = Math.min(left + width, window.to);
  if (isFolded || width === 0 || end <= start) return [];
  const perShare = (to - from) / width;
  return [{ from: from + (start - left) * perShare, to: from + (end - left) * perShare }];
}
