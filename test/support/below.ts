import type { Firestore } from 'firebase-admin/firestore';
import { missionDoc } from '../../functions/src/store/collections.ts';

/** The paths of all documents that lie below a mission, in whatever collections there are. */
export async function pathsBelow(db: Firestore, missionId: string): Promise<string[]> {
  const collections = await missionDoc(db, missionId).listCollections();
  const listed = await Promise.all(collections.map((collection) => collection.get()));
  return listed.flatMap(({ docs }) => docs.map((doc) => doc.ref.path)).toSorted();
}
