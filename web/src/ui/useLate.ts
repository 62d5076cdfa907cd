import { useEffect, useState } from 'react';

/** Firestore itself gives up waiting for the server after 10 s: from then on a skeleton promises what does not come. */
const LATE_MS = 10_000;

/** Whether something has been awaited for longer than a reader should wait without a word. */
export function useLate(isWaiting: boolean, patienceMs = LATE_MS): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isWaiting, patienceMs]);
  return isLate;
}
