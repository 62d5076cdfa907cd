import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { serverNow } from '../clock.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { announce } from '../ui/announcer.ts';
import { SUMMARY_ID } from '../ui/ErrorSummary.tsx';
import { useFocusOn } from '../ui/useFocusOn.ts';
import { SCHEDULES_PAGE } from '../words/schedules.ts';
import { bodyOfDraft } from './scheduleDraft.ts';
import type { ScheduleDraft } from './scheduleFields.ts';
import { problemsIn, problemsOf } from './scheduleProblems.ts';
import { type FieldProblems, inOrder, stillTold } from './toldProblems.ts';

/** Sends what is written, and tells what is wrong with it: what the page finds, or the server. */
export function useScheduleSave(schedule: ScheduleAnswer | null) {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const focusOn = useFocusOn();
  // Drawn once: the same dialog sent twice is one schedule.
  const [id] = useState(() => schedule?.schedule_id ?? newMissionId());

  const save = async (draft: ScheduleDraft): Promise<Trouble | null> => {
    const body = bodyOfDraft(draft, schedule);
    try {
      const { scheduleCalls } = await import('./scheduleCalls.ts');
      const answer = await (schedule === null
        ? scheduleCalls.create({ ...body, schedule_id: id })
        : scheduleCalls.edit(id, body));
      return answer.kind === 'ok' ? null : answer.problem;
    } catch {
      return PAGE_INCOMPLETE;
    }
  };
  /** Answers whether there was anything to tell. */
  const tell = (wrong: FieldProblems): boolean => {
    const isWrong = inOrder(wrong).length > 0;
    if (isWrong) focusOn(SUMMARY_ID);
    setProblems(wrong);
    return isWrong;
  };
  /** Answers whether it was taken. */
  const send = async (draft: ScheduleDraft, refused: string | null): Promise<boolean> => {
    const wrong = problemsIn(draft, schedule, toInstant(serverNow()));
    setTrouble(null);
    if (tell(refused === null ? wrong : { ...wrong, domains: refused })) return false;
    setBusy(true);
    const problem = await save(draft);
    setBusy(false);
    if (problem === null) {
      announce('schedule', schedule === null ? SCHEDULES_PAGE.was_made : SCHEDULES_PAGE.was_changed);
      return true;
    }
    const answered = problemsOf(problem, draft, schedule);
    tell(answered.problems);
    if (answered.isMore) setTrouble(problem);
    return false;
  };
  const forget = (changed: Partial<ScheduleDraft>) => setProblems((told) => stillTold(told, changed));
  return { isBusy, problems, trouble, send, forget };
}
