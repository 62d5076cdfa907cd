/** Fields of what is written into a form and not sent yet. */
export const FORM_FIELDS = {
  form_draft: 'What you have written and not sent yet; null where that is nothing.',
  draft_id: 'The draft’s id, a UUID that is drawn when it is begun and stays until it is sent.',
  'form_draft.content': 'The fields of the form, as the dashboard means them.',
  'form_draft.revision': 'Which state of the draft this is. It grows with each save.',
  'SaveFormDraftRequest.content': 'The fields of the form, as the dashboard means them.',
  'SaveFormDraftRequest.revision': 'The revision of the state that you read before; null where there was none.',
  'SaveFormDraftAnswer.revision': 'Which state of the draft this is now. Name it when you save the next one.',
  'deleteFormDraft.revision': 'Only if the draft still is in this state.',
  'form_draft.updated_at': 'When it was last saved.',
  'SaveFormDraftAnswer.updated_at': 'When it was last saved.',
  'form_draft.expires_at': 'When it is dropped, unless somebody saves it before.',
  'SaveFormDraftAnswer.expires_at': 'When it is dropped, unless somebody saves it before.',
} as const;
