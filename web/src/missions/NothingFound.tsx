import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { LIST_WORDS } from '../words/list.ts';
import { filterText, type ListFilter } from './listFilter.ts';

interface Props {
  readonly filter: ListFilter;
  /** What comes with the list's tools: what the filter means, and how to have a first mission. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** There are missions, but none that this filter lets through. */
export function NothingFound({ filter, children, actions }: Props) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{LIST_WORDS.nothing}</p>
      <p className="mt-1 wrap-any text-muted">{filterText(filter)}</p>
      {children}
      <p className="mt-5 flex flex-wrap justify-center gap-3">
        {actions}
        <Link href="/" className={buttonClass('plain')}>
          {LIST_WORDS.clear}
        </Link>
      </p>
    </div>
  );
}
