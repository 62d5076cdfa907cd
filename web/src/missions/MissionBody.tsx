import { Suspense } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { useNow } from '../clock.ts';
import { TellMe } from '../notify/TellMe.tsx';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useKnown } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { Notice } from '../ui/Notice.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { useCommand } from './commands.ts';
import { EtaExplained } from './EtaExplained.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { MissionActions } from './MissionActions.tsx';
import { MissionHeading } from './MissionHeading.tsx';
import { MissionViews } from './MissionViews.tsx';
import { agedBy } from './missionGlance.ts';
import { isInLine, missionView, startingView } from './missionView.ts';
import { ProgressPanel } from './ProgressPanel.tsx';
import { isReport } from './reportType.ts';
import { starting } from './starting.ts';
import { useAnnouncements } from './useAnnouncements.ts';
import { useQueuePosition } from './useQueuePosition.ts';
import { useShownEta } from './useShownEta.ts';
import { WaitPanel } from './WaitPanel.tsx';
import { WorkerNote } from './WorkerNote.tsx';
import { workerHint } from './workerHint.ts';

// Only reports are written where one can look on.
const DraftPanel = lazyPart(() => import('./draft/DraftPanel.tsx'));

/** While a mission moves its clock ticks; otherwise only its age changes. */
const MOVING_TICK_MS = 1_000;
const IDLE_TICK_MS = 15_000;
/** Its age is told in seconds for so long, and must not leap. */
const YOUNG_MS = 60_000;

interface Props {
  readonly mission: Mission;
  /** The server has told of it since the page was opened. What is cached alone says nothing of what is silent now. */
  readonly isConfirmed: boolean;
}

/** A mission's page once the mission is known. */
export default function MissionBody({ mission, isConfirmed }: Props) {
  const isUnderWay = mission.finished_at === null && mission.queued_at !== null;
  const asOf = isConfirmed ? null : toEpochMs(mission.updated_at);
  const isYoung = useNow(IDLE_TICK_MS) - toEpochMs(mission.created_at) < YOUNG_MS;
  const known = useKnown(isUnderWay || isYoung ? MOVING_TICK_MS : IDLE_TICK_MS, asOf);
  const { now } = known;
  const position = useQueuePosition(mission.mission_id, isInLine(mission));
  const shown = useShownEta(mission, known, position);
  const view = startingView(mission, now, useStore(starting)) ?? missionView(mission, now, shown.view, known.clock);
  const hint = workerHint(mission, view.isStalled);
  const command = useCommand(mission);
  useTitle(view.title);
  useAnnouncements(view, mission.external !== null);
  return (
    <div className="max-md:pb-16" data-stale={known.asOf === '' ? undefined : true}>
      <MissionHeading
        glance={agedBy(view, known.clock)}
        actions={<MissionActions mission={mission} view={view} command={command} />}
      />
      <div className="space-y-4">
        {command.problem !== null && <TroubleNotice problem={command.problem} />}
        {command.remark !== null && <Notice tone="queued">{command.remark}</Notice>}
        {view.failure !== null && <FailureNotice mission={mission} failure={view.failure} />}
        {view.wait !== null && <WaitPanel id={view.id} wait={view.wait} pending={command.pending} />}
        {view.note !== null && (
          <Notice tone={view.note.tone}>
            <p>{view.note.text}</p>
            {hint !== null && <WorkerNote hint={hint} />}
          </Notice>
        )}
        <ProgressPanel
          glance={view}
          asOf={asOf}
          eta={view.eta}
          explanation={<EtaExplained shown={shown} />}
          subText={view.subText}
          spoken={view.spokenProgress}
          isDoingElsewhere={view.wait !== null}
          offer={<TellMe mission={mission} now={now} />}
        />
        {writesDrafts(mission) && (
          <ErrorBoundary>
            {/* Nothing stands for it meanwhile: mostly nothing is being written. */}
            <Suspense>
              <DraftPanel key={mission.attempt} mission={mission} />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
      <MissionViews mission={mission} view={view} now={now} isConfirmed={isConfirmed} />
    </div>
  );
}

/** Whether something of it may be being written now: only then is it listened for. */
function writesDrafts(mission: Mission): boolean {
  return isReport(mission) && mission.status === 'in_progress';
}
