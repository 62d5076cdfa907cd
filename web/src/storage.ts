/** localStorage that never throws: it may be forbidden, full, or hold what somebody else wrote. */
export function readStored(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Stores `value` as JSON; null removes it. What can't be stored is not there at the next start, and nothing else. */
export function writeStored(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: every reader copes with an absent value.
  }
}

/** Removes everything that is kept for one user: keys that end in `:{uid}`. */
export function forgetStored(uid: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.endsWith(`:${uid}`)) localStorage.removeItem(key);
  } catch {
    // Forbidden storage holds nothing.
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
