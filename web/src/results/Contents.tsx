import { useEffect, useState } from 'react';
import { RESULT_PAGE } from '../words/results.ts';
import type { Heading } from './outline.ts';

/** Below so many headings a report is seen whole anyway. */
const WORTH_LISTING = 3;
/** What lies under the sticky header, and below the upper third, is not what is being read. */
const READING_ZONE = '-72px 0px -66% 0px';

/** A long report's headings: beside it where there is room, folded above it elsewhere. */
export function Contents({ headings }: { readonly headings: readonly Heading[] }) {
  const current = useCurrent(headings);
  if (headings.length < WORTH_LISTING) return null;
  return (
    <>
      <nav
        aria-label={RESULT_PAGE.contents}
        className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] self-start overflow-y-auto text-sm xl:block print:hidden"
      >
        <p className="mb-2 font-semibold">{RESULT_PAGE.contents_short}</p>
        <Links headings={headings} current={current} />
      </nav>
      <details className="panel mb-6 px-4 py-1 xl:hidden print:hidden">
        <summary className="min-h-11 content-center font-semibold md:min-h-9">{RESULT_PAGE.contents}</summary>
        <nav aria-label={RESULT_PAGE.contents} className="pb-3">
          <Links headings={headings} current={null} />
        </nav>
      </details>
      <PrintedContents headings={headings} />
    </>
  );
}

/** On paper: what there is, and nothing to press. No landmark, and hidden from everybody on a screen. */
function PrintedContents({ headings }: { readonly headings: readonly Heading[] }) {
  return (
    <div className="mb-6 hidden print:block" data-printed-contents>
      <p className="font-semibold">{RESULT_PAGE.contents}</p>
      <ul className="mt-1 columns-2 gap-8">
        {headings.map(({ id, text, depth }) => (
          <li key={id} className={`break-inside-avoid wrap-any ${depth === 0 ? '' : 'pl-4'}`}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Links({ headings, current }: { readonly headings: readonly Heading[]; readonly current: string | null }) {
  return (
    <ul className="border-l border-line">
      {headings.map(({ id, text, depth }) => (
        <li key={id}>
          <a
            href={`#${encodeURIComponent(id)}`}
            aria-current={id === current ? 'location' : undefined}
            className={`-ml-px block border-l py-1.5 pr-2 wrap-any hover:text-text max-xl:py-2.5 ${depth === 0 ? 'pl-3' : 'pl-6'} ${
              id === current ? 'border-accent font-medium text-text' : 'border-transparent text-muted'
            }`}
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The heading whose part is being read. */
function useCurrent(headings: readonly Heading[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        // Within a long part no heading is seen: the last one that was stays.
        const first = headings.find(({ id }) => seen.has(id));
        if (first !== undefined) setCurrent(first.id);
      },
      { rootMargin: READING_ZONE },
    );
    for (const { id } of headings) {
      const element = document.getElementById(id);
      if (element !== null) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [headings]);
  return current;
}
