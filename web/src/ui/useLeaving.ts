import { useState } from 'react';

/** A form is left at once where nothing was written, else after a question. */
export function useLeaving(isWritten: boolean, leave: () => void) {
  const [isAsked, setAsked] = useState(false);
  return { isAsked, ask: () => (isWritten ? setAsked(true) : leave()), stay: () => setAsked(false) };
}
