import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { LIST_WORDS } from '../words/list.ts';
import { filterText, type ListFilter } from './listFilter.ts';

/** There are missions, but none that this filter lets through. */
export function NothingFound({ filter }: { readonly filter: ListFilter }) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">{LIST_WORDS.nothing}</p>
      <p className="mt-1 wrap-any text-muted">{filterText(filter)}</p>
      <Link href="/" className={`${buttonClass('plain')} mt-5`}>
        {LIST_WORDS.clear}
      </Link>
    </div>
  );
}
