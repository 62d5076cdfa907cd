import { useState } from 'react';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { deviceTime, useNow } from '../clock.ts';
import { type LiveMemory, useLive } from '../live.ts';
import { useKept } from '../results/useResult.ts';
import { session } from '../session.ts';
import { asOfStamp } from '../shell/freshness.ts';
import { lazyPart } from '../shell/lazyPart.ts';
import { useNotHere } from '../shell/NotHere.tsx';
import { NotKept } from '../shell/NotKept.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { useFreshness } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { NO_SERVER } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyBox } from '../ui/EmptyBox.tsx';
import { NewButton } from '../ui/NewButton.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { SCHEDULES_NOT_KEPT, SCHEDULES_PAGE } from '../words/schedules.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { useKnownNone } from './knownNone.ts';
import { ScheduleRow } from './ScheduleRow.tsx';

// The dialog reads cron expressions, which the list does without.
const ScheduleDialog = lazyPart(() => import('./ScheduleDialog.tsx'));

const memory: LiveMemory<ScheduleAnswer[]> = new Map();
const TICK_MS = 1_000;
const NEW_SCHEDULE = 'new-schedule';

/**
 * `/recurring`: the schedules, which make missions. `/schedules` is the API's. A live list: a read for each at first, and
 * one for each change, such as when one makes a mission.
 */
export default function SchedulesPage() {
  const { uid } = useStore(session);
  const live = useLive(memory, uid, (data, emit) => data.watchSchedules(uid ?? '', emit));
  const { value: schedules, problem } = useKept('schedules', live);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  const { isCutOff, status } = useFreshness();
  const blocked = isCutOff ? OFFLINE_REASON : null;
  const noneAt = useKnownNone(uid, live);
  // That there were none is worth more than a placeholder for what can't come now.
  const isNone = schedules === null && noneAt !== null && (status === 'offline' || isLate);
  const [edited, setEdited] = useState<ScheduleAnswer | 'new' | null>(null);
  useTitle(SCHEDULES_PAGE.title);
  return (
    <div className="max-w-4xl">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">{SCHEDULES_PAGE.title}</h1>
        <NewButton
          look="primary"
          label={SCHEDULES_PAGE.new}
          id={NEW_SCHEDULE}
          blocked={blocked}
          onPress={() => setEdited('new')}
        />
      </div>
      <p className="mb-5 max-w-[65ch] text-muted">
        {SCHEDULES_PAGE.intro}{' '}
        <a href="/guide/schedules" className="underline">
          {SCHEDULES_PAGE.guide}
        </a>
      </p>
      <OfflineBanner />
      {problem !== null && (
        <TroubleNotice
          problem={problem}
          actions={<Button onClick={() => location.reload()}>{SCHEDULES_PAGE.reload}</Button>}
        />
      )}
      {schedules === null && !isNone && live.state === 'loading' && <Awaited isLate={isLate} isAway={isAway} />}
      {(schedules?.length === 0 || isNone) && (
        <None knownAt={noneAt} blocked={blocked} onNew={() => setEdited('new')} />
      )}
      {schedules !== null && schedules.length > 0 && (
        <List schedules={schedules} blocked={blocked} onEdit={setEdited} />
      )}
      {edited !== null && (
        <ScheduleDialog schedule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

/** Before the first answer: soon, late, or not to be had on this device until it is connected. */
function Awaited({ isLate, isAway }: { readonly isLate: boolean; readonly isAway: boolean }) {
  if (isAway) return <NotKept words={SCHEDULES_NOT_KEPT} />;
  return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={3} label={SCHEDULES_PAGE.loading} />;
}

interface NoneProps {
  /** When the server said so, where an earlier visit heard it; null where this one did. */
  readonly knownAt: number | null;
  readonly blocked: string | null;
  readonly onNew: () => void;
}

function None({ knownAt, blocked, onNew }: NoneProps) {
  const now = useNow(TICK_MS);
  const { isStale, stamp } = useFreshness();
  const staleStamp = isStale ? stamp : '';
  return (
    <EmptyBox
      title={SCHEDULES_PAGE.empty_title}
      text={SCHEDULES_PAGE.empty_text}
      asOf={knownAt === null ? staleStamp : asOfStamp(knownAt, deviceTime(now), true)}
      label={SCHEDULES_PAGE.new}
      standing={NEW_SCHEDULE}
      blocked={blocked}
      onPress={onNew}
    />
  );
}

interface ListProps {
  readonly schedules: readonly ScheduleAnswer[];
  readonly blocked: string | null;
  readonly onEdit: (schedule: ScheduleAnswer) => void;
}

function List({ schedules, blocked, onEdit }: ListProps) {
  const now = useNow(TICK_MS);
  return (
    <ul className="space-y-3" aria-label={SCHEDULES_PAGE.list}>
      {schedules.map((schedule) => (
        <ScheduleRow
          key={schedule.schedule_id}
          schedule={schedule}
          now={now}
          blocked={blocked}
          onEdit={() => onEdit(schedule)}
          // The button that had the focus goes with its schedule.
          onRemoved={() => document.getElementById(NEW_SCHEDULE)?.focus()}
        />
      ))}
    </ul>
  );
}
