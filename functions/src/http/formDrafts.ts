import type { Deps } from '../missions/deps.ts';
import { deleteFormDraft, findFormDraft, saveFormDraft } from '../missions/formDrafts.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/formDrafts.ts';

/** What somebody has written into a form and not sent yet. */
export function formDraftRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.getFormDraft, async ({ owner }) => {
      return { json: { form_draft: await findFormDraft(deps, owner) } };
    }),
    signedIn(operations.saveFormDraft, async ({ owner, body }) => {
      return { json: await saveFormDraft(deps, owner, body) };
    }),
    signedIn(operations.deleteFormDraft, async ({ owner, query }) => {
      await deleteFormDraft(deps, owner, query.revision);
      return { json: { form_draft: null } };
    }),
  ];
}
