import { useState } from 'react';
import type { SentDraft } from '../useSubmission.ts';
import type { AccountDraft } from './accountDraft.ts';

/** The form's draft as it is sent: kept on this device (`forgetHere`) and in the account, or nowhere, as that of a copy. */
export function useSentDraft(account: AccountDraft | null, forgetHere: () => void): SentDraft {
  const [ownId] = useState(() => crypto.randomUUID());
  return {
    id: () => account?.draftId() ?? ownId,
    hold: () => account?.hold(),
    release: () => account?.release(),
    forget: () => {
      forgetHere();
      void account?.forget();
    },
  };
}
