import { countText } from '../../../client/src/words/amount.ts';
import { rangeText, usualText } from '../../../client/src/words/timeLeft.ts';
import { spreadOf } from '../../../functions/src/core/learnRun.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import { type MissionStats, TOTALS_KEPT } from '../../../functions/src/schema/missionStats.ts';
import { SPREAD_WORDS } from '../words/estimateGrounds.ts';

/** The picture of how long earlier runs took, and where this one is. Places along it are shares, 0 to 1. */
export interface Spread {
  /** Runs of about the same length stand on each other: `height` 0 to 1. */
  readonly bars: readonly { readonly from: number; readonly width: number; readonly height: number }[];
  /** Where this run is; null before it began, or where it can't be compared. */
  readonly nowAt: number | null;
  readonly nowText: string;
  /** Where it should end. */
  readonly end: { readonly from: number; readonly to: number } | null;
  readonly endText: string;
  readonly runsText: string;
  /** How long the whole width is. */
  readonly widthText: string;
  /** That some took longer than there is room for; mostly empty. */
  readonly beyondText: string;
  /** All of it in sentences, for those who don't see it. */
  readonly spoken: string;
}

/** Finer would show gaps between runs that differ by chance. */
const BARS = 24;
/** So few runs don't fill the height: a single one is no mountain. */
const FULL_HEIGHT_RUNS = 4;
/** One run that took far longer than the others must not press them together. */
const ROOM_FOR_USUAL = 2;

/** Null where no earlier run is known. `elapsed`: working seconds of this run, null if it has none to compare. */
export function spreadView(stats: MissionStats, eta: Eta, elapsed: number | null): Spread | null {
  const { totals } = spreadOf(stats);
  const longest = totals.at(-1) ?? 0;
  if (longest <= 0) return null;
  const most = ROOM_FOR_USUAL * (totals[totals.length >> 1] ?? 0);
  const left = eta.p10 === null || eta.p90 === null || elapsed === null ? null : { low: eta.p10, high: eta.p90 };
  const reach = elapsed === null ? 0 : elapsed + Math.min(left?.high ?? 0, Math.max(most, left?.low ?? 0));
  const width = Math.max(Math.min(longest, most > 0 ? most : longest), reach) * 1.04;
  const share = (seconds: number) => Math.min(1, seconds / width);
  const shown = totals.filter((total) => total <= width);
  const beyond = totals.length - shown.length;
  const texts = {
    nowText: elapsed === null ? '' : usualText(elapsed),
    endText: elapsed === null || left === null ? '' : afterText(elapsed + left.low, elapsed + left.high),
    // Of more runs the newest are in the picture.
    runsText: totals.length < TOTALS_KEPT ? countText(totals.length) : SPREAD_WORDS.newest(totals.length),
    beyondText: beyond === 0 ? '' : SPREAD_WORDS.beyond(beyond, usualText(longest)),
  };
  return {
    ...texts,
    bars: barsOf(shown.map(share)),
    nowAt: elapsed === null ? null : share(elapsed),
    end: elapsed === null || left === null ? null : { from: share(elapsed + left.low), to: share(elapsed + left.high) },
    widthText: usualText(width),
    spoken: spokenText(totals, texts),
  };
}

function barsOf(places: readonly number[]): Spread['bars'] {
  const counts = new Map<number, number>();
  for (const place of places) {
    const bar = Math.min(BARS - 1, Math.floor(place * BARS));
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  const full = Math.max(FULL_HEIGHT_RUNS, ...counts.values());
  return [...counts].map(([bar, count]) => ({ from: bar / BARS, width: 1 / BARS, height: count / full }));
}

/** "after about 10 to 15 min". */
function afterText(low: number, high: number): string {
  return SPREAD_WORDS.after(rangeText(low, high, 'short'));
}

function spokenText(
  totals: readonly number[],
  { nowText, endText, beyondText }: Pick<Spread, 'nowText' | 'endText' | 'beyondText'>,
): string {
  const [shortest = 0] = totals;
  const longest = totals.at(-1) ?? 0;
  const took =
    totals.length === 1
      ? SPREAD_WORDS.took_one(usualText(longest))
      : SPREAD_WORDS.took(totals.length, usualText(shortest), usualText(longest));
  return [
    took,
    nowText === '' ? '' : SPREAD_WORDS.now_said(nowText),
    endText === '' ? '' : SPREAD_WORDS.end_said(endText),
    beyondText,
  ]
    .filter(Boolean)
    .join(' ');
}
