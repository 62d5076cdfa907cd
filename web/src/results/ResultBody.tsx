import { Suspense, useCallback, useState } from 'react';
import { useSearch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { RESULT_PARTS } from '../words/resultParts.ts';
import { RESULT_PAGE } from '../words/results.ts';
import { Contents } from './Contents.tsx';
import { MissedPages } from './MissedPages.tsx';
import { EMPTY_OUTLINE, type Outline, outlineOf } from './outline.ts';
import { ResultItems } from './ResultItems.tsx';
import { bodyOf } from './resultDocument.ts';
import { Sources } from './Sources.tsx';

const Markdown = lazyPart(() => import('./Markdown.tsx'));

const VIEWS = { findings: RESULT_PARTS.findings, report: RESULT_PARTS.report } as const;

interface Props {
  readonly result: MissionResult;
  readonly objective: string;
}

/** What was found as a ranked list, or the report to read; what could not be read follows. */
export function ResultBody({ result, objective }: Props) {
  const params = new URLSearchParams(useSearch());
  const hasItems = result.items.length > 0;
  const report = bodyOf(result.markdown, objective, result.summary).trim();
  const view = hasItems && params.get('view') !== 'report' ? 'findings' : 'report';
  const choose = (next: keyof typeof VIEWS): void => {
    if (next === 'report') params.set('view', 'report');
    else params.delete('view');
    const query = params.toString();
    navigate(query === '' ? location.pathname : `${location.pathname}?${query}`, { replace: true });
  };
  return (
    <>
      {hasItems && (
        <div className="mb-3 flex print:hidden">
          <Switcher
            label={RESULT_PARTS.show}
            options={VIEWS}
            meanings={RESULT_PARTS.meanings}
            value={view}
            onChange={choose}
          />
        </div>
      )}
      {view === 'findings' && (
        <section aria-label={RESULT_PARTS.findings} className="panel max-w-4xl print:border-0">
          <ResultItems items={result.items} isPage />
        </section>
      )}
      {view === 'report' && report !== '' && <Report text={report} hasSources={!hasItems} />}
      {view === 'report' && report === '' && result.pages_read > 0 && (
        <p className="text-muted">{RESULT_PAGE.nothing_found}</p>
      )}
      {result.missed_count > 0 && (
        <div className="panel mt-6 max-w-4xl [&>details]:border-t-0">
          <MissedPages missed={result.missed} count={result.missed_count} />
        </div>
      )}
    </>
  );
}

/** The text beside its contents where there is room for both, else below them. */
function Report({ text, hasSources }: { readonly text: string; readonly hasSources: boolean }) {
  const [outline, setOutline] = useState<Outline>(EMPTY_OUTLINE);
  const learn = useCallback((report: HTMLElement): void => {
    setOutline(outlineOf(report));
    // The address may name a heading that was not there yet when the browser looked for it.
    if (location.hash !== '') document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, []);
  return (
    <div className="gap-12 xl:grid xl:grid-cols-[minmax(0,70ch)_16rem] print:block">
      <Contents headings={outline.headings} />
      <div className="min-w-0 xl:order-first">
        <ErrorBoundary>
          <Suspense fallback={<Skeleton lines={8} label={RESULT_PARTS.loading_report} />}>
            <Markdown text={text} look="page" onDrawn={learn} />
          </Suspense>
        </ErrorBoundary>
        {hasSources && <Sources sources={outline.sources} />}
      </div>
    </div>
  );
}
