import { useState } from 'react';
import { Link } from 'wouter';
import { useNow } from '../clock.ts';
import { SampleButton } from '../missions/SampleButton.tsx';
import { STATUS_ICONS, StatusBadge } from '../missions/StatusBadge.tsx';
import { useNewest } from '../missions/useNewest.ts';
import { useKept } from '../results/useResult.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { NAVIGATION } from '../words/navigation.ts';
import { RECENT_WORDS } from '../words/status.ts';
import { NothingYet } from './NothingYet.tsx';
import { type RecentView, type RunView, recentView, SHOWN_RUNS } from './recentRuns.ts';

const ENDED = ['completed', 'failed', 'cancelled'] as const;
const SHAPES = { bars: RECENT_WORDS.bars, table: RECENT_WORDS.table } as const;

/** The last missions that ended: a live list of at most 30. */
export function RecentRuns() {
  const live = useNewest(ENDED, SHOWN_RUNS);
  const { value: missions, problem } = useKept('recent', live);
  const [shape, setShape] = useState<keyof typeof SHAPES>('bars');
  const view = recentView(missions ?? [], useNow(15_000));
  const hasRuns = view.runs.length > 0;
  return (
    <Section
      id="recent-title"
      title={RECENT_WORDS.title}
      aside={hasRuns && <Switcher label={RECENT_WORDS.show} options={SHAPES} value={shape} onChange={setShape} />}
    >
      {problem !== null && <TroubleNotice problem={problem} />}
      {missions === null && problem === null && <Skeleton lines={2} label={RECENT_WORDS.title} />}
      {missions !== null && !hasRuns && (
        <NothingYet title={RECENT_WORDS.empty} text={RECENT_WORDS.empty_text}>
          <Link href="/new" className={buttonClass('primary')}>
            {NAVIGATION.new_mission}
          </Link>
          <SampleButton />
        </NothingYet>
      )}
      {hasRuns && (shape === 'bars' ? <Bars view={view} /> : <Table runs={view.runs} />)}
    </Section>
  );
}

function Bars({ view }: { readonly view: RecentView }) {
  return (
    <div className="panel px-4 pt-5 pb-3 md:px-5">
      <ol
        aria-label={RECENT_WORDS.list}
        // Where there is no room for all, the newest: each must be wide enough to be pressed.
        className="flex h-44 items-stretch gap-px sm:gap-1 max-sm:[&>li:not(:nth-last-child(-n+9))]:hidden max-lg:[&>li:not(:nth-last-child(-n+20))]:hidden"
      >
        {view.runs.map((run) => (
          <Bar key={run.id} run={run} />
        ))}
      </ol>
      <p className="mt-2 flex flex-wrap justify-between gap-x-6 border-t border-line pt-2 text-sm text-muted">
        <span>{view.summary}</span>
        <span>{view.longestText}</span>
      </p>
    </div>
  );
}

function Bar({ run }: { readonly run: RunView }) {
  const Icon = STATUS_ICONS[run.badge.icon];
  return (
    <li data-run={run.badge.icon} data-tone={run.badge.tone} className="max-w-10 min-w-6 flex-1">
      <Link
        href={`/m/${run.id}`}
        title={run.label}
        aria-label={run.label}
        className="group flex h-full flex-col justify-end gap-1.5 rounded-md px-0.5 hover:bg-surface"
      >
        <span
          className="block w-full rounded-t bg-tone opacity-80 group-hover:opacity-100"
          style={{ height: `${run.heightPercent}%` }}
        />
        <Icon className="mx-auto size-4 shrink-0 text-tone" aria-hidden />
      </Link>
    </li>
  );
}

function Table({ runs }: { readonly runs: readonly RunView[] }) {
  return (
    <div className="panel overflow-x-auto" role="region" aria-label={RECENT_WORDS.table_name} tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="text-muted">
          <tr className="[&>th]:px-4 [&>th]:py-2 [&>th]:font-medium md:[&>th]:px-5">
            <th scope="col">{RECENT_WORDS.mission}</th>
            <th scope="col">{RECENT_WORDS.status}</th>
            <th scope="col">{RECENT_WORDS.took}</th>
            <th scope="col">{RECENT_WORDS.ended}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {runs.toReversed().map((run) => (
            <tr key={run.id} className="[&>td]:px-4 [&>td]:py-2 md:[&>td]:px-5">
              <td className="min-w-44">
                <Link href={`/m/${run.id}`} className="wrap-any hover:underline">
                  {run.title}
                </Link>
              </td>
              <td>
                <StatusBadge badge={run.badge} isShort />
              </td>
              <td className="whitespace-nowrap">{run.tookText}</td>
              <td className="whitespace-nowrap">{run.endedText}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
