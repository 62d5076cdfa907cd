import type { MissedPage } from '../../../functions/src/schema/result.ts';
import { ITEM_WORDS } from '../words/resultParts.ts';

/** Pages that could not be read: said, not hidden, but not in the way either. */
export function MissedPages({ missed, count }: { readonly missed: readonly MissedPage[]; readonly count: number }) {
  return (
    <details className="border-t border-line px-4 py-3 md:px-6">
      <summary className="min-h-11 content-center font-semibold md:min-h-8">{ITEM_WORDS.missed(count)}</summary>
      <ul className="mt-1 space-y-2 pb-2 text-sm">
        {missed.map((page) => (
          <li key={page.url} className="wrap-any">
            <span className="font-mono text-[0.8125rem]">{page.url}</span>
            <br />
            <span className="text-muted">{page.reason}</span>
          </li>
        ))}
      </ul>
      {count > missed.length && <p className="pb-2 text-sm text-muted">{ITEM_WORDS.missed_first(missed.length)}</p>}
    </details>
  );
}
