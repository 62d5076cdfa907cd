import { useEffect, useState } from 'react';
import { LIST_WORDS } from '../words/list.ts';

/** A load that is over sooner needs no skeleton, which would only flicker. */
const SHOW_AFTER_MS = 150;
const ROWS = 6;

/** Rows of the height of those that will be there, so that nothing jumps when they come. */
export function ListSkeleton() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className={isShown ? '' : 'invisible'}>
      <p className="sr-only">{LIST_WORDS.loading}</p>
      <div className="mb-2 h-[1.3rem]" aria-hidden>
        <div className="h-4 w-20 rounded bg-track/70" />
      </div>
      <div className="panel" aria-hidden>
        {Array.from({ length: ROWS }, (_, row) => (
          <div
            key={row}
            className="flex h-[7.9rem] flex-col justify-center gap-3 border-b border-line px-4 last:border-b-0 md:h-[4.8rem] md:flex-row md:items-center md:gap-6"
          >
            <div className="h-6 w-24 shrink-0 rounded-full bg-track/50 md:ml-9" />
            <div className="h-4 w-2/3 rounded bg-track/70 md:w-auto md:flex-1" />
            <div className="h-1.5 w-full rounded bg-track/50 md:w-44" />
          </div>
        ))}
      </div>
    </div>
  );
}
