import type { Firestore } from 'firebase-admin/firestore';
import type { Draft } from '../schema/draft.ts';
import { draftDoc } from './collections.ts';

/** Puts `draft` in the place of what was shown before. One write. */
export async function writeDraft(db: Firestore, draft: Draft): Promise<void> {
  await draftDoc(db, draft.mission_id).set(draft);
}

/** Takes away what was shown. One write. */
export async function deleteDraft(db: Firestore, missionId: string): Promise<void> {
  await draftDoc(db, missionId).delete();
}
