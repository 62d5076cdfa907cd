import { CHIP_MEANINGS, NOTHING_WORDS } from '../../words/listTools.ts';
import { FILTERS, isSameSet, type ListFilter } from '../listFilter.ts';
import { chipCount, type StatusCounts } from './statusCounts.ts';

/** What an empty list says beside its filter. */
export interface NothingHere {
  /** What stands behind the chip that is chosen, and what may be done with it; empty for any other filter. */
  readonly meaning: string;
  /** That there are no missions at all, as far as known; empty where there are some. */
  readonly none: string;
}

export function nothingHere({ statuses, type, tag }: ListFilter, counts: StatusCounts | null): NothingHere {
  const chip = FILTERS.find((each) => isSameSet(each.statuses, statuses));
  // Counts of one type or tag say nothing of the others.
  const isCounted = counts?.of === ' ' && type === '' && tag === '';
  return {
    meaning: chip === undefined || chip.id === 'all' ? '' : CHIP_MEANINGS[chip.id],
    none: counts !== null && isCounted && chipCount(counts, []) === 0 ? NOTHING_WORDS.none : '',
  };
}
