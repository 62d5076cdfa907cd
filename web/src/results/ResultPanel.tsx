import { type ReactNode, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useNotHere } from '../shell/NotHere.tsx';
import { NotKept } from '../shell/NotKept.tsx';
import { NO_SERVER } from '../trouble.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { RESULT_WORDS } from '../words/missionViews.ts';
import { RESULT_PARTS } from '../words/resultParts.ts';
import { MissedPages } from './MissedPages.tsx';
import { NoneYet } from './NoneYet.tsx';
import { NoReport } from './NoReport.tsx';
import { ResultItems } from './ResultItems.tsx';
import { useResult } from './useResult.ts';

// Markdown is 50 kB of code that only a report needs.
const Markdown = lazyPart(() => import('./Markdown.tsx'));

/** What a mission found, or why there is nothing. */
export default function ResultPanel({ mission }: { readonly mission: Mission }) {
  return mission.status === 'completed' ? <Completed mission={mission} /> : <NoneYet mission={mission} />;
}

function Completed({ mission }: { readonly mission: Mission }) {
  const live = useResult(mission.mission_id, mission.attempt);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  switch (live.state) {
    case 'loading':
      if (isAway) {
        return (
          <Framed>
            <NotKept words={RESULT_PARTS.not_kept} />
          </Framed>
        );
      }
      return <Framed>{isLate ? <TroubleNotice problem={NO_SERVER} /> : <Loading />}</Framed>;
    case 'failed':
      return (
        <Framed>
          <TroubleNotice problem={live.problem} />
        </Framed>
      );
    case 'missing':
      return (
        <Framed>
          <NoReport mission={mission} />
        </Framed>
      );
    case 'ready':
      return <Result id={mission.mission_id} result={live.data} />;
  }
}

const VIEWS = { findings: RESULT_PARTS.findings, report: RESULT_PARTS.report } as const;

/** The findings as a list, and the whole as a report to read or to copy; where there are no findings, the report. */
function Result({ id, result }: { readonly id: string; readonly result: MissionResult }) {
  const [chosen, setView] = useState<keyof typeof VIEWS>('findings');
  const hasItems = result.items.length > 0;
  const view = hasItems ? chosen : 'report';
  const switcher = hasItems && (
    <Switcher
      label={RESULT_PARTS.show}
      options={VIEWS}
      meanings={RESULT_PARTS.meanings}
      value={view}
      onChange={setView}
    />
  );
  return (
    <Framed aside={switcher}>
      <div className="panel" data-result>
        <div className="flex items-start justify-between gap-3 border-b border-line py-2 pr-2 pl-4 md:pl-6">
          <div className="min-w-0 py-1.5">
            <p className="wrap-any">{result.summary}</p>
            <p className="text-sm text-muted">
              <Link
                href={`/results/${id}`}
                className="inline-block py-2.5 text-accent underline underline-offset-2 md:py-1"
              >
                {RESULT_WORDS.to_page}
              </Link>{' '}
              {RESULT_WORDS.to_page_hint}
            </p>
          </div>
          <CopyButton text={result.markdown} label={RESULT_WORDS.copy} />
        </div>
        {view === 'findings' ? <ResultItems items={result.items} /> : <Report text={result.markdown} />}
        {result.missed_count > 0 && <MissedPages missed={result.missed} count={result.missed_count} />}
      </div>
    </Framed>
  );
}

function Report({ text }: { readonly text: string }) {
  return (
    <div className="px-4 py-4 md:px-6 md:py-5">
      <ErrorBoundary>
        <Suspense fallback={<Skeleton lines={4} label={RESULT_PARTS.loading_report} />}>
          <Markdown text={text} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function Framed({ aside, children }: { readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <Section id="result-title" title={RESULT_WORDS.title} aside={aside}>
      {children}
    </Section>
  );
}

function Loading() {
  return (
    <div className="panel px-4">
      <Skeleton lines={4} label={RESULT_PARTS.loading} />
    </div>
  );
}
