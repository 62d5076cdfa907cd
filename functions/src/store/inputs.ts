import type { Firestore } from 'firebase-admin/firestore';
import { type StoredInput, storedInput } from '../schema/input.ts';
import { inputDoc } from './collections.ts';

/** Version `version` of what the mission was asked; null where there is none. One read. */
export async function readInput(db: Firestore, missionId: string, version: number): Promise<StoredInput | null> {
  const found = await inputDoc(db, missionId, version).get();
  return found.exists ? storedInput.parse(found.data()) : null;
}
