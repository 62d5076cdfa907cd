import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { INPUT } from '../../ui/Field.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { addressOf } from '../missionPlace.ts';
import { StepIcon } from '../StepIcon.tsx';
import { WHOLE } from '../timeline/axis.ts';
import { timelineView } from '../timeline/timelineView.ts';
import { useHistory } from '../useHistory.ts';
import { StepParts } from './StepParts.tsx';
import { isRecorded, type StepDetailView, stepDetailView } from './stepDetailView.ts';
import { useStepEnd } from './useStepEnd.ts';

interface Props {
  readonly mission: Mission;
  readonly index: number;
  /** Null for the newest that ran it. */
  readonly attempt: number | null;
  readonly now: number;
  /** Whether somebody asked for this step: then it gets the focus, and leads back. */
  readonly isChosen: boolean;
}

/** All that is known of one step: how it went, what went wrong, what it left. */
export function StepDetail({ mission, index, attempt, now, isChosen }: Props) {
  const id = mission.mission_id;
  const known = stepDetailView(mission, { index, attempt }, null, null);
  const end = useStepEnd(id, known.attempt, index, isRecorded(mission, index, attempt));
  const { entries } = useHistory(id);
  const entry = end.state === 'ready' ? end.entry : null;
  const { rows } = timelineView({
    ...{ mission, history: entries, now, window: WHOLE, folds: false },
    ledger: entry === null ? [] : [entry],
  });
  const row = rows.find(({ key }) => key === `${known.attempt}-${index}`) ?? null;
  const view = stepDetailView(mission, { index, attempt }, entry, row);
  return (
    <section aria-labelledby="step-title" data-step-detail={index}>
      <Head id={id} view={view} isChosen={isChosen} />
      <div className="panel mt-2 divide-y divide-line">
        {end.state === 'failed' && (
          <div className="px-4 py-3">
            <TroubleNotice problem={end.problem} />
          </div>
        )}
        <StepParts id={id} view={view} entry={entry} bars={row?.bars ?? []} />
        {end.state === 'loading' && (
          <div className="px-4">
            <Skeleton lines={3} label={STEP_DETAIL_WORDS.loading} />
          </div>
        )}
      </div>
    </section>
  );
}

interface HeadProps {
  readonly id: string;
  readonly view: StepDetailView;
  readonly isChosen: boolean;
}

function Head({ id, view, isChosen }: HeadProps) {
  const title = useFocus(isChosen, view.index);
  const to = (step: number) => addressOf(id, { view: 'steps', step });
  return (
    <div className="space-y-1.5">
      {isChosen && (
        <Link
          href={addressOf(id, { view: 'steps' })}
          className="-ml-1 inline-flex min-h-11 items-center gap-1.5 px-1 text-sm text-muted hover:text-text md:min-h-8 xl:hidden"
        >
          <ArrowLeft className="size-4" aria-hidden />
          {STEP_DETAIL_WORDS.back}
        </Link>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2" data-tone={view.tone}>
        <h2
          ref={title}
          id="step-title"
          tabIndex={-1}
          className="flex min-w-0 flex-1 basis-40 items-start gap-2 text-base font-semibold wrap-any"
        >
          <StepIcon state={view.state} />
          {STEP_DETAIL_WORDS.number(view.index, view.name)}
        </h2>
        <span className="text-sm font-medium text-tone">{view.word}</span>
        {view.attempts.length > 1 && <AttemptChoice id={id} view={view} />}
        <span className="flex gap-1">
          <Beside
            icon={ChevronLeft}
            label={STEP_DETAIL_WORDS.previous}
            href={view.before === null ? null : to(view.index - 1)}
          />
          <Beside icon={ChevronRight} label={STEP_DETAIL_WORDS.next} href={view.hasNext ? to(view.index + 1) : null} />
        </span>
      </div>
    </div>
  );
}

interface BesideProps {
  readonly icon: typeof ChevronLeft;
  readonly label: string;
  readonly href: string | null;
}

function Beside({ icon: Icon, label, href }: BesideProps) {
  if (href === null) return null;
  return (
    <Link href={href} aria-label={label} title={label} className={`${buttonClass('quiet')} px-2.5!`}>
      <Icon className="size-4" aria-hidden />
    </Link>
  );
}

function AttemptChoice({ id, view }: { readonly id: string; readonly view: StepDetailView }) {
  return (
    <select
      aria-label={STEP_DETAIL_WORDS.attempt}
      value={view.attempt}
      onChange={({ target }) =>
        navigate(addressOf(id, { view: 'steps', step: view.index, attempt: Number(target.value) }), { replace: true })
      }
      className={`${INPUT} w-auto! py-1!`}
    >
      {view.attempts.map((attempt) => (
        <option key={attempt} value={attempt}>
          {STEP_DETAIL_WORDS.attemptOf(attempt)}
        </option>
      ))}
    </select>
  );
}

/** Who opened a step reads on there; a page that begins with one leaves the focus where it is. */
function useFocus(isChosen: boolean, index: number) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isFromLink = document.activeElement?.closest('[data-step-links], [data-step-detail]') !== null;
    if (isChosen && index >= 0 && isFromLink) title.current?.focus({ preventScroll: false });
  }, [isChosen, index]);
  return title;
}
