import { Link } from 'wouter';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { useKnown } from '../../shell/useFreshness.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { PEEK_WORDS } from '../../words/listTools.ts';
import { useCommand } from '../commands.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { MissionActions } from '../MissionActions.tsx';
import { missionView } from '../missionView.ts';
import { ProgressPanel } from '../ProgressPanel.tsx';
import { StatusBadge } from '../StatusBadge.tsx';
import { useMission } from '../useMission.ts';
import { useShownEta } from '../useShownEta.ts';
import { PeekLines } from './PeekLines.tsx';
import { PeekSteps } from './PeekSteps.tsx';

interface Props {
  readonly id: string;
  /** The list's own live document; null for an older mission, which is listened to for as long as it is looked at. */
  readonly mission: Mission | null;
}

/**
 * A mission beside the list. What the list itself listens to costs nothing more; an older one costs a listener, one read
 * and one for each change. Its newest lines are a listener of their own: a read for each of five, and for each new one.
 */
export default function Peek({ id, mission }: Props) {
  return mission === null ? <Listened id={id} /> : <Content mission={mission} />;
}

function Listened({ id }: { readonly id: string }) {
  const { live } = useMission(id);
  if (live.state === 'ready') return <Content mission={live.data} />;
  if (live.state === 'failed') return <TroubleNotice problem={live.problem} />;
  return live.state === 'missing' ? <p>{PEEK_WORDS.missing}</p> : <Skeleton lines={4} label={PEEK_WORDS.loading} />;
}

function Content({ mission }: { readonly mission: Mission }) {
  const known = useKnown(1_000);
  const { view: eta } = useShownEta(mission, known, null);
  const view = missionView(mission, known.now, eta, known.clock);
  const command = useCommand(mission);
  const { problem } = command;
  return (
    <div className="space-y-5">
      <div>
        <StatusBadge badge={view.badge} />
        <h2 id="mission-title" className="mt-2 text-lg leading-snug font-semibold wrap-any">
          {view.objective}
        </h2>
      </div>
      <ProgressPanel glance={view} asOf={null} />
      {view.failure !== null && <FailureNotice mission={mission} failure={view.failure} />}
      {problem !== null && <TroubleNotice problem={problem} />}
      <div className="flex flex-wrap items-start gap-2">
        <MissionActions mission={mission} view={view} command={command} />
        <Link href={`/m/${view.id}`} className={buttonClass('quiet')}>
          {PEEK_WORDS.open}
        </Link>
      </div>
      <PeekSteps steps={view.steps} />
      <PeekLines id={view.id} />
    </div>
  );
}
