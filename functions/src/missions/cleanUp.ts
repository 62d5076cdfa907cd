import { endOfRetention } from '../core/retention.ts';
import { addMs } from '../schema/time.ts';
import { deleteBelow, findExpired, findMarked } from '../store/deletions.ts';
import { erase } from './deleteMission.ts';
import type { Deps } from './deps.ts';

/** Missions looked at together: those that the time does not suffice for were read for nothing. */
const ROUND = 100;
const MAX_ROUNDS = 10;

/** Missions that one sweep deletes: 1.4 million in a day of a sweep a minute, as many as it learns from. */
export const MOST_DELETED = ROUND * MAX_ROUNDS;

/** Documents deleted in one sweep: a thousand missions of six steps. */
const MOST_DOCUMENTS = 20_000;

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
 * beside a retry. Cost: two reads for each hundred, also when there are none; and two writes for a mission, a read and a
 * delete for each document below it, and a dozen reads more.
 */
export async function cleanUp(deps: Deps): Promise<CleanedUp> {
  const until = { epochMs: deps.clock.epochMs() + LONGEST_MS, left: MOST_DOCUMENTS };
  const faults: unknown[] = [];
  let deleted = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const done = await cleanRound(deps, until);
    deleted += done.deleted;
    faults.push(...done.faults);
    // What could not be deleted would be found again, first of all.
    if (done.isLast || done.faults.length > 0) break;
  }
  if (deleted > 0) deps.log.info({ deleted, retention_days: deps.retentionDays }, 'missions cleaned up');
  return { deleted, faults };
}

/** When to stop; `left` counts the documents down. */
interface Until {
  readonly epochMs: number;
  left: number;
}

async function cleanRound(deps: Deps, until: Until): Promise<CleanedUp & { readonly isLast: boolean }> {
  const { db, clock } = deps;
  const now = clock.now();
  const marked = await findMarked(db, addMs(now, -BROKEN_OFF_AFTER_MS), ROUND);
  const end = endOfRetention(deps.retentionDays, now);
  const expired = end === null ? [] : await findExpired(db, end, ROUND);
  const jobs = [
    ...marked.map((id) => (most: number) => deleteBelow(db, id, most)),
    ...expired.map((found) => (most: number) => erase(deps, found, now, most)),
  ];
  const next = jobs.values();
  const faults: unknown[] = [];
  const isOver = (): boolean => until.left <= 0 || clock.epochMs() > until.epochMs;
  let deleted = 0;
  const work = async (): Promise<void> => {
    for (const job of next) {
      if (isOver()) return;
      try {
        const done = await job(until.left);
        until.left -= done?.deleted ?? 0;
        if (done?.isComplete === true) deleted += 1;
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const isAll = marked.length < ROUND && expired.length < ROUND;
  return { deleted, faults, isLast: isAll || isOver() };
}
