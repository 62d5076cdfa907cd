import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import type * as z from 'zod';
import { exportedInput } from '../schema/api.ts';
import { historyEntry } from '../schema/history.ts';
import { stepItem } from '../schema/item.ts';
import { ledgerEntry } from '../schema/ledger.ts';
import { missionResult } from '../schema/result.ts';
import { type BELOW_MISSION, below } from './collections.ts';

/** A part of a mission's export: how it is ordered, and so many of its documents at once that they stay below 10 MB. */
interface Part {
  readonly schema: z.ZodType;
  readonly page: number;
  ordered(query: Query): Query;
}

const PARTS = {
  // Index: `version` alone, automatic. One is up to 600 kB.
  inputs: { schema: exportedInput, page: 10, ordered: (query) => query.orderBy('version') },
  // Index: `attempt`, `step_index`. An output is up to 200 kB.
  steps: {
    schema: ledgerEntry.omit({ owner: true }),
    page: 50,
    ordered: (query) => query.orderBy('attempt').orderBy('step_index'),
  },
  // Index: `seq` alone, automatic.
  events: { schema: historyEntry, page: 300, ordered: (query) => query.orderBy('seq') },
  results: { schema: missionResult.omit({ owner: true }), page: 10, ordered: byId },
  items: { schema: stepItem.omit({ owner: true }), page: 150, ordered: byId },
} as const satisfies Partial<Record<(typeof BELOW_MISSION)[number], Part>>;

export type PartName = keyof typeof PARTS;

/** The parts in the order of the export. */
export const PART_NAMES = ['inputs', 'steps', 'events', 'results', 'items'] as const satisfies readonly PartName[];

function byId(query: Query): Query {
  return query.orderBy(FieldPath.documentId());
}

/** The query behind {@link readPart}; apart from it so that a test can hold its shape against the indexes. */
export function partQuery(db: Firestore, missionId: string, name: PartName): Query {
  return PARTS[name].ordered(below(db, missionId, name));
}

/** The documents of one part as the API answers them, in order, a page at a time. One read each, at least one. */
export async function* readPart(db: Firestore, missionId: string, name: PartName): AsyncGenerator<unknown> {
  const { schema, page } = PARTS[name];
  const all = partQuery(db, missionId, name).limit(page);
  let query = all;
  for (;;) {
    const found = await query.get();
    for (const doc of found.docs) yield schema.parse(doc.data());
    const last = found.docs.at(-1);
    if (found.size < page || last === undefined) return;
    query = all.startAfter(last);
  }
}
