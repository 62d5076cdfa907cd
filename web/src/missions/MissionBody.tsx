import type { Mission } from '../../../functions/src/schema/mission.ts';
import { ResultPanel } from '../results/ResultPanel.tsx';
import { useKnownNow } from '../shell/useFreshness.ts';
import { Notice } from '../ui/Notice.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { useCommand } from './commands.ts';
import { EtaExplained } from './EtaExplained.tsx';
import { EventLog } from './EventLog.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { failureDetails } from './failureDetails.ts';
import { MissionActions } from './MissionActions.tsx';
import { MissionFacts } from './MissionFacts.tsx';
import { MissionHeading } from './MissionHeading.tsx';
import { isInLine, type MissionView, missionView } from './missionView.ts';
import { ProgressPanel } from './ProgressPanel.tsx';
import { StepList } from './StepList.tsx';
import { useAnnouncements } from './useAnnouncements.ts';
import { useQueuePosition } from './useQueuePosition.ts';
import { useShownEta } from './useShownEta.ts';
import { WaitPanel } from './WaitPanel.tsx';

/** While a mission moves its clock ticks; otherwise only its age changes. */
const MOVING_TICK_MS = 1_000;
const IDLE_TICK_MS = 15_000;

/** A mission's page once the mission is known. */
export default function MissionBody({ mission }: { readonly mission: Mission }) {
  const isUnderWay = mission.finished_at === null && mission.queued_at !== null;
  const now = useKnownNow(isUnderWay ? MOVING_TICK_MS : IDLE_TICK_MS);
  const position = useQueuePosition(mission.mission_id, isInLine(mission));
  const shown = useShownEta(mission, now, position);
  const view = missionView(mission, now, shown.view);
  const command = useCommand(mission);
  useTitle(view.title);
  useAnnouncements(view);
  return (
    <div className="max-md:pb-16">
      <MissionHeading glance={view} actions={<MissionActions mission={mission} view={view} command={command} />} />
      <div className="space-y-4">
        {command.problem !== null && <TroubleNotice problem={command.problem} />}
        {command.remark !== null && <Notice tone="queued">{command.remark}</Notice>}
        {view.failure !== null && (
          <FailureNotice failure={view.failure} details={failureDetails(mission, location.origin)} />
        )}
        {view.wait !== null && <WaitPanel id={view.id} wait={view.wait} pending={command.pending} />}
        {view.note !== null && <Notice tone={view.note.tone}>{view.note.text}</Notice>}
        <ProgressPanel
          glance={view}
          eta={view.eta}
          explanation={<EtaExplained shown={shown} />}
          subText={view.subText}
          spoken={view.spokenProgress}
          isDoingElsewhere={view.wait !== null}
        />
      </div>
      <Parts mission={mission} view={view} />
    </div>
  );
}

/**
 * On wide pages the parts stand side by side; on narrow ones a finished mission begins with its result. The steps have
 * nothing to focus, so that the order of focus stays that of the page.
 */
function Parts({ mission, view }: { readonly mission: Mission; readonly view: MissionView }) {
  return (
    <div className="mt-6 gap-8 max-lg:flex max-lg:flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:grid-rows-[auto_1fr] lg:items-start xl:grid-cols-[20rem_minmax(0,1fr)_17.5rem] xl:grid-rows-1">
      <div className="max-lg:order-2 lg:col-start-2 lg:row-start-1 xl:col-start-1">
        <StepList steps={view.steps} />
      </div>
      <div className="max-lg:contents lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:min-w-0 lg:space-y-8 xl:col-start-2 xl:row-span-1">
        {mission.status === 'completed' && (
          <div className="max-lg:order-1">
            <ResultPanel id={mission.mission_id} attempt={mission.attempt} />
          </div>
        )}
        <div className="max-lg:order-3">
          <EventLog id={mission.mission_id} />
        </div>
      </div>
      <div className="max-lg:order-4 lg:col-start-2 lg:row-start-2 xl:col-start-3 xl:row-start-1">
        <MissionFacts mission={mission} />
      </div>
    </div>
  );
}
