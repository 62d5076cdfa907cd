import { useState } from 'react';
import { type Store, useStore } from '../store.ts';
import { type Announced, alerted, polite } from './announcer.ts';

/**
 * The two live regions of the page, and of each modal over it. They are there before their text: a region that appears
 * with its text is not heard, and what was said before it came is not said again.
 */
export function LiveRegions() {
  return (
    <>
      <div role="status" className="sr-only">
        <Said store={polite} />
      </div>
      <div role="alert" className="sr-only">
        <Said store={alerted} />
      </div>
    </>
  );
}

function Said({ store }: { readonly store: Store<Announced> }) {
  const { text, count } = useStore(store);
  const [before] = useState(count);
  return <p key={count}>{count === before ? '' : text}</p>;
}
