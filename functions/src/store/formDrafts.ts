import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import { FORM_DRAFT_KEPT_MS, type FormDraft, formDraft } from '../schema/formDraft.ts';
import { addMs, type Instant, toEpochMs } from '../schema/time.ts';
import { formDraftDoc } from './collections.ts';
import { holds } from './firestore.ts';

/** A draft as it was read, and the version that the next write must find. */
export interface StoredFormDraft {
  readonly draft: FormDraft;
  readonly version: Timestamp;
}

/** The owner's draft, also one that has expired and that the database has not dropped yet. One read. */
export async function readFormDraft(db: Firestore, owner: string): Promise<StoredFormDraft | null> {
  const snapshot = await formDraftDoc(db, owner).get();
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  return { draft: formDraft.parse(snapshot.data()), version: snapshot.updateTime };
}

/** From when on the draft counts as none; the database drops it within a day after that. */
export function expiryOf({ updated_at }: Pick<FormDraft, 'updated_at'>): Instant {
  return addMs(updated_at, FORM_DRAFT_KEPT_MS);
}

/** Writes `after` if nobody wrote since `before`, which is null where nothing was. False when somebody did. One write. */
export async function writeFormDraft(
  db: Firestore,
  before: StoredFormDraft | null,
  after: FormDraft,
): Promise<boolean> {
  const document = formDraftDoc(db, after.owner);
  const fields = { ...after, expire_at: Timestamp.fromMillis(toEpochMs(expiryOf(after))) };
  return await holds(
    before === null ? document.create(fields) : document.update(fields, { lastUpdateTime: before.version }),
  );
}

/** Deletes the draft if nobody wrote since `before`. False when somebody did. One delete. */
export async function deleteFormDraft(db: Firestore, { draft, version }: StoredFormDraft): Promise<boolean> {
  return await holds(formDraftDoc(db, draft.owner).delete({ lastUpdateTime: version }));
}
