import { endOfRetention } from '../core/retention.ts';
import { addMs } from '../schema/time.ts';
import { deleteBelow, findExpired, findMarked } from '../store/deletions.ts';
import { erase } from './deleteMission.ts';
import type { Deps } from './deps.ts';

/** Missions looked at in one sweep: 144,000 in a day of a sweep a minute. */
const MOST_MISSIONS = 100;

/** Documents deleted in one sweep. */
const MOST_DOCUMENTS = 5_000;

/** Missions deleted at once, and for how long: the sweep has other work, and 300 s for all of it. */
const AT_ONCE = 5;
const LONGEST_MS = 30_000;

/** A deletion that its caller has not brought to its end after this time was broken off. */
const BROKEN_OFF_AFTER_MS = 60_000;

/** What a call of {@link cleanUp} did; `faults` are what it could not do and the next call tries again. */
export interface CleanedUp {
  readonly deleted: number;
  readonly faults: readonly unknown[];
}

/**
 * Ends the deletions that were broken off, then deletes missions that ended longer ago than missions are kept, with all
 * below them. The database's own time to live could not: it leaves what lies below a document. Safe beside itself and
 * beside a retry. Cost: two reads when there is nothing to do; else two writes for a mission, a read and a delete for
 * each document below it, and a dozen reads more.
 */
export async function cleanUp(deps: Deps): Promise<CleanedUp> {
  const { db } = deps;
  const now = deps.clock.now();
  const marked = await findMarked(db, addMs(now, -BROKEN_OFF_AFTER_MS), MOST_MISSIONS);
  const end = endOfRetention(deps.retentionDays, now);
  const expired = end === null ? [] : await findExpired(db, end, MOST_MISSIONS);
  const jobs = [
    ...marked.map((id) => (most: number) => deleteBelow(db, id, most)),
    ...expired.map((found) => (most: number) => erase(deps, found, now, most)),
  ];
  const next = jobs.values();
  const faults: unknown[] = [];
  const untilMs = deps.clock.epochMs() + LONGEST_MS;
  let deleted = 0;
  let left = MOST_DOCUMENTS;
  const work = async (): Promise<void> => {
    for (const job of next) {
      if (left <= 0 || deps.clock.epochMs() > untilMs) return;
      try {
        const done = await job(left);
        left -= done?.deleted ?? 0;
        if (done?.isComplete === true) deleted += 1;
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (deleted > 0) deps.log.info({ deleted, retention_days: deps.retentionDays }, 'missions cleaned up');
  return { deleted, faults };
}
