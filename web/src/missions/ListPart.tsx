import type { ReactNode } from 'react';
import { countText } from '../../../client/src/words/amount.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** A part of the list, under its name. */
export function ListPart({ id, title, count, children }: Props) {
  return (
    <section aria-labelledby={`section-${id}`} className="@container">
      <h2 id={`section-${id}`} className="mb-2 flex items-baseline gap-2 text-sm font-semibold text-muted">
        {title} <span className="font-normal">{countText(count)}</span>
      </h2>
      <ul className="panel overflow-clip">{children}</ul>
    </section>
  );
}
