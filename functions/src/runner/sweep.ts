import { applyEvent } from '../missions/applyEvent.ts';
import type { Deps } from '../missions/deps.ts';
import { fireSchedules } from '../missions/fireSchedules.ts';
import { missionsToWake } from '../store/missions.ts';

/** Missions per round; a round is also the number that is woken at once. */
const ROUND = 50;
const MAX_ROUNDS = 40;

/**
 * Finds every mission whose `wake_at` has passed and sends it another task: queued ones whose task never came, running
 * ones whose runner fell silent. Cancelled ones that nobody holds end here. Safe to run beside itself: whoever commits
 * first wins. Schedules that are due are fired first. Returns how many were woken; throws after the last one if any could not be, so that one broken mission
 * keeps no other asleep. Cost: one read a mission found (one in all when there is none), and a
 * commit of two documents for each.
 */
export async function sweep(deps: Deps): Promise<number> {
  let woken = 0;
  const faults: unknown[] = [...(await fireSchedules(deps)).faults];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await missionsToWake(deps.db, deps.clock.now(), ROUND);
    const ends = await Promise.allSettled(due.map((id) => applyEvent(deps, id, { type: 'overdue' })));
    for (const end of ends) {
      if (end.status === 'rejected') faults.push(end.reason);
      else if (end.value.outcome.kind === 'applied') woken += 1;
    }
    if (due.length < ROUND) break;
  }
  if (woken > 0) deps.log.warn({ woken }, 'overdue missions woken');
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} overdue missions or schedules failed`);
  return woken;
}
