import { countdownText, whenText } from '../../../client/src/words/duration.ts';
import { AHEAD_WORDS } from '../words/estimate.ts';

/** The two clocks of a page, see `Known` in useFreshness.ts. */
export interface Clocks {
  /** Up to here the page knows what missions do. */
  readonly now: number;
  /** The server's time, which always goes. */
  readonly clock: number;
}

/**
 * A moment that is to come, "14:02 (in 3 min)". It is the mission's own, so it comes nearer while the server is silent,
 * too. Once it has gone by unheard nobody here knows what came of it, and the time alone is told.
 */
export function aheadText(at: number, clocks: Clocks): string {
  const when = whenText(at, clocks.clock);
  return isUnheard(at, clocks) ? when : AHEAD_WORDS.with_countdown(when, countdownText(at, clocks.clock));
}

/** The same in fewer words: "in 3 min", or "at 14:02". */
export function aheadShort(at: number, clocks: Clocks): string {
  return isUnheard(at, clocks) ? AHEAD_WORDS.at(whenText(at, clocks.clock)) : countdownText(at, clocks.clock);
}

function isUnheard(at: number, { now, clock }: Clocks): boolean {
  return at > now && at <= clock;
}
