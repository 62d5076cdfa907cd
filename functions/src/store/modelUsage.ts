import { FieldValue, type Firestore, type Query } from 'firebase-admin/firestore';
import type { Mission } from '../schema/mission.ts';
import { addMs, type Instant } from '../schema/time.ts';
import { type DailyUsage, dailyUsage, type ModelUsage } from '../schema/usage.ts';
import { modelUsageDoc, modelUsages } from './collections.ts';
import type { Write } from './groupCommit.ts';

/** A document takes about a write a second for long; so many of them share a day's missions of a type. */
const SHARES = 4;

/** How many days the health looks back, today included. */
const DAYS = 7;
const DAY_MS = 86_400_000;

/** Adds what a mission has spent to the day's total of its type, in the commit that tells of it, so that it counts once. */
export function spentWrite(db: Firestore, { mission_id: id, type, updated_at: at }: Mission, spent: ModelUsage): Write {
  const day = at.slice(0, 10);
  const { is_estimated: _told, ...amounts } = spent;
  const added = Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [name, FieldValue.increment(amount)]),
  );
  const share = id.charCodeAt(id.length - 1) % SHARES;
  return (batch) => batch.set(modelUsageDoc(db, { day, type, share }), { day, type, ...added }, { merge: true });
}

/**
 * What each type has taken of a language model on each of the last seven days, the newest first. A read for each share of
 * a day and type, at least one. Index: `day` alone, automatic.
 */
export async function readModelUsage(db: Firestore, now: Instant): Promise<DailyUsage[]> {
  const found = await usageQuery(db, now).get();
  const sums = new Map<string, DailyUsage>();
  for (const share of found.docs.map((doc) => dailyUsage.parse(doc.data()))) {
    const key = `${share.day} ${share.type}`;
    sums.set(key, added(sums.get(key), share));
  }
  return [...sums.values()].toSorted((a, b) => (a.day === b.day ? (a.type < b.type ? -1 : 1) : a.day < b.day ? 1 : -1));
}

function usageQuery(db: Firestore, now: Instant): Query {
  return modelUsages(db).where('day', '>=', addMs(now, -(DAYS - 1) * DAY_MS).slice(0, 10));
}

function added(sum: DailyUsage | undefined, share: DailyUsage): DailyUsage {
  if (sum === undefined) return share;
  return {
    ...share,
    calls: sum.calls + share.calls,
    input_tokens: sum.input_tokens + share.input_tokens,
    output_tokens: sum.output_tokens + share.output_tokens,
    seconds: sum.seconds + share.seconds,
    cost_usd: sum.cost_usd + share.cost_usd,
  };
}
