import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { LIST_WORDS } from '../words/list.ts';
import { EMPTY_WORDS } from '../words/listTools.ts';
import { useStatusCounts } from './list/useStatusCounts.ts';
import { NO_FILTER } from './listFilter.ts';
import { SampleButton } from './SampleButton.tsx';

/** The first visit: what a mission is, and the shortest way to see one run. */
export default function EmptyList() {
  useStatusCounts(NO_FILTER, [], true);
  return (
    <div className="panel mx-auto max-w-3xl px-6 py-10 md:px-10">
      <h2 className="text-xl font-semibold">{EMPTY_WORDS.title}</h2>
      <p className="mt-2 max-w-[60ch] text-muted">{EMPTY_WORDS.text}</p>
      <ol className="mt-6 grid gap-4 sm:grid-cols-3">
        {EMPTY_WORDS.steps.map(({ title, text }, index) => (
          <li key={title} className="rounded-lg bg-surface px-4 py-3">
            <p className="font-medium">
              <span className="mr-2 text-muted">{index + 1}</span>
              {title}
            </p>
            <p className="mt-1 text-sm text-muted">{text}</p>
          </li>
        ))}
      </ol>
      <div className="mt-8 flex flex-wrap gap-3">
        <Link href="/new" className={buttonClass('primary')}>
          <Plus className="size-4" aria-hidden />
          {LIST_WORDS.new_mission}
        </Link>
        <SampleButton />
      </div>
      <p className="mt-3 text-sm text-muted">{EMPTY_WORDS.sample}</p>
    </div>
  );
}
