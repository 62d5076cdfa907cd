import type * as z from 'zod';
import { missionList } from '../../../functions/src/schema/api.ts';
import { type Answer, ask } from '../api.ts';
import { type ResultFilter, resultsQuery } from './resultFilter.ts';

/** A page of the completed missions that pass the filter. One read for each mission that is looked at, at most 500. */
export function findResults(
  filter: ResultFilter,
  cursor: string | null,
  limit: number,
): Promise<Answer<z.infer<typeof missionList>>> {
  return ask({ method: 'GET', path: `/missions?${resultsQuery(filter, cursor, limit)}` }, missionList);
}
