import type { MissionStatus } from '../../../../functions/src/schema/mission.ts';
import { createStore } from '../../store.ts';
import { hasSection, NO_FILTER } from '../listFilter.ts';

/** How many missions are in each status, as far as known. */
export interface StatusCounts {
  /** Of which type and tag. */
  readonly of: string;
  readonly byStatus: Readonly<Record<MissionStatus, number>>;
  /** Of the waiting ones, those that wait for something else than their owner. */
  readonly notAsking: number;
}

/** What the chips over the list say; null while it is not known. */
export const statusCounts = createStore<StatusCounts | null>(null);

/** How many missions a chip leads to. */
export function chipCount({ byStatus, notAsking }: StatusCounts, statuses: readonly MissionStatus[]): number {
  const each = statuses.length === 0 ? Object.values(byStatus) : statuses.map((status) => byStatus[status]);
  const sum = each.reduce((all, count) => all + count, 0);
  return hasSection({ ...NO_FILTER, statuses }, 'resting') ? sum : Math.max(0, sum - notAsking);
}
