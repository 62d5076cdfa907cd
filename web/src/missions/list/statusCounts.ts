import type { MissionStatus } from '../../../../functions/src/schema/mission.ts';
import { createStore } from '../../store.ts';
import { hasSection } from '../listFilter.ts';
import type { ListSection } from '../missionGlance.ts';

/** How many missions are in each status, as far as known. */
export interface StatusCounts {
  /** Of which type and tag. */
  readonly of: string;
  readonly byStatus: Readonly<Record<MissionStatus, number>>;
  /** Of the waiting ones, those that wait for something else than their owner; of the queued ones, those that are not about to start. */
  readonly resting: { readonly waiting: number; readonly queued: number };
}

/** What the chips over the list say; null while it is not known. */
export const statusCounts = createStore<StatusCounts | null>(null);

/** How many missions a chip leads to. */
export function chipCount({ byStatus, resting }: StatusCounts, statuses: readonly MissionStatus[]): number {
  if (statuses.length === 0) return sum(Object.values(byStatus));
  const isMeant = (section: ListSection) => hasSection({ statuses }, section);
  return sum(
    statuses.map((status) => {
      if (status !== 'waiting' && status !== 'queued') return byStatus[status];
      const rest = Math.min(byStatus[status], resting[status]);
      const inFront = isMeant(status === 'waiting' ? 'needs_you' : 'active') ? byStatus[status] - rest : 0;
      return inFront + (isMeant('resting') ? rest : 0);
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
