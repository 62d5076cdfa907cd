import type { ReactNode } from 'react';
import { countText } from '../../../client/src/words/amount.ts';
import { useFreshness } from '../shell/useFreshness.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** "as of 14:02", where its rows are older than the page; absent where they are as old. */
  readonly asOf?: string;
  readonly children: ReactNode;
}

/** A part of the list, under its name. Once it is old its rows are grey, and it says as of when they are. */
export function ListPart({ id, title, count, asOf, children }: Props) {
  const { isStale, stamp } = useFreshness();
  return (
    <section aria-labelledby={`section-${id}`} className="@container" data-stale={isStale ? true : undefined}>
      <div className="mb-2 flex items-baseline justify-between gap-3 text-sm text-muted">
        <h2 id={`section-${id}`} className="flex items-baseline gap-2 font-semibold">
          {title} <span className="font-normal">{countText(count)}</span>
        </h2>
        {isStale && <p>{asOf ?? stamp}</p>}
      </div>
      <ul className={`panel overflow-clip ${isStale ? 'grayscale' : ''}`}>{children}</ul>
    </section>
  );
}
