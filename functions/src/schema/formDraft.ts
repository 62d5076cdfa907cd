import * as z from 'zod';
import { instant } from './time.ts';

/** The most that a form's content may take as JSON, in bytes: a report's texts at their most, and all that is beside them. */
export const MAX_FORM_DRAFT_BYTES = 640_000;

/** How long a draft is kept that nobody writes in. */
export const FORM_DRAFT_KEPT_MS = 30 * 86_400_000;

const draftId = z.uuid();

/** Which state of the draft it is. Milliseconds, so that a draft that is begun anew never has a number of the one before. */
const revision = z.int().min(1);

/** The fields of a form, as the form itself means them: nobody else reads them. */
export const formContent = z.record(z.string(), z.json());

/**
 * `form_drafts/{owner}`: what its owner has written into the form of a new mission and not sent yet. Written by the API
 * alone, by compare-and-swap. `content` is the JSON as text: Firestore takes neither a list in a list nor each name of a
 * field, and nothing is ever looked for in it.
 */
export const formDraft = z.object({
  owner: z.string().min(1),
  draft_id: draftId,
  content: z.string(),
  revision,
  updated_at: instant,
});
export type FormDraft = z.infer<typeof formDraft>;

/** A state of the draft, as it is told without its content. */
export const savedFormDraft = z.object({ draft_id: draftId, revision, updated_at: instant, expires_at: instant });
export type SavedFormDraft = z.infer<typeof savedFormDraft>;

const keptFormDraft = savedFormDraft.extend({ content: formContent });
export type KeptFormDraft = z.infer<typeof keptFormDraft>;

/** Null where there is none. */
export const formDraftAnswer = z.object({ form_draft: keptFormDraft.nullable() });

/** `revision`: of the state that was there when this was written; null for none. */
export const saveFormDraftRequest = z.strictObject({
  draft_id: draftId,
  revision: revision.nullable(),
  content: formContent,
});
export type SaveFormDraftRequest = z.infer<typeof saveFormDraftRequest>;

/** With a revision only that state is deleted. */
export const deleteFormDraftQuery = z.strictObject({
  revision: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the revision of the draft')
    .transform(Number)
    .optional(),
});
