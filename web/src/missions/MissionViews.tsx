import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useKeys } from '../ui/keys.ts';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useMedia } from '../ui/useMedia.ts';
import { STEP_DETAIL_WORDS, VIEW_WORDS } from '../words/missionViews.ts';
import { MissionFacts } from './MissionFacts.tsx';
import { addressOf, type MissionPlace, placeOf, shownView, type ViewName } from './missionPlace.ts';
import type { MissionView } from './missionView.ts';
import { Splitter, useStepsWidth } from './Splitter.tsx';
import { StepList } from './StepList.tsx';
import { StepDetail } from './step/StepDetail.tsx';
import { loadOutput } from './step/StepParts.tsx';
import { nameOf } from './step/stepDetailView.ts';
import { moveAmongSteps } from './stepKeys.ts';
import { usePlanGrowth } from './usePlanGrowth.ts';
import { ViewNav } from './ViewNav.tsx';

const loadTimeline = () => import('./timeline/Timeline.tsx');
const loadEvents = () => import('./events/EventLog.tsx');
const loadResult = () => import('../results/ResultPanel.tsx');
// The views that a visit does not begin with. Asked for once the page is drawn, they are there when they are chosen. The
// step's detail is not among them: it takes the focus from the list as it opens, and must be there in that very moment.
const Timeline = lazyPart(loadTimeline);
const EventLog = lazyPart(loadEvents);
const ResultPanel = lazyPart(loadResult);

/** From here on the steps stand at the left, whatever is shown. The same as Tailwind's `xl`. */
const WIDE = '(width >= 80rem)';

interface Props {
  readonly mission: Mission;
  readonly view: MissionView;
  readonly now: number;
  /** The server has told of it since the page was opened. */
  readonly isConfirmed: boolean;
}

/**
 * The mission's steps, timeline, events and result. On wide pages the steps stay at the left and the facts at the right;
 * else one view is shown at a time. Only what is shown reads anything of its own.
 */
export function MissionViews({ mission, view, now, isConfirmed }: Props) {
  const place = placeOf(useSearch());
  const isWide = useMedia(WIDE);
  const isDone = mission.status === 'completed';
  const hadResult = useOpening(isDone, isConfirmed);
  const shown = shownView(place, { hadResult, isWide });
  // Only the worker of an external mission knows whether there is one: that is looked up where it is shown.
  const isResultNew = useUnread(isDone && !hadResult && mission.external === null, shown === 'result');
  const [width, setWidth] = useStepsWidth();
  const open = shown === 'steps' ? place.step : null;
  const id = mission.mission_id;
  useViewKeys(mission, open);
  useFocusBack(open);
  useEffect(() => {
    // What fails is asked for again, and shown, where it is drawn.
    for (const load of [loadTimeline, loadEvents, loadResult, loadOutput]) load().catch(() => undefined);
  }, []);
  // The list makes room for the step that is open, where there is no room for both.
  const isListShown = isWide || (shown === 'steps' && open === null);
  return (
    <div
      className="mission-views mt-6 gap-y-4 max-lg:flex max-lg:flex-col lg:grid lg:items-start"
      ref={(grid) => grid?.style.setProperty('--steps-width', `${width}px`)}
    >
      <div className="mission-nav min-w-0">
        <ViewNav id={id} shown={shown} isResultNew={isResultNew} />
      </div>
      <div id="mission-steps" className="mission-steps min-w-0" hidden={!isListShown}>
        <StepList id={id} steps={view.steps} open={open} grewText={usePlanGrowth(mission)} />
      </div>
      {isWide && (
        <div className="mission-split self-stretch">
          <Splitter controls="mission-steps" width={width} onWidth={setWidth} />
        </div>
      )}
      {(isWide || !isListShown) && (
        <div className="mission-main min-w-0">
          <ErrorBoundary key={shown}>
            <Suspense fallback={<Skeleton lines={4} label={VIEW_WORDS.loading} />}>
              <Main mission={mission} shown={shown} place={place} now={now} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
      <div className="mission-facts min-w-0">
        <MissionFacts mission={mission} />
      </div>
    </div>
  );
}

interface MainProps {
  readonly mission: Mission;
  readonly shown: ViewName;
  readonly place: MissionPlace;
  readonly now: number;
}

function Main({ mission, shown, place, now }: MainProps) {
  const id = mission.mission_id;
  switch (shown) {
    case 'steps': {
      const index = place.step ?? stepOfUse(mission);
      if (index === null) return <Notice tone="queued">{STEP_DETAIL_WORDS.none}</Notice>;
      return (
        <StepDetail mission={mission} index={index} attempt={place.attempt} now={now} isChosen={place.step !== null} />
      );
    }
    case 'timeline':
      return <Timeline key={mission.attempt} mission={mission} now={now} />;
    case 'events':
      return <EventLog id={id} step={place.step} nameOf={(step) => nameOf(mission, step, null)} />;
    case 'result':
      return <ResultPanel mission={mission} />;
  }
}

/** The step to show where none is chosen: the one it is at, or the last that ended. */
function stepOfUse({ execution_record: { progress_tracker: tracker }, plan }: Mission): number | null {
  if (tracker.current_step !== null) return tracker.current_step.step_index;
  if (tracker.completed_count > 0) return tracker.completed_count - 1;
  return plan.length > 0 ? 0 : null;
}

/** Whether it was done when the page was opened: what the cache says of that, the server may correct once. */
function useOpening(isDone: boolean, isConfirmed: boolean): boolean {
  const [wasDone, setWasDone] = useState<boolean | null>(null);
  if (wasDone === null && isConfirmed) setWasDone(isDone);
  return wasDone ?? isDone;
}

/** Whether there is a result that came meanwhile and has not been looked at. */
function useUnread(isNew: boolean, isShown: boolean): boolean {
  const [isRead, setRead] = useState(false);
  if (isNew && isShown && !isRead) setRead(true);
  return isNew && !isShown && !isRead;
}

function useViewKeys(mission: Mission, open: number | null): void {
  const id = mission.mission_id;
  const to = (view: ViewName) => () => navigate(addressOf(id, { view }));
  useKeys('views', { first: to('steps'), second: to('timeline'), third: to('events'), fourth: to('result') });
  useKeys('steps', {
    next: () => moveAmongSteps(1),
    previous: () => moveAmongSteps(-1),
    // On a step's link the browser opens that one.
    open: () => navigate(addressOf(id, { view: 'steps', step: stepOfUse(mission) })),
  });
  const close = useEffectEvent((event: KeyboardEvent) => {
    const isMine = event.key === 'Escape' && !event.defaultPrevented && open !== null;
    // The browser itself closes these with it.
    if (isMine && document.querySelector('dialog:modal, :popover-open') === null) to('steps')();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => close(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

/** Who closes a step goes on at it. */
function useFocusBack(open: number | null): void {
  const before = useRef(open);
  useEffect(() => {
    const closed = before.current;
    before.current = open;
    if (open !== null || closed === null) return;
    const isElsewhere = document.activeElement?.closest('[data-step-detail]') === null;
    if (isElsewhere && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-step-number="${closed}"]`)?.focus();
  }, [open]);
}
