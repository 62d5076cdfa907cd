import { Link } from 'wouter';
import { VIEW_WORDS } from '../words/missionViews.ts';
import { addressOf, VIEWS, type ViewName } from './missionPlace.ts';

interface Props {
  readonly id: string;
  readonly shown: ViewName;
  /** It has come while another view was looked at. */
  readonly isResultNew: boolean;
}

/** The views of a mission, as links: each has an address of its own, and the back button goes back. */
export function ViewNav({ id, shown, isResultNew }: Props) {
  const lookOf = (view: ViewName): string => {
    if (view === shown) return 'border-accent font-semibold text-text';
    const isNew = view === 'result' && isResultNew;
    return `border-transparent hover:text-text ${isNew ? 'font-medium text-accent' : 'text-muted'}`;
  };
  return (
    <nav aria-label={VIEW_WORDS.label} className="flex flex-wrap border-b border-line">
      {VIEWS.map((view) => (
        <Link
          key={view}
          href={addressOf(id, { view })}
          aria-current={view === shown ? 'page' : undefined}
          data-view={view}
          className={`-mb-px flex min-h-11 items-center border-b-2 px-1.5 text-sm max-sm:flex-auto max-sm:justify-center sm:px-4 md:min-h-10 ${lookOf(view)}`}
        >
          {view === 'result' && isResultNew ? VIEW_WORDS.result_new : VIEW_WORDS[view]}
        </Link>
      ))}
    </nav>
  );
}
