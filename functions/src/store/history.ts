import type { Firestore, Query } from 'firebase-admin/firestore';
import type * as z from 'zod';
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

const stepEnd = ledgerEntry.pick({ step_name: true, status: true, finished_at: true });

/** When each finished step of an attempt ended, in order, without what it left: one read an entry, at least one. */
export async function readLedgerEnds(
  db: Firestore,
  missionId: string,
  attempt: number,
  limit: number,
): Promise<z.infer<typeof stepEnd>[]> {
  const query = ledgerQuery(db, missionId, attempt, -1).select('step_name', 'status', 'finished_at');
  const found = await query.limit(limit).get();
  return found.docs.map((doc) => stepEnd.parse(doc.data())).filter((step) => step.status === 'completed');
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
