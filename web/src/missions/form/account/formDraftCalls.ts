import {
  formDraftAnswer,
  type KeptFormDraft,
  type SavedFormDraft,
  type SaveFormDraftRequest,
  savedFormDraft,
} from '../../../../../functions/src/schema/formDraft.ts';
import { type Answer, ask } from '../../../api.ts';

/** The account's side of the draft. */
export interface Calls {
  readonly read: typeof read;
  readonly save: typeof save;
  readonly remove: typeof remove;
}

const PATH = '/form-drafts/mission';

/** What is kept in the account; null where that is nothing. One read. */
export async function read(): Promise<Answer<KeptFormDraft | null>> {
  const answer = await ask({ method: 'GET', path: PATH }, formDraftAnswer);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.form_draft } : answer;
}

/** Saves a draft over the state that it was made from. One read and one write; sent twice it is the same. */
export async function save(body: SaveFormDraftRequest): Promise<Answer<SavedFormDraft>> {
  return await ask({ method: 'PUT', path: PATH, body, isRepeatable: true }, savedFormDraft);
}

/** Deletes the draft while it is in that state. One read and one delete; of none it is fine. */
export async function remove(revision: number): Promise<Answer<unknown>> {
  return await ask({ method: 'DELETE', path: PATH, query: { revision }, isRepeatable: true }, formDraftAnswer);
}
