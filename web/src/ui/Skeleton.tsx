import { useEffect, useState } from 'react';

/** A load that is over sooner needs no skeleton, which would only flicker. */
const SHOW_AFTER_MS = 150;

/** Lines of the height of what will be there, so that nothing jumps when it comes. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className={isShown ? '' : 'invisible'}>
      <p className="sr-only">{label}</p>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="border-b border-line py-4 last:border-b-0" aria-hidden>
          <div className="h-4 w-2/3 rounded bg-track/70" />
          <div className="mt-3 h-1.5 w-full rounded bg-track/50" />
        </div>
      ))}
    </div>
  );
}
