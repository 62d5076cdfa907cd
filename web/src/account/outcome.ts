import { SIGN_IN_PROBLEMS } from '../words/account.ts';

/** What came of an attempt to sign in or to add a way to. `taken`: somebody has an account by it already. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'problem'; readonly code: string; readonly text: string; readonly isTaken: boolean };

const CANCELLED = ['auth/popup-closed-by-user', 'auth/cancelled-popup-request', 'auth/user-cancelled'];
const TAKEN = ['auth/credential-already-in-use', 'auth/email-already-in-use'];

/** What Firebase Auth's `code` means to the reader. A code that nobody put in words is shown as it is. */
export function outcomeOf(code: string): Outcome {
  if (CANCELLED.includes(code)) return { kind: 'cancelled' };
  const words: Readonly<Record<string, string>> = SIGN_IN_PROBLEMS;
  const text = words[code] ?? `${SIGN_IN_PROBLEMS.other} (${code})`;
  return { kind: 'problem', code, text, isTaken: TAKEN.includes(code) };
}

export const DONE: Outcome = { kind: 'done' };
