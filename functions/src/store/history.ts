import type { Firestore, Query } from 'firebase-admin/firestore';
import { type HistoryEntry, historyEntry } from '../schema/history.ts';
import { type StepItem, stepItem } from '../schema/item.ts';
import { type LedgerEntry, ledgerEntry } from '../schema/ledger.ts';
import { type MissionResult, missionResult } from '../schema/result.ts';
import { events, items, resultDoc, stepDoc, steps } from './collections.ts';

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

/** How a step of an attempt ended, or null. One read. */
export async function readLedgerEntry(
  db: Firestore,
  missionId: string,
  attempt: number,
  stepIndex: number,
): Promise<LedgerEntry | null> {
  const found = await stepDoc(db, missionId, attempt, stepIndex).get();
  return found.exists ? ledgerEntry.parse(found.data()) : null;
}

/** The ledger of an attempt after step `after`, in order. One read an entry, at least one. */
export async function readLedger(
  db: Firestore,
  missionId: string,
  attempt: number,
  page: { readonly after: number; readonly limit: number },
): Promise<LedgerEntry[]> {
  const found = await ledgerQuery(db, missionId, attempt, page.after).limit(page.limit).get();
  return found.docs.map((doc) => ledgerEntry.parse(doc.data()));
}

/** Index: `attempt`, `step_index`. */
export function ledgerQuery(db: Firestore, missionId: string, attempt: number, after: number): Query {
  return steps(db, missionId).where('attempt', '==', attempt).where('step_index', '>', after).orderBy('step_index');
}

/** The finished items of a step. One read each, at least one. Index: `group` alone, automatic. */
export async function readItems(db: Firestore, missionId: string, group: string): Promise<StepItem[]> {
  const found = await items(db, missionId).where('group', '==', group).get();
  return found.docs.map((doc) => stepItem.parse(doc.data()));
}

/** The output of an attempt, or null. */
export async function readResult(db: Firestore, missionId: string, attempt: number): Promise<MissionResult | null> {
  const found = await resultDoc(db, missionId, attempt).get();
  return found.exists ? missionResult.parse(found.data()) : null;
}
