import type { MouseEvent } from 'react';

/** For a button that comes to stand where another one was just pressed: the second half of a double click is not for it. */
export function once(act: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
