import { useState } from 'react';
import { flushSync } from 'react-dom';

/** A form is left at once where nothing was written, else after a question. */
export function useLeaving(isWritten: boolean, leave: () => void) {
  const [isAsked, setAsked] = useState(false);
  const stay = (): void => setAsked(false);
  return {
    isAsked,
    ask: () => (isWritten ? setAsked(true) : leave()),
    stay,
    /**
     * The answer to the question, which goes before its form: of two that go at once the inner one is the last to give the
     * focus back, to a button of the form that is just leaving the page.
     */
    leave: () => {
      flushSync(stay);
      leave();
    },
  };
}
