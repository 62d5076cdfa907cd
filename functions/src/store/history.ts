import type { Firestore } from 'firebase-admin/firestore';
import { type HistoryEntry, historyEntry } from '../schema/history.ts';
import { type LedgerEntry, ledgerEntry } from '../schema/ledger.ts';
import { type MissionResult, missionResult } from '../schema/result.ts';
import { events, resultDoc, stepDoc } from './collections.ts';

/** History entries after number `after`, oldest first. Index: `seq` alone, automatic. */
export async function readHistory(
  db: Firestore,
  missionId: string,
  after: number,
  limit: number,
): Promise<HistoryEntry[]> {
  const found = await events(db, missionId).where('seq', '>', after).orderBy('seq').limit(limit).get();
  return found.docs.map((doc) => historyEntry.parse(doc.data()));
}

/** The ledger entries of the first `count` steps of an attempt; one read each, none when there are none. */
export async function readLedger(
  db: Firestore,
  missionId: string,
  attempt: number,
  count: number,
): Promise<LedgerEntry[]> {
  if (count === 0) return [];
  const refs = Array.from({ length: count }, (_, index) => stepDoc(db, missionId, attempt, index));
  const found = await db.getAll(...refs);
  return found.map((doc) => ledgerEntry.parse(doc.data()));
}

/** The output of an attempt, or null. */
export async function readResult(db: Firestore, missionId: string, attempt: number): Promise<MissionResult | null> {
  const found = await resultDoc(db, missionId, attempt).get();
  return found.exists ? missionResult.parse(found.data()) : null;
}
