import { type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import type { LedgerEntry } from '../../../../functions/src/schema/ledger.ts';
import type { MissionError } from '../../../../functions/src/schema/mission.ts';
import { ErrorBoundary } from '../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../shell/lazyPart.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { COLON } from '../../words/shared.ts';
import { addressOf } from '../missionPlace.ts';
import type { Bar } from '../timeline/timelineView.ts';
import { Part } from './StepPart.tsx';
import type { StepDetailView } from './stepDetailView.ts';

/** What comes last in a step: mostly a read is waited for before it is drawn. */
export const loadOutput = () => import('./StepOutput.tsx');
const StepOutput = lazyPart(loadOutput);
// Few steps run a list, and what is in it is read only when somebody asks.
const StepItems = lazyPart(() => import('./StepItems.tsx'));

interface Props {
  readonly id: string;
  readonly view: StepDetailView;
  readonly entry: LedgerEntry | null;
  readonly bars: readonly Bar[];
}

/** The parts of a step's page that there is something to say in. */
export function StepParts({ id, view, entry, bars }: Props) {
  const hasBegun = view.state !== 'pending' && view.state !== 'not_run';
  return (
    <>
      <Facts view={view} />
      {view.error !== null && <Failure error={view.error} />}
      {bars.length > 1 && <Course bars={bars} />}
      {hasBegun && <Input id={id} before={view.before} />}
      {entry === null ? (
        <NoEnd view={view} />
      ) : (
        <Lazy>
          <StepOutput id={id} view={view} output={entry.output} />
        </Lazy>
      )}
      {hasBegun && view.items !== 0 && (
        <Part title={STEP_DETAIL_WORDS.items}>
          <Lazy>
            <StepItems key={view.itemGroups[0]} id={id} groups={view.itemGroups} count={view.items} />
          </Lazy>
        </Part>
      )}
      {hasBegun && (
        <div className="px-4 py-2">
          <Link
            href={addressOf(id, { view: 'events', step: view.index })}
            className="inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-2 md:min-h-8"
          >
            {STEP_DETAIL_WORDS.events}
          </Link>
        </div>
      )}
    </>
  );
}

function Lazy({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Skeleton lines={1} label={STEP_DETAIL_WORDS.loading} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Facts({ view }: { readonly view: StepDetailView }) {
  if (view.facts.length === 0 && view.message === '') return null;
  return (
    <div className="space-y-3 px-4 py-3">
      {view.message !== '' && view.error === null && <p className="wrap-any whitespace-pre-line">{view.message}</p>}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
        {view.facts.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-muted">{label}</dt>
            <dd className="wrap-any">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Failure({ error }: { readonly error: MissionError }) {
  return (
    <div data-tone="failed">
      <Part
        title={STEP_DETAIL_WORDS.error}
        aside={
          <CopyButton
            text={[error.code, error.message, error.next ?? ''].join('\n')}
            label={STEP_DETAIL_WORDS.copyError}
          />
        }
      >
        <p className="wrap-any whitespace-pre-line text-tone">{error.message}</p>
        {error.next !== null && <p className="mt-1 wrap-any">{error.next}</p>}
        <p className="mt-1 text-sm text-muted">
          {STEP_DETAIL_WORDS.errorCode}
          {COLON}
          <code className="font-mono wrap-any">{error.code}</code>
        </p>
      </Part>
    </div>
  );
}

/** Its tries and waits, one under the other. */
function Course({ bars }: { readonly bars: readonly Bar[] }) {
  return (
    <Part title={STEP_DETAIL_WORDS.course}>
      <ol className="space-y-1 text-sm" data-course>
        {bars.map((bar) => (
          <li key={bar.text} data-tone={bar.tone} className="flex gap-2.5">
            <span
              className={`mt-1.5 h-2 w-4 shrink-0 rounded-full ${bar.kind === 'running' ? 'bar-mark bg-tone' : 'border border-tone'}`}
              aria-hidden
            />
            <span className="min-w-0 wrap-any">{bar.text}</span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Input({ id, before }: { readonly id: string; readonly before: StepDetailView['before'] }) {
  return (
    <Part title={STEP_DETAIL_WORDS.input}>
      <p className="text-sm">{before === null ? STEP_DETAIL_WORDS.inputFirst : STEP_DETAIL_WORDS.inputLater}</p>
      {before !== null && (
        <Link
          href={addressOf(id, { view: 'steps', step: before.index })}
          className="inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-2 md:min-h-8"
        >
          {STEP_DETAIL_WORDS.inputBefore(before.index, before.name)}
        </Link>
      )}
    </Part>
  );
}

function NoEnd({ view: { state } }: { readonly view: StepDetailView }) {
  if (state === 'completed' || state === 'failed') return null;
  const { notYet, notRun, stopped, noEnd } = STEP_DETAIL_WORDS;
  const text = { pending: notYet, not_run: notRun, cancelled: stopped }[String(state)] ?? noEnd;
  return <p className="px-4 py-3 text-sm text-muted">{text}</p>;
}
