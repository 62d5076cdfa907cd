import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import { type Draft, draft as draftSchema } from '../schema/draft.ts';
import { addMs, toEpochMs } from '../schema/time.ts';
import { draftDoc } from './collections.ts';

/**
 * The database drops a draft by itself after this time, whatever else is kept: one that was on its way while its mission
 * was deleted would stay for ever. Longer than anybody wonders how far a failed step was.
 */
const KEPT_MS = 30 * 86_400_000;

/** Puts `draft` in the place of what was shown before. One write. */
export async function writeDraft(db: Firestore, draft: Draft): Promise<void> {
  const expiresAt = Timestamp.fromMillis(toEpochMs(addMs(draft.updated_at, KEPT_MS)));
  await draftDoc(db, draft.mission_id).set({ ...draft, expire_at: expiresAt });
}

/** What was shown last; null where nothing is. One read. */
export async function readDraft(db: Firestore, missionId: string): Promise<Draft | null> {
  const found = await draftDoc(db, missionId).get();
  return found.exists ? draftSchema.parse(found.data()) : null;
}

/** Takes away what was shown. One write. */
export async function deleteDraft(db: Firestore, missionId: string): Promise<void> {
  await draftDoc(db, missionId).delete();
}
