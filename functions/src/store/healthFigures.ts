import type { Firestore, Query } from 'firebase-admin/firestore';
import type { Delivery } from '../schema/delivery.ts';
import type { StoredFigures } from '../schema/health.ts';
import { MISSION_STATUSES, type MissionStatus, recovery } from '../schema/mission.ts';
import { addMs, type Instant, instant, msBetween } from '../schema/time.ts';
import { deliveries, missions } from './collections.ts';
import { readModelUsage } from './modelUsage.ts';

/** A count costs a read for each 1,000: higher, and a database full of old missions makes each look dear. */
const COUNTED_UP_TO = 10_000;

/** A slow recovery counts for so long: until whoever looks after the product has had time to see it. */
export const RECOVERIES_MS = 900_000;
const RECOVERIES_READ = 50;

/**
 * What the database knows of the health of all missions and deliveries. 15 reads when there is little to count, one more for each
 * further 1,000 of a status (at most 10), for each recovery after the first (at most 50), and for each document of what
 * models have taken in a week (at most 28 for each type that asks one).
 */
export async function readHealthFigures(db: Firestore, now: Instant): Promise<StoredFigures> {
  const [counts, overdue, queued, running, recoveries, pending, failed, usage] = await Promise.all([
    Promise.all(MISSION_STATUSES.map((status) => countOf(statusQuery(db, status)))),
    countOf(overdueQuery(db, now)),
    firstInstant(queuedQuery(db), 'queued_at'),
    firstInstant(runningQuery(db), 'updated_at'),
    readRecoveries(db, now),
    countOf(deliveryQuery(db, 'pending')),
    countOf(deliveryQuery(db, 'failed')),
    readModelUsage(db, now),
  ]);
  return {
    as_of: now,
    by_status: byStatus((status) => counts[MISSION_STATUSES.indexOf(status)] ?? 0),
    counted_up_to: COUNTED_UP_TO,
    overdue,
    queue_age_seconds: ageSeconds(queued, now),
    oldest_heartbeat_seconds: ageSeconds(running, now),
    recoveries,
    deliveries: { pending, failed },
    model_usage: usage,
  };
}

function byStatus(countOfStatus: (status: MissionStatus) => number): StoredFigures['by_status'] {
  return {
    ...{ proposed: countOfStatus('proposed'), approved: countOfStatus('approved'), queued: countOfStatus('queued') },
    ...{
      in_progress: countOfStatus('in_progress'),
      waiting: countOfStatus('waiting'),
      paused: countOfStatus('paused'),
    },
    ...{ completed: countOfStatus('completed'), failed: countOfStatus('failed') },
    cancelled: countOfStatus('cancelled'),
  };
}

/** The recoveries of the last quarter of an hour, the newest 50. One read each, at least one. */
export async function readRecoveries(db: Firestore, now: Instant): Promise<StoredFigures['recoveries']> {
  const found = await recoveriesQuery(db, now).limit(RECOVERIES_READ).select('recovery').get();
  const seconds = found.docs.map((doc) => recovery.parse(doc.get('recovery')).after_ms / 1000);
  if (seconds.length === 0) return { count: 0, mean_seconds: null, longest_seconds: null };
  const sum = seconds.reduce((total, one) => total + one, 0);
  return { count: seconds.length, mean_seconds: sum / seconds.length, longest_seconds: Math.max(...seconds) };
}

/** Index: `recovery.at` descending, by a field override: the rest of `recovery` is exempt. */
export function recoveriesQuery(db: Firestore, now: Instant): Query {
  return missions(db).where('recovery.at', '>', addMs(now, -RECOVERIES_MS)).orderBy('recovery.at', 'desc');
}

/** Index: `status` alone, automatic. */
function statusQuery(db: Firestore, status: MissionStatus): Query {
  return missions(db).where('status', '==', status);
}

/** Index: `status` alone, automatic. */
function deliveryQuery(db: Firestore, status: Delivery['status']): Query {
  return deliveries(db).where('status', '==', status);
}

/** Index: `wake_at` alone, automatic. */
function overdueQuery(db: Firestore, now: Instant): Query {
  return missions(db).where('wake_at', '<=', now);
}

/** Those that may run and wait for a slot, a runner or a worker, the longest waiting first. Index: `status`, `queue_place`, `queued_at`. */
export function queuedQuery(db: Firestore): Query {
  const queued = missions(db).where('status', '==', 'queued').where('queue_place', 'in', ['admitted', 'in_line']);
  return queued.orderBy('queued_at');
}

/** Those that run, whoever is to be looked after first first: mostly the one with the oldest heartbeat. Index: `status`, `wake_at`. */
export function runningQuery(db: Firestore): Query {
  return missions(db).where('status', '==', 'in_progress').orderBy('wake_at');
}

async function countOf(query: Query): Promise<number> {
  return (await query.limit(COUNTED_UP_TO).count().get()).data().count;
}

async function firstInstant(query: Query, field: string): Promise<Instant | null> {
  const found = await query.limit(1).select(field).get();
  const [first] = found.docs;
  return first === undefined ? null : instant.parse(first.get(field));
}

function ageSeconds(at: Instant | null, now: Instant): number | null {
  return at === null ? null : msBetween(at, now) / 1000;
}
