import { Section } from '../../ui/Section.tsx';
import { COMPARE_SOURCES } from '../../words/compare.ts';
import type { Source } from '../outline.ts';
import { placeOf, safeHref } from '../resultWords.ts';
import type { ComparedSources } from './comparedSources.ts';

/** Which addresses both have, and which one of them alone. */
export function CompareSources({ sources: { both, onlyFirst, onlySecond } }: { readonly sources: ComparedSources }) {
  const count = both.length + onlyFirst.length + onlySecond.length;
  const isSame = both.length > 0 && onlyFirst.length + onlySecond.length === 0;
  return (
    <Section id="sources-title" title={COMPARE_SOURCES.title}>
      {count === 0 && <p className="text-muted">{COMPARE_SOURCES.none}</p>}
      {isSame && <p className="mb-3 text-muted">{COMPARE_SOURCES.same}</p>}
      {count > 0 && (
        <div className="grid items-start gap-4 lg:grid-cols-2 lg:gap-x-10">
          {!isSame && (
            <>
              <List
                title={COMPARE_SOURCES.only_first(onlyFirst.length)}
                sources={onlyFirst}
                none={COMPARE_SOURCES.nothing_first}
              />
              <List
                title={COMPARE_SOURCES.only_second(onlySecond.length)}
                sources={onlySecond}
                none={COMPARE_SOURCES.nothing_second}
              />
            </>
          )}
          {both.length > 0 && (
            <div className="lg:col-span-2">
              <List title={COMPARE_SOURCES.both(both.length)} sources={both} />
            </div>
          )}
        </div>
      )}
    </Section>
  );
}

/** Open where it is short; on paper always. */
const SHORT = 6;

interface ListProps {
  readonly title: string;
  readonly sources: readonly Source[];
  /** What stands there where it would be empty. */
  readonly none?: string;
}

function List({ title, sources, none = '' }: ListProps) {
  if (sources.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <details className="panel self-start px-4 py-1" open={sources.length <= SHORT}>
      <summary className="min-h-11 content-center font-medium md:min-h-9">{title}</summary>
      <ul className="space-y-2 pt-1 pb-3 text-sm">
        {sources.map(({ href, text }) => (
          <li key={href} className="wrap-any">
            <a
              href={safeHref(href)}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent underline underline-offset-2"
            >
              {text || placeOf(href)}
            </a>
            <span className="block text-muted">{placeOf(href)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
