import { Link } from 'wouter';
import { useStore } from '../../store.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { LIST_WORDS } from '../../words/list.ts';
import type { ListFilter } from '../listFilter.ts';
import { NothingFound } from '../NothingFound.tsx';
import { nothingHere } from './nothingHere.ts';
import { statusCounts } from './statusCounts.ts';

/** An empty list: what would stand here, and in an account without missions how to have one. */
export function NoneHere({ filter }: { readonly filter: ListFilter }) {
  const { meaning, none } = nothingHere(filter, useStore(statusCounts));
  const first = none !== '' && (
    <Link href="/new" className={buttonClass('primary')}>
      {LIST_WORDS.new_mission}
    </Link>
  );
  return (
    <NothingFound filter={filter} actions={first}>
      {meaning !== '' && <p className="mx-auto mt-3 max-w-[60ch] text-muted">{meaning}</p>}
      {none !== '' && <p className="mt-3">{none}</p>}
    </NothingFound>
  );
}
