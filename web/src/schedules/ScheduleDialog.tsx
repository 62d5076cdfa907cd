import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { serverNow } from '../clock.ts';
import { DomainsField } from '../missions/DomainsField.tsx';
import { NO_TYPED_DOMAINS, refusedDomains, type TypedDomains, withDomains } from '../missions/splitDomains.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { announce } from '../ui/announcer.ts';
import { beginHere } from '../ui/beginHere.ts';
import { ErrorSummary, SUMMARY_ID } from '../ui/ErrorSummary.tsx';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { FormSheet } from '../ui/FormSheet.tsx';
import { FormTrouble } from '../ui/FormTrouble.tsx';
import { useFocusOn } from '../ui/useFocusOn.ts';
import { useKeptDraft } from '../useKeptDraft.ts';
import { SCHEDULES_PAGE, SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { OWN_ZONE } from './ownZone.ts';
import { RhythmFields } from './RhythmFields.tsx';
import { bodyOfDraft, draftOfSchedule, emptyDraft, requestParts } from './scheduleDraft.ts';
import { type ScheduleDraft, type WrittenSchedule, writtenSchedule } from './scheduleFields.ts';
import { type FieldProblems, fieldsOf, inOrder, problemsIn, problemsOf, stillTold } from './scheduleProblems.ts';

interface Props {
  /** The one that is changed; null for a new one. */
  readonly schedule: ScheduleAnswer | null;
  readonly onClose: () => void;
}

/** Asks what a schedule is to find and when. */
export default function ScheduleDialog({ schedule, onClose }: Props) {
  const { isBusy, problems, trouble, send, forget } = useSave(schedule);
  const { draft, change, typed, type, settle, isWritten, kept } = useDraft(schedule, forget);
  const isOffline = useFreshness().isCutOff;
  const parts = requestParts(schedule?.request ?? {});
  const { isScoped } = parts;
  const submit = async (): Promise<void> => {
    const { whole, refused } = settle();
    if (!(await send(whole, parts, refused))) return;
    kept.forget();
    onClose();
  };
  return (
    <FormSheet
      title={schedule === null ? WORDS.title_new : WORDS.title_edit}
      isWritten={isWritten}
      kept={kept}
      submit={schedule === null ? WORDS.submit_new : WORDS.submit_edit}
      busy={WORDS.busy}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Wrong draft={draft} problems={problems} />
      {trouble !== null && <FormTrouble problem={trouble} />}
      <Objective draft={draft} isScoped={isScoped} problem={problems.objective} change={change} />
      {isScoped && (
        <DomainsField
          id="schedule-domains"
          label={WORDS.domains}
          domains={draft.domains}
          problem={problems.domains}
          onChange={(domains) => change({ domains })}
          typed={typed}
          onType={type}
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

interface WrongProps {
  readonly draft: ScheduleDraft;
  readonly problems: FieldProblems;
}

function Wrong({ draft, problems }: WrongProps) {
  const wrong = inOrder(problems);
  const { labels, ids } = fieldsOf(draft);
  if (wrong.length === 0) return null;
  return (
    <ErrorSummary problems={wrong} labels={labels} onGo={(field) => document.getElementById(ids[field])?.focus()} />
  );
}

/** `onChange` hears of each change of a field. */
function useDraft(schedule: ScheduleAnswer | null, onChange: (changes: Partial<ScheduleDraft>) => void) {
  const {
    draft: written,
    setDraft: setWritten,
    isWritten,
    kept,
  } = useKeptDraft<WrittenSchedule>({
    name: schedule === null ? 'schedule' : null,
    blank: {
      draft: schedule === null ? emptyDraft(OWN_ZONE) : draftOfSchedule(schedule),
      typed: NO_TYPED_DOMAINS,
    },
    schema: writtenSchedule,
  });
  const { draft, typed } = written;
  // On what there is by then: a field that is left and the one that is entered may both change it at once.
  const change = (changes: Partial<ScheduleDraft>) => {
    setWritten((now) => ({ ...now, draft: { ...now.draft, ...changes } }));
    onChange(changes);
  };
  const type = (next: TypedDomains) => {
    setWritten((now) => ({ ...now, typed: next }));
    onChange({ domains: [] });
  };
  /** A domain that was typed without Enter is meant as much as the others; what is none is `refused`. */
  const settle = () => {
    const settled = withDomains(draft.domains, typed.text);
    const whole = { ...draft, domains: settled.domains };
    setWritten({ draft: whole, typed: settled.typed });
    return { whole, refused: refusedDomains(settled.typed) };
  };
  const startAfresh = (): void => {
    kept.startAfresh();
    onChange(draft);
  };
  return { draft, change, typed, type, settle, isWritten, kept: { ...kept, startAfresh } };
}

interface ObjectiveProps {
  readonly draft: ScheduleDraft;
  /** Else its worker does something, where others find something out. */
  readonly isScoped: boolean;
  readonly problem: string | undefined;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
}

function Objective({ draft, isScoped, problem, change }: ObjectiveProps) {
  const hint = isScoped ? WORDS.objective_hint : WORDS.objective_hint_external;
  return (
    <Field id="schedule-objective" label={WORDS.objective} hint={hint} problem={problem}>
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

function useSave(schedule: ScheduleAnswer | null) {
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
  const send = async (
    draft: ScheduleDraft,
    parts: Parameters<typeof problemsIn>[1],
    refused: string | null,
  ): Promise<boolean> => {
    const wrong = problemsIn(draft, parts, toInstant(serverNow()));
    setTrouble(null);
    if (tell(refused === null ? wrong : { ...wrong, domains: refused })) return false;
    setBusy(true);
    const problem = await save(draft);
    setBusy(false);
    if (problem === null) {
      announce('schedule', schedule === null ? SCHEDULES_PAGE.was_made : SCHEDULES_PAGE.was_changed);
    } else if (!tell(problemsOf(problem))) setTrouble(problem);
    return problem === null;
  };
  const forget = (changed: Partial<ScheduleDraft>) => setProblems((told) => stillTold(told, changed));
  return { isBusy, problems, trouble, send, forget };
}
