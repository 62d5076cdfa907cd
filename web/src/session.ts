import { readStored, writeStored } from './storage.ts';
import { createStore } from './store.ts';
import type { Trouble } from './trouble.ts';

const UID_KEY = 'ui.uid';

/** How somebody can sign in. `password` stands for the link by e-mail too: Auth does not tell the two apart. */
export type SignInWay = 'google' | 'password';

/**
 * Who is using the page. `restoring` with a `uid` is the person of the last visit: their cached missions may be shown
 * before Auth has answered, never sent for. `problem` says why restoring takes long. `isSuite`: on the emulator suite,
 * whose local user needs no account.
 */
export type Session =
  | { readonly phase: 'restoring'; readonly uid: string | null; readonly problem: Trouble | null }
  | SignedIn
  | { readonly phase: 'out'; readonly uid: null; readonly isSuite: boolean };

export interface SignedIn {
  readonly phase: 'in';
  readonly uid: string;
  readonly name: string;
  readonly email: string | null;
  readonly isVerified: boolean;
  readonly isGuest: boolean;
  /** The emulator suite's local user. */
  readonly isLocal: boolean;
  readonly isSuite: boolean;
  readonly ways: readonly SignInWay[];
}

export const session = createStore<Session>({ phase: 'restoring', uid: lastUid(), problem: null });

export function lastUid(): string | null {
  const stored = readStored(UID_KEY);
  return typeof stored === 'string' ? stored : null;
}

export function rememberUid(uid: string | null): void {
  writeStored(UID_KEY, uid);
}
