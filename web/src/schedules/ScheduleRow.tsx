import { CalendarClock, CircleAlert, CirclePause } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import type { Answer } from '../api.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { announce } from '../ui/announcer.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { REMOVE_SCHEDULE, SCHEDULES_PAGE } from '../words/schedules.ts';
import { type ScheduleView, scheduleView } from './scheduleView.ts';

interface Props {
  readonly schedule: ScheduleAnswer;
  readonly now: number;
  readonly blocked: string | null;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

type Doing = 'run' | 'turn' | 'remove' | null;

export function ScheduleRow({ schedule, now, blocked, onEdit, onRemoved }: Props) {
  const { schedule_id: id, is_paused: isPaused } = schedule;
  const view = scheduleView(schedule, now);
  const { doing, problem, call } = useCalls();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    setAsking(false);
    if (await call('remove', SCHEDULES_PAGE.was_removed, (calls) => calls.remove(id))) onRemoved();
  };
  const turn = (): void => {
    const said = isPaused ? SCHEDULES_PAGE.was_resumed : SCHEDULES_PAGE.was_paused;
    void call('turn', said, (calls) => calls.edit(id, { is_paused: !isPaused }));
  };
  return (
    <li data-schedule={id} className="panel space-y-3 px-4 py-3.5 md:px-5" aria-labelledby={`title-${id}`}>
      <Standing id={`title-${id}`} view={view} lastMission={schedule.last_mission_id} />
      {view.trouble !== null && (
        <Notice tone="failed" title={SCHEDULES_PAGE.last_error}>
          <p>{view.trouble}</p>
        </Notice>
      )}
      {problem !== null && <TroubleNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button
          isBusy={doing === 'run'}
          blocked={blocked}
          onClick={() => void call('run', SCHEDULES_PAGE.ran, (calls) => calls.run(id, newMissionId()))}
        >
          {SCHEDULES_PAGE.run}
        </Button>
        <Button isBusy={doing === 'turn'} blocked={blocked} onClick={turn}>
          {isPaused ? SCHEDULES_PAGE.resume : SCHEDULES_PAGE.pause}
        </Button>
        <Button blocked={blocked} onClick={onEdit}>
          {SCHEDULES_PAGE.edit}
        </Button>
        <Button look="danger" isBusy={doing === 'remove'} blocked={blocked} onClick={() => setAsking(true)}>
          {SCHEDULES_PAGE.remove}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog {...REMOVE_SCHEDULE} onConfirm={() => void remove()} onClose={() => setAsking(false)} />
      )}
    </li>
  );
}

interface StandingProps {
  readonly id: string;
  readonly view: ScheduleView;
  readonly lastMission: string | null;
}

function Standing({ id, view, lastMission }: StandingProps) {
  const Icon = view.tone === 'failed' ? CircleAlert : view.tone === 'paused' ? CirclePause : CalendarClock;
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="min-w-0 font-medium wrap-any">
          {view.title}
        </h2>
        <span data-tone={view.tone} className="inline-flex items-center gap-1.5 text-sm font-medium text-tone">
          <Icon className="size-4" aria-hidden />
          {view.word}
        </span>
      </div>
      <p className="text-sm wrap-any first-letter:uppercase">{view.rhythm}</p>
      <p className="text-sm text-muted">
        {[...(view.kind === null ? [] : [view.kind]), view.next, ...view.facts].join(' · ')}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {lastMission !== null && (
          <Link href={`/m/${lastMission}`} className="text-accent underline underline-offset-2">
            {SCHEDULES_PAGE.last_mission}
          </Link>
        )}
        <Link
          href={view.missionsHref}
          title={SCHEDULES_PAGE.its_missions_meaning}
          className="text-accent underline underline-offset-2"
        >
          {SCHEDULES_PAGE.its_missions}
        </Link>
      </p>
    </div>
  );
}

type Calls = typeof import('./scheduleCalls.ts').scheduleCalls;

/** Makes one call at a time, and says what came of it. */
function useCalls() {
  const [doing, setDoing] = useState<Doing>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const call = async (
    name: Exclude<Doing, null>,
    said: string,
    make: (calls: Calls) => Promise<Answer<unknown>>,
  ): Promise<boolean> => {
    setDoing(name);
    const answer = await import('./scheduleCalls.ts').then(
      ({ scheduleCalls }) => make(scheduleCalls),
      (): Answer<unknown> => ({ kind: 'problem', problem: PAGE_INCOMPLETE }),
    );
    setDoing(null);
    setProblem(answer.kind === 'ok' ? null : answer.problem);
    if (answer.kind === 'ok') announce('schedule', said);
    return answer.kind === 'ok';
  };
  return { doing, problem, call };
}
