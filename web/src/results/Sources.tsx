import { RESULT_PAGE } from '../words/results.ts';
import type { Source } from './outline.ts';
import { placeOf } from './resultWords.ts';

/** Every address that a report names, once: what a reader checks it by, on paper too. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="sources-title" className="mt-10 max-w-[70ch] border-t border-line pt-5" data-sources>
      <h2 id="sources-title" className="scroll-mt-20 text-lg font-semibold">
        {RESULT_PAGE.sources}
      </h2>
      <p className="text-sm text-muted">{RESULT_PAGE.sources_hint}</p>
      <ol className="mt-3 list-decimal space-y-1.5 pl-7 text-sm marker:text-muted">
        {sources.map(({ href, text }) => (
          <li key={href} className="wrap-any">
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent underline underline-offset-2"
            >
              {text || placeOf(href)}
            </a>
            <span className="text-muted print:hidden"> {placeOf(href)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
