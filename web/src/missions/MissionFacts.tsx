import { Suspense } from 'react';
import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { session } from '../session.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useStore } from '../store.ts';
import { CommandLine } from '../ui/CommandLine.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import { DETAILS_WORDS } from '../words/mission.ts';
import { progressCommand, stepCommand } from './apiCommands.ts';
import { type Fact, missionFacts, nextReportOf, takesReports } from './missionFacts.ts';
import { isReport } from './reportType.ts';
import { REPORT_STEP_ID } from './workerHint.ts';

const ReportAsked = lazyPart(() => import('./asked/ReportAsked.tsx'));

/** From here on a limit is about to be reached. */
const NEARLY = 0.9;

export function MissionFacts({ mission }: { readonly mission: Mission }) {
  const said = nextReportOf(mission);
  const who = useStore(session);
  const isLocal = who.phase === 'in' && who.isLocal;
  const id = mission.mission_id;
  return (
    <Section id="facts-title" title={DETAILS_WORDS.title}>
      <div className="panel divide-y divide-line text-sm">
        {missionFacts(mission).map((group) => (
          <dl key={group.title} className="space-y-2.5 px-4 py-3.5">
            {group.facts.map((fact) => (
              <FactRow key={fact.label} fact={fact} />
            ))}
          </dl>
        ))}
        {isReport(mission) && (
          <ErrorBoundary>
            <Suspense>
              <ReportAsked mission={mission} />
            </Suspense>
          </ErrorBoundary>
        )}
        <div className="space-y-3.5 px-4 py-3.5">
          <CommandLine title={DETAILS_WORDS.read_progress} command={progressCommand(id, location.origin, isLocal)} />
          {takesReports(mission) && (
            // A link leads here: what is tabbed to next is then the command's own button.
            <div id={REPORT_STEP_ID} tabIndex={-1} className="scroll-mt-20">
              <CommandLine
                title={
                  said.status === 'started' ? DETAILS_WORDS.report_step : DETAILS_WORDS.report_done(said.index + 1)
                }
                command={stepCommand(id, said, location.origin, isLocal)}
              />
              {/* The guide is the server's, not a page of this app: a plain link. */}
              <a
                href="/guide/external#what-a-report-says"
                className="mt-1.5 inline-block text-sm underline underline-offset-2"
              >
                {DETAILS_WORDS.report_guide}
              </a>
            </div>
          )}
        </div>
      </div>
    </Section>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  const isWide = fact.isCode === true;
  return (
    <div className={isWide ? '' : 'flex justify-between gap-4'}>
      <dt className="shrink-0 text-muted">{fact.label}</dt>
      <dd
        className={`min-w-0 wrap-any ${isWide ? 'mt-0.5 flex items-center font-mono text-[0.8125rem]' : 'text-right'}`}
      >
        <div className="min-w-0 flex-1">
          {fact.values.map((value, at) => (
            <Value key={value} value={value} href={fact.hrefs?.[at]} />
          ))}
          {fact.share !== undefined && <Meter label={fact.label} share={fact.share} text={fact.values.join(' ')} />}
        </div>
        {fact.copy !== undefined && <CopyButton text={fact.copy} label={DETAILS_WORDS.copy(fact.label)} />}
      </dd>
    </div>
  );
}

function Value({ value, href }: { readonly value: string; readonly href: string | undefined }) {
  if (href === undefined) return <div>{value}</div>;
  return (
    <Link
      href={href}
      className="ml-3 inline-flex min-h-11 items-center text-accent underline underline-offset-2 max-md:-my-3 md:min-h-6"
    >
      {value}
    </Link>
  );
}

/** How much of a limit is used: an amount, and not the progress of anything. */
function Meter({ label, share, text }: { readonly label: string; readonly share: number; readonly text: string }) {
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={text}
      data-tone={share >= NEARLY ? 'waiting' : 'queued'}
      className="mt-1 ml-auto h-1 w-24 overflow-hidden rounded-full bg-track"
    >
      <div className="bar-mark h-full bg-tone" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
