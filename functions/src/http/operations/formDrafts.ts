import { deleteFormDraftQuery, formDraftAnswer, savedFormDraft, saveFormDraftRequest } from '../../schema/formDraft.ts';
import { MAX_BYTES_WITH_INPUT } from '../../schema/input.ts';
import { ALL } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

const PATH = '/form-drafts/mission';

export const getFormDraft = operation({
  id: 'getFormDraft',
  method: 'get',
  path: PATH,
  tag: 'Forms',
  summary: 'Read the draft of a new mission',
  description:
    'What you have written into the dashboard’s form of a new mission and not sent yet, on whichever device that was; null ' +
    'where that is nothing. It is kept for 30 days after it was last saved. See [the draft](dashboard.md#the-draft-of-a-new-mission).',
  scope: 'read',
  of: ALL,
  query: NOTHING,
  body: NOTHING,
  answer: formDraftAnswer,
  errors: [],
  examples: [{ name: 'The draft' }],
});

export const saveFormDraft = operation({
  id: 'saveFormDraft',
  method: 'put',
  path: PATH,
  tag: 'Forms',
  summary: 'Save the draft of a new mission',
  description:
    'Puts `content` in the place of the state that you read, which `revision` names; null where there was none. If another ' +
    'state is there by now, nothing is written and the answer is 409: read it, and choose which of both counts. Sent twice ' +
    'it changes nothing. There is one draft for each user; its content may have 640,000 bytes.',
  scope: 'run',
  of: ALL,
  query: NOTHING,
  body: saveFormDraftRequest,
  maxBodyBytes: MAX_BYTES_WITH_INPUT,
  answer: savedFormDraft,
  errors: ['form_draft_changed'],
  examples: [
    {
      name: 'The first state of a draft',
      body: {
        draft_id: '6f0f9c1e-3c55-4f0e-9b57-0c8b5a1d2e3f',
        revision: null,
        content: { objective: 'Find Python tutorials', domains: ['python.org'] },
      },
    },
  ],
});

export const deleteFormDraft = operation({
  id: 'deleteFormDraft',
  method: 'delete',
  path: PATH,
  tag: 'Forms',
  summary: 'Delete the draft of a new mission',
  description:
    'Deletes it for all your devices; with `revision` only if it still is in that state, else the answer is 409. That there ' +
    'is none is fine.',
  scope: 'run',
  of: ALL,
  query: deleteFormDraftQuery,
  body: NOTHING,
  answer: formDraftAnswer,
  errors: ['form_draft_changed'],
  examples: [{ name: 'The draft' }],
});
