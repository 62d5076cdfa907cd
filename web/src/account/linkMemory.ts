import { isRecord, readStored, writeStored } from '../storage.ts';

const KEY = 'ui.link';

/** The address to which a sign-in link was sent from this browser: whoever opens it here need not type it again. */
export function linkAddress(): string | null {
  const stored = readStored(KEY);
  return isRecord(stored) && typeof stored.email === 'string' ? stored.email : null;
}

/** Null forgets it: after the link was used, and with all else when somebody signs out. */
export function rememberLinkAddress(email: string | null): void {
  writeStored(KEY, email === null ? null : { email });
}
