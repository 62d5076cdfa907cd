import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { FormSheet } from '../ui/FormSheet.tsx';
import { FormTrouble } from '../ui/FormTrouble.tsx';
import { SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { AskedFields } from './AskedFields.tsx';
import { askedView } from './askedView.ts';
import { RhythmFields } from './RhythmFields.tsx';
import type { ScheduleDraft } from './scheduleFields.ts';
import { type FieldProblems, idOf, inOrder, labelsOf } from './toldProblems.ts';
import { useScheduleDraft } from './useScheduleDraft.ts';
import { useScheduleSave } from './useScheduleSave.ts';

interface Props {
  /** The one that is changed; null for a new one. */
  readonly schedule: ScheduleAnswer | null;
  readonly onClose: () => void;
}

/** Asks what a schedule is to make, and when. */
export default function ScheduleDialog({ schedule, onClose }: Props) {
  const { isBusy, problems, trouble, send, forget } = useScheduleSave(schedule);
  const { draft, change, typed, type, settle, isWritten, kept } = useScheduleDraft(schedule, forget);
  const isOffline = useFreshness().isCutOff;
  const submit = async (): Promise<void> => {
    const { whole, refused } = settle();
    if (!(await send(whole, refused))) return;
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
      <AskedFields
        view={askedView(draft, schedule)}
        draft={draft}
        problems={problems}
        change={change}
        typed={typed}
        onType={type}
      />
      <RhythmFields draft={draft} problems={problems} change={change} />
      <Overlap isSkipping={draft.isSkipping} onChange={(isSkipping) => change({ isSkipping })} />
    </FormSheet>
  );
}

interface WrongProps {
  readonly draft: ScheduleDraft;
  readonly problems: FieldProblems;
}

function Wrong({ draft, problems }: WrongProps) {
  const wrong = inOrder(problems);
  if (wrong.length === 0) return null;
  return (
    <ErrorSummary
      problems={wrong}
      labels={labelsOf(draft)}
      onGo={(field) => document.getElementById(idOf(field, draft))?.focus()}
    />
  );
}

interface OverlapProps {
  readonly isSkipping: boolean;
  readonly onChange: (isSkipping: boolean) => void;
}

const OVERLAP_HINT = 'schedule-overlap-hint';

function Overlap({ isSkipping, onChange }: OverlapProps) {
  return (
    <div>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-accent"
          checked={isSkipping}
          aria-describedby={OVERLAP_HINT}
          onChange={() => onChange(!isSkipping)}
        />
        {WORDS.overlap}
      </label>
      <p id={OVERLAP_HINT} className="text-sm text-muted">
        {WORDS.overlap_hint}
      </p>
    </div>
  );
}
