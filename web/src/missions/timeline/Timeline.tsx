import { useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { Button } from '../../ui/Button.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { TIMELINE_WORDS } from '../../words/missionViews.ts';
import { useHistory } from '../useHistory.ts';
import { WHOLE, type Window } from './axis.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import { timelineView } from './timelineView.ts';
import { useLedger } from './useLedger.ts';
import { zoomTo } from './zoom.ts';

interface Props {
  readonly mission: Mission;
  readonly now: number;
}

/** What happened when: every step of every attempt on one axis. Reads what `useLedger` and `useHistory` say. */
export default function Timeline({ mission, now }: Props) {
  const ledger = useLedger(mission);
  const history = useHistory(mission.mission_id);
  const [window, setWindow] = useState<Window>(WHOLE);
  const [folds, setFolds] = useState(true);
  const [looked, setLooked] = useState<string | null>(null);
  const view = timelineView({ mission, ledger: ledger.entries, history: history.entries, now, window, folds });
  const row = view.rows.find(({ key }) => key === looked) ?? null;
  const problem = ledger.problem ?? history.problem;
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title" className="sr-only">
        {TIMELINE_WORDS.title}
      </h2>
      {problem !== null && <TroubleNotice problem={problem} />}
      {view.rows.length === 0 ? (
        <Empty />
      ) : (
        <>
          <TimelineBar
            {...{ window, setWindow, folds, setFolds }}
            canFold={view.canFold}
            zoomToStep={row === null ? null : () => setWindow(zoomTo(row.span.from, row.span.to))}
          />
          <Missing
            ledger={ledger}
            lacksHistory={view.lacksHistory && history.hasOlder}
            loadHistory={history.loadOlder}
          />
          <TimelineTable mission={mission} view={view} window={window} looked={looked} onLook={setLooked} />
          <p
            className={`min-h-12 bg-bg py-2 text-sm wrap-any text-muted ${row === null ? '' : 'sticky bottom-0 max-md:bottom-[4.75rem]'}`}
            data-readout
          >
            {row === null ? (
              <>
                <span className="pointer-coarse:hidden">{TIMELINE_WORDS.hint}</span>
                <span className="hidden pointer-coarse:inline">{TIMELINE_WORDS.hintTouch}</span>
              </>
            ) : (
              <>
                <span className="font-medium text-text">{row.name}</span> · {row.summary}
              </>
            )}
          </p>
        </>
      )}
    </section>
  );
}

function Empty() {
  return (
    <div className="panel px-4 py-8 text-center">
      <p className="font-medium">{TIMELINE_WORDS.empty}</p>
      <p className="mt-1 text-sm text-muted">{TIMELINE_WORDS.emptyHint}</p>
    </div>
  );
}

interface MissingProps {
  readonly ledger: ReturnType<typeof useLedger>;
  readonly lacksHistory: boolean;
  readonly loadHistory: () => void;
}

/** What is not drawn, and how to have it. */
function Missing({ ledger, lacksHistory, loadHistory }: MissingProps) {
  return (
    <div className="my-2 space-y-1 text-sm text-muted empty:hidden">
      {ledger.attemptsBefore > 0 && <p>{TIMELINE_WORDS.earlierAttempts(ledger.attemptsBefore)}</p>}
      {ledger.stepsBefore > 0 && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1" data-not-shown>
          {TIMELINE_WORDS.moreSteps(ledger.stepsBefore)}
          <Button isBusy={ledger.isLoading} onClick={ledger.loadBefore}>
            {TIMELINE_WORDS.loadSteps}
          </Button>
        </p>
      )}
      {lacksHistory && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {TIMELINE_WORDS.unknownTries}
          <Button onClick={loadHistory}>{TIMELINE_WORDS.loadHistory}</Button>
        </p>
      )}
    </div>
  );
}
