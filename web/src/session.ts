import { readStored, writeStored } from './storage.ts';
import { createStore } from './store.ts';
import type { Trouble } from './trouble.ts';

const UID_KEY = 'ui.uid';

/**
 * Who is using the page. `restoring` with a `uid` is the person of the last visit: their cached missions may be shown
 * before Auth has answered, never sent for. `problem` says why restoring takes long.
 */
export type Session =
  | { readonly phase: 'restoring'; readonly uid: string | null; readonly problem: Trouble | null }
  | { readonly phase: 'in'; readonly uid: string; readonly name: string; readonly isLocal: boolean }
  | { readonly phase: 'out'; readonly uid: null };

export const session = createStore<Session>({ phase: 'restoring', uid: lastUid(), problem: null });

export function lastUid(): string | null {
  const stored = readStored(UID_KEY);
  return typeof stored === 'string' ? stored : null;
}

export function rememberUid(uid: string | null): void {
  writeStored(UID_KEY, uid);
}
