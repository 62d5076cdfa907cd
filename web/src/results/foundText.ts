import { RESULTS_PAGE } from '../words/results.ts';
import type { Outcome } from './resultFilter.ts';
import type { Found } from './useResults.ts';

interface Searched {
  readonly outcome: Outcome;
  readonly count: number;
  /** How many were gone through, where it was on this device. */
  readonly known: number;
  readonly isHere: boolean;
  /** There are no more than were found so far. */
  readonly isWhole: boolean;
}

/** Among what nothing fits, where that is not all that there is; else empty. */
export function amongText({ known, isHere, isWhole }: Pick<Searched, 'known' | 'isHere' | 'isWhole'>): string {
  if (isHere) return known === 0 ? '' : RESULTS_PAGE.nothing_here(known);
  return isWhole ? '' : RESULTS_PAGE.nothing_so_far;
}

interface Nothing extends Pick<Searched, 'count' | 'known'> {
  readonly state: Found['state'];
}

/** Whether the filter lets nothing through because there is nothing. Of a search that failed nobody knows that. */
export function isNoneAtAll({ state, count, known }: Nothing): boolean {
  return (state === 'ready' || state === 'idle') && count === 0 && known === 0;
}

/** How many fit, and among how many that is: a search of the newest ones must not pass for one of all. */
export function foundText({ outcome, count, known, isHere, isWhole }: Searched): string {
  const fitting = outcome === 'stopped' ? RESULTS_PAGE.fitting_stopped(count) : RESULTS_PAGE.fitting(count);
  if (isHere) return RESULTS_PAGE.found_here(fitting, known);
  return isWhole ? RESULTS_PAGE.found_all(fitting) : RESULTS_PAGE.found_some(fitting);
}
