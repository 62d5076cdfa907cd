import {
  collection,
  doc,
  FirestoreError,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  orderBy,
  query,
  startAfter,
  where,
} from 'firebase/firestore';
import { stepList } from '../../functions/src/schema/api.ts';
import { type StepItem, stepItem } from '../../functions/src/schema/item.ts';
import { type LedgerEntry, ledgerEntry } from '../../functions/src/schema/ledger.ts';
import { ask } from './api.ts';
import { started } from './firebaseSession.ts';
import type { Trouble } from './trouble.ts';

/** How a step of an attempt ended; null where it has not. One read; from the cache while offline. */
async function readLedgerEntry(id: string, attempt: number, index: number): Promise<LedgerEntry | null> {
  const { db } = await started;
  try {
    const snapshot = await getDoc(doc(db, 'missions', id, 'steps', `${attempt}-${index}`));
    const parsed = ledgerEntry.safeParse(snapshot.data());
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // The rules deny what does not exist like what is somebody else's.
    if (error instanceof FirestoreError && error.code === 'permission-denied') return null;
    throw error;
  }
}

/** A page of how an attempt's steps ended. */
type LedgerPage =
  | { readonly kind: 'ok'; readonly steps: readonly Omit<LedgerEntry, 'owner'>[] }
  | { readonly kind: 'problem'; readonly problem: Trouble };

/** The steps of an attempt after number `after` (all where it is null), in order. Two reads, and one for each step. */
async function readLedgerPage(id: string, attempt: number, after: number | null, count: number): Promise<LedgerPage> {
  const path = `/missions/${encodeURIComponent(id)}/steps`;
  const asked = { attempt, limit: count, ...(after === null ? {} : { after }) };
  const answer = await ask({ method: 'GET', path, query: asked }, stepList);
  return answer.kind === 'ok' ? { kind: 'ok', steps: answer.data.steps } : answer;
}

/** Finished items of a step, in their order, after number `after`. One read each, at least one. */
async function readItems(
  uid: string,
  id: string,
  group: string,
  after: number,
  count: number,
): Promise<readonly StepItem[]> {
  const { db } = await started;
  const found = await getDocs(
    query(
      collection(db, 'missions', id, 'items'),
      where('owner', '==', uid),
      where('group', '==', group),
      orderBy('item_index'),
      startAfter(after),
      limit(count),
    ),
  );
  return found.docs
    .map((each) => stepItem.safeParse(each.data()))
    .flatMap((parsed) => (parsed.success ? [parsed.data] : []));
}

/** Whether a mission of `uid` has stored a result. One read, and nothing of the result travels; rejects without an answer. */
async function hasResult(uid: string, id: string): Promise<boolean> {
  const { db } = await started;
  const results = collection(db, 'missions', id, 'results');
  const found = await getCountFromServer(query(results, where('owner', '==', uid), limit(1)));
  return found.data().count > 0;
}

export const ledgerCalls = { readEntry: readLedgerEntry, readPage: readLedgerPage, readItems, hasResult };
