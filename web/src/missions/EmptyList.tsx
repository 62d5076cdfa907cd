import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { filterText, type ListFilter } from './listFilter.ts';
import { SampleButton } from './SampleButton.tsx';

/** The first visit: what a mission is, and the shortest way to see one run. */
export function EmptyList() {
  return (
    <div className="panel mx-auto max-w-3xl px-6 py-10 md:px-10">
      <h2 className="text-xl font-semibold">No missions yet</h2>
      <p className="mt-2 max-w-[60ch] text-muted">
        A mission is a job of named steps that may take a while, such as reading a site to answer a question. You say
        what to find and where it may look; it runs on the server, and this page shows how far it is. Close the page,
        lose the network, come back tomorrow: nothing is lost.
      </p>
      <ol className="mt-6 grid gap-4 sm:grid-cols-3">
        <Step n={1} title="Propose" text="An objective and the domains it may read." />
        <Step n={2} title="Approve" text="Nothing runs before you say so." />
        <Step n={3} title="Watch" text="Step by step, with time left and results." />
      </ol>
      <div className="mt-8 flex flex-wrap gap-3">
        <Link href="/new" className={buttonClass('primary')}>
          <Plus className="size-4" aria-hidden />
          New mission
        </Link>
        <SampleButton />
      </div>
      <p className="mt-3 text-sm text-muted">The sample reads this product’s own guide. It takes a few seconds.</p>
    </div>
  );
}

function Step({ n, title, text }: { readonly n: number; readonly title: string; readonly text: string }) {
  return (
    <li className="rounded-lg bg-surface px-4 py-3">
      <p className="font-medium">
        <span className="mr-2 text-muted">{n}</span>
        {title}
      </p>
      <p className="mt-1 text-sm text-muted">{text}</p>
    </li>
  );
}

/** There are missions, but none that this filter lets through. */
export function NothingFound({ filter }: { readonly filter: ListFilter }) {
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">No mission fits this filter</p>
      <p className="mt-1 wrap-any text-muted">{filterText(filter)}</p>
      <Link href="/" className={`${buttonClass('plain')} mt-5`}>
        Clear the filter
      </Link>
    </div>
  );
}
