import type { DocumentReference, Firestore } from 'firebase-admin/firestore';
import type * as z from 'zod';
import { type HistoryEntry, historyEntry } from '../../functions/src/schema/history.ts';
import { type StepItem, stepItem } from '../../functions/src/schema/item.ts';
import { type LedgerEntry, ledgerEntry } from '../../functions/src/schema/ledger.ts';
import { type Mission, mission as missionSchema } from '../../functions/src/schema/mission.ts';
import { type MissionResult, missionResult } from '../../functions/src/schema/result.ts';
import { missionDoc } from '../../functions/src/store/collections.ts';
import type { Violation } from './record.ts';

/** A document and its id. */
export interface Stored<T> {
  readonly id: string;
  readonly data: T;
}

/** Everything that Firestore has of one mission. */
export interface MissionRecord {
  readonly mission: Mission;
  readonly ledger: readonly Stored<LedgerEntry>[];
  readonly history: readonly Stored<HistoryEntry>[];
  readonly items: readonly Stored<StepItem>[];
  readonly results: readonly Stored<MissionResult>[];
}

/** Reads all of a mission; what its schema does not know is a violation, like a mission that is gone. */
export async function readRecord(
  db: Firestore,
  missionId: string,
): Promise<{ record: MissionRecord | null; violations: Violation[] }> {
  const violations: Violation[] = [];
  const parse = <T>(schema: z.ZodType<T>, id: string, data: unknown): Stored<T>[] => {
    const parsed = schema.safeParse(data);
    if (parsed.success) return [{ id, data: parsed.data }];
    violations.push({ missionId, rule: 'readable', detail: `${id}: ${parsed.error.message}` });
    return [];
  };
  const ref = missionDoc(db, missionId);
  const all = async <T>(name: string, schema: z.ZodType<T>): Promise<Stored<T>[]> =>
    (await ref.collection(name).get()).docs.flatMap((doc) => parse(schema, doc.id, doc.data()));
  const [mission] = parse(missionSchema, missionId, (await ref.get()).data());
  const [ledger, history, items, results] = await Promise.all([
    all('steps', ledgerEntry),
    all('events', historyEntry),
    all('items', stepItem),
    all('results', missionResult),
  ]);
  if (mission === undefined) return { record: null, violations };
  return { record: { mission: mission.data, ledger, history, items, results }, violations };
}

/** All that Firestore has under a mission, as it is: for whoever looks into a violation. */
export async function dumpMission(ref: DocumentReference): Promise<unknown> {
  const collections = await ref.listCollections();
  const entries = await Promise.all(
    collections.map(async (collection) => {
      const { docs } = await collection.get();
      return [collection.id, Object.fromEntries(docs.map((doc) => [doc.id, doc.data()]))] as const;
    }),
  );
  return { mission: (await ref.get()).data(), ...Object.fromEntries(entries) };
}
