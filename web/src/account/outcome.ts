import { SIGN_IN, SIGN_IN_PROBLEMS } from '../words/account.ts';

/** What came of an attempt to sign in or to add a way to. `taken`: somebody has an account by it already. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'problem'; readonly code: string; readonly text: string; readonly isTaken: boolean };

const CANCELLED = ['auth/popup-closed-by-user', 'auth/cancelled-popup-request', 'auth/user-cancelled'];
const WRONG = ['auth/invalid-credential', 'auth/user-not-found', 'auth/wrong-password'];
const TAKEN = ['auth/credential-already-in-use', 'auth/email-already-in-use'];

/** What Firebase Auth's `code` means to the reader. A code that nobody put in words is shown as it is. */
export function outcomeOf(code: string): Outcome {
  if (CANCELLED.includes(code)) return { kind: 'cancelled' };
  const words: Readonly<Record<string, string>> = SIGN_IN_PROBLEMS;
  const text = words[code] ?? `${SIGN_IN_PROBLEMS.other} (${code})`;
  return { kind: 'problem', code, text, isTaken: TAKEN.includes(code) };
}

/** What else there is on the sign-in page for whom the form did not let in; null where the problem's text says it. */
export function nextStepOf(outcome: Outcome | null): string | null {
  return outcome?.kind === 'problem' && WRONG.includes(outcome.code) ? SIGN_IN.wrong_next : null;
}

export const DONE: Outcome = { kind: 'done' };
