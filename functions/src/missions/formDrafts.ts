import { AppError } from '../core/errors.ts';
import {
  type FormDraft,
  formContent,
  type KeptFormDraft,
  MAX_FORM_DRAFT_BYTES,
  type SavedFormDraft,
  type SaveFormDraftRequest,
} from '../schema/formDraft.ts';
import { toEpochMs } from '../schema/time.ts';
import {
  expiryOf,
  readFormDraft,
  type StoredFormDraft,
  deleteFormDraft as storeDeletion,
  writeFormDraft,
} from '../store/formDrafts.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'db' | 'clock'>;

/** What its owner has written into the form of a new mission; null where that is nothing, or too old. One read. */
export async function findFormDraft(deps: Needs, owner: string): Promise<KeptFormDraft | null> {
  const stored = await readFormDraft(deps.db, owner);
  if (stored === null || isExpired(deps, stored)) return null;
  return { ...savedOf(stored.draft), content: formContent.parse(JSON.parse(stored.draft.content)) };
}

/**
 * Puts a draft in the place of the state that it was made from. What is there already, word for word, is answered as it
 * is: the answer before may have been lost. Throws `form_draft_changed` where another state is there, and
 * `invalid_request` for more than is kept. One read and at most one write.
 */
export async function saveFormDraft(
  deps: Needs,
  owner: string,
  request: SaveFormDraftRequest,
): Promise<SavedFormDraft> {
  const { draft_id } = request;
  const content = JSON.stringify(request.content);
  checkSize(content);
  const stored = await readFormDraft(deps.db, owner);
  const before = stored === null || isExpired(deps, stored) ? null : stored.draft;
  if (before !== null && before.draft_id === draft_id && before.content === content) return savedOf(before);
  if ((before?.revision ?? null) !== request.revision) throw changed();
  const now = deps.clock.now();
  const revision = Math.max(toEpochMs(now), (stored?.draft.revision ?? 0) + 1);
  const after: FormDraft = { owner, draft_id, content, revision, updated_at: now };
  // Not tried again: what this was made from is no longer what is there, and that is its writer's to judge.
  if (!(await writeFormDraft(deps.db, stored, after))) throw changed();
  return savedOf(after);
}

/**
 * Deletes the owner's draft, or only the state `revision` of it where that is given: then it throws
 * `form_draft_changed` where another is there. That there is none is fine. One read and at most one delete.
 */
export async function deleteFormDraft(deps: Needs, owner: string, revision: number | undefined): Promise<void> {
  const stored = await readFormDraft(deps.db, owner);
  if (stored === null) return;
  const isOther = revision !== undefined && revision !== stored.draft.revision;
  if (isOther && !isExpired(deps, stored)) throw changed();
  if (!(await storeDeletion(deps.db, stored))) throw changed();
}

function isExpired({ clock }: Pick<Deps, 'clock'>, { draft }: StoredFormDraft): boolean {
  return expiryOf(draft) <= clock.now();
}

function checkSize(content: string): void {
  const bytes = Buffer.byteLength(content);
  if (bytes <= MAX_FORM_DRAFT_BYTES) return;
  const message = `is ${bytes} bytes as JSON; at most ${MAX_FORM_DRAFT_BYTES} are kept`;
  throw new AppError('invalid_request', `content: ${message}`, { fields: [{ field: 'content', message }] });
}

function changed(): AppError {
  return new AppError(
    'form_draft_changed',
    'The draft is not what this was made from: it was saved or deleted elsewhere.',
  );
}

function savedOf(draft: FormDraft): SavedFormDraft {
  const { draft_id, revision, updated_at } = draft;
  return { draft_id, revision, updated_at, expires_at: expiryOf(draft) };
}
