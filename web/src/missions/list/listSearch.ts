import { matchesText, textQuery } from '../../../../functions/src/core/searchTerms.ts';
import type { ListFilter } from '../listFilter.ts';

/** What finds a mission by the words of its objective, as the API's own search does; null where any one fits. */
export function finderOf({ search }: Pick<ListFilter, 'search'>): ((objective: string) => boolean) | null {
  if (!isSearchable(search)) return null;
  const wanted = textQuery(search);
  return (objective) => matchesText(objective, wanted);
}

/** The API searches for nothing without a letter or a digit in it. */
export function isSearchable(search: string): boolean {
  return /[\p{L}\p{N}]/u.test(search);
}
