import { Scale } from 'lucide-react';
import { Link } from 'wouter';
import { useStore } from '../store.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { PICK_TWO } from '../words/compare.ts';
import { pairHref } from './compare/comparePlace.ts';
import { dropPicks, pickLines, picks } from './resultPicks.ts';

/** The results that are chosen to be compared, by name. At the page's lower edge, within the thumb's reach. */
export function PickBar({ now }: { readonly now: number }) {
  const chosen = useStore(picks);
  const [one, other] = chosen;
  if (one === undefined) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-6 pb-[env(safe-area-inset-bottom)] md:mx-0 md:bottom-4" data-picks>
      <section
        aria-label={PICK_TWO.bar}
        className="flex flex-wrap items-center gap-x-4 gap-y-3 border border-line bg-bg px-4 py-3 shadow-[0_-4px_24px_var(--shadow)] max-md:border-x-0 max-md:border-b-0 md:rounded-xl"
      >
        <ol className="min-w-0 flex-1 basis-60 list-decimal space-y-1 pl-5 text-sm marker:text-muted">
          {pickLines(chosen, now).map(({ id, title, when }) => (
            <li key={id}>
              <span className="flex flex-wrap gap-x-2">
                <span className="line-clamp-1 min-w-0 font-medium wrap-any">{title}</span>
                <span className="text-muted">{when}</span>
              </span>
            </li>
          ))}
          {other === undefined && <li className="text-muted">{PICK_TWO.one}</li>}
        </ol>
        <div className="flex gap-2">
          {other !== undefined && (
            <Link href={pairHref(one, other)} className={buttonClass('primary')}>
              <Scale className="size-4" aria-hidden />
              {PICK_TWO.compare}
            </Link>
          )}
          <Button look="quiet" title={PICK_TWO.clear_meaning} onClick={dropPicks}>
            {PICK_TWO.clear}
          </Button>
        </div>
      </section>
    </div>
  );
}
