import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { DomainsField } from '../missions/DomainsField.tsx';
import { NO_TYPED_DOMAINS, refusedDomains, withDomains } from '../missions/splitDomains.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { announce } from '../ui/announcer.ts';
import { beginHere } from '../ui/beginHere.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { FormSheet } from '../ui/FormSheet.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { SCHEDULES_PAGE, SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { RhythmFields } from './RhythmFields.tsx';
import { bodyOfDraft, draftOfSchedule, emptyDraft, requestParts, type ScheduleDraft } from './scheduleDraft.ts';
import { type FieldProblems, missingIn, problemsOf } from './scheduleProblems.ts';

interface Props {
  /** The one that is changed; null for a new one. */
  readonly schedule: ScheduleAnswer | null;
  readonly onClose: () => void;
}

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Asks what a schedule is to find and when. */
export default function ScheduleDialog({ schedule, onClose }: Props) {
  const { draft, change, typed, setTyped, settle, isWritten } = useDraft(schedule);
  const { isBusy, problems, trouble, send } = useSave(schedule, onClose);
  const isOffline = useFreshness().isCutOff;
  const isScoped = schedule === null || requestParts(schedule.request).isScoped;
  return (
    <FormSheet
      title={schedule === null ? WORDS.title_new : WORDS.title_edit}
      isWritten={isWritten}
      submit={schedule === null ? WORDS.submit_new : WORDS.submit_edit}
      busy={WORDS.busy}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={() => {
        const { whole, refused } = settle();
        void send(whole, isScoped, refused);
      }}
      onClose={onClose}
    >
      {trouble !== null && <TroubleNotice problem={trouble} />}
      <Objective draft={draft} problem={problems.objective} change={change} />
      {isScoped && (
        <DomainsField
          id="schedule-domains"
          label={WORDS.domains}
          domains={draft.domains}
          problem={problems.domains}
          onChange={(domains) => change({ domains })}
          typed={typed}
          onType={setTyped}
        />
      )}
      <RhythmFields draft={draft} problems={problems} change={change} />
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 accent-accent"
          checked={draft.isSkipping}
          onChange={() => change({ isSkipping: !draft.isSkipping })}
        />
        {WORDS.overlap}
      </label>
    </FormSheet>
  );
}

function useDraft(schedule: ScheduleAnswer | null) {
  const [first] = useState(() => (schedule === null ? emptyDraft(OWN_ZONE) : draftOfSchedule(schedule)));
  const [draft, setDraft] = useState<ScheduleDraft>(first);
  // On what there is by then: a field that is left and the one that is entered may both change it at once.
  const change = (changes: Partial<ScheduleDraft>) => setDraft((now) => ({ ...now, ...changes }));
  const [typed, setTyped] = useState(NO_TYPED_DOMAINS);
  /** A domain that was typed without Enter is meant as much as the others; what is none is `refused`. */
  const settle = () => {
    const settled = withDomains(draft.domains, typed.text);
    const whole = { ...draft, domains: settled.domains };
    setDraft(whole);
    setTyped(settled.typed);
    return { whole, refused: refusedDomains(settled.typed) };
  };
  const isWritten = typed.text !== '' || JSON.stringify(draft) !== JSON.stringify(first);
  return { draft, change, typed, setTyped, settle, isWritten };
}

interface ObjectiveProps {
  readonly draft: ScheduleDraft;
  readonly problem: string | undefined;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
}

function Objective({ draft, problem, change }: ObjectiveProps) {
  return (
    <Field id="schedule-objective" label={WORDS.objective} hint={WORDS.objective_hint} problem={problem}>
      <textarea
        {...describedBy('schedule-objective', problem)}
        ref={beginHere}
        rows={2}
        className={`${INPUT} field-sizing-content max-h-48`}
        value={draft.objective}
        onChange={(event) => change({ objective: event.target.value })}
      />
    </Field>
  );
}

function useSave(schedule: ScheduleAnswer | null, onClose: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
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
  const send = async (draft: ScheduleDraft, isScoped: boolean, refused: string | null): Promise<void> => {
    const missing = { ...missingIn(draft, isScoped), ...(refused === null ? {} : { domains: refused }) };
    setProblems(missing);
    setTrouble(null);
    if (focusFirst(missing)) return;
    setBusy(true);
    const problem = await save(draft);
    setBusy(false);
    if (problem === null) {
      announce('schedule', schedule === null ? SCHEDULES_PAGE.was_made : SCHEDULES_PAGE.was_changed);
      onClose();
      return;
    }
    const atFields = problemsOf(problem);
    setProblems(atFields);
    if (!focusFirst(atFields)) setTrouble(problem);
  };
  return { isBusy, problems, trouble, send };
}

/** Whether a field is at fault; the first one gets the focus. */
function focusFirst(problems: FieldProblems): boolean {
  const fields = ['objective', 'domains', 'cron', 'zone'] as const;
  const first = fields.find((field) => problems[field] !== undefined);
  if (first === undefined) return false;
  document.getElementById(`schedule-${first}`)?.focus();
  return true;
}
