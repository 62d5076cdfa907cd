import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useNow } from '../clock.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import type { Trouble } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { LeaveDialog } from '../ui/LeaveDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLeaving } from '../ui/useLeaving.ts';
import { CONFLICT, FORM } from '../words/missionForm.ts';
import { OFFLINE_REASON, ONE_MOMENT, STATUS_WORDS } from '../words/shared.ts';
import { FIELDS } from './draftProblems.ts';
import { FormBody } from './form/FormBody.tsx';
import { FormFooter } from './form/FormFooter.tsx';
import { GoalStep } from './form/GoalStep.tsx';
import { LimitsStep } from './form/LimitsStep.tsx';
import { quickKeys } from './form/quickKeys.ts';
import { ReviewStep } from './form/ReviewStep.tsx';
import { valueText } from './form/reviewView.ts';
import { editProblems, useEdit } from './form/useEdit.ts';
import { useMissionForm } from './form/useMissionForm.ts';
import { useRecent } from './form/useRecent.ts';
import { useInput } from './useInput.ts';

interface Props {
  readonly mission: Mission;
  /** Why the last save did not work. */
  readonly problem: Trouble | null;
  readonly onClose: () => void;
}

/** Changes a proposed mission, in the steps in which it was made; notices who else changes it meanwhile. */
export default function EditMissionDialog(props: Props) {
  const known = useInput(props.mission);
  if (known.state === 'ready') return <EditForm {...props} input={known.input} />;
  return (
    <Sheet labelledBy="edit-title" onLeave={props.onClose} title={<Title />}>
      <div className="px-4 py-4 md:px-6">
        {known.state === 'failed' ? (
          <TroubleNotice problem={known.problem} />
        ) : (
          <Skeleton lines={5} label={FORM.loading_input} />
        )}
      </div>
    </Sheet>
  );
}

interface FormProps extends Props {
  /** What the mission is asked beside its objective. */
  readonly input: unknown;
}

function EditForm({ mission, input, problem, onClose }: FormProps) {
  const edit = useEdit(mission, input, onClose);
  const form = useMissionForm(edit.draft, edit.setDraft, editProblems);
  const leaving = useLeaving(edit.isDirty || form.isTouched, onClose);
  const recent = useRecent();
  const blocked = useBlocked(mission, edit);
  const save = async (as: 'save' | 'approve'): Promise<void> => {
    const whole = blocked === null ? form.check() : null;
    if (whole !== null) form.tell(await edit.save(whole.draft, as), whole);
  };
  return (
    <Sheet labelledBy="edit-title" onLeave={leaving.ask} title={<Title />}>
      <FormBody
        form={form}
        notices={<Notices mission={mission} edit={edit} problem={form.isToldWhole ? null : problem} />}
        goal={<GoalStep form={form} isEdit />}
        limits={<LimitsStep form={form} recent={recent} isEdit />}
        review={<ReviewStep form={form} base={edit.base} />}
        onQuick={() => void save('save')}
        footer={
          <FormFooter form={form} isReason={blocked !== null} hint={blocked ?? FORM.save_keys_hint(quickKeys().label)}>
            <Button
              isBusy={edit.saving === 'save'}
              blocked={blocked}
              aria-keyshortcuts={quickKeys().spoken}
              onClick={() => void save('save')}
            >
              {edit.saving === 'save' ? FORM.saving : FORM.save}
            </Button>
            <Button
              look="primary"
              isBusy={edit.saving === 'approve'}
              blocked={blocked}
              onClick={() => void save('approve')}
            >
              {edit.saving === 'approve' ? FORM.approving : FORM.save_approve}
            </Button>
          </FormFooter>
        }
      />
      {leaving.isAsked && <LeaveDialog isKept={false} onStay={leaving.stay} onLeave={leaving.leave} />}
    </Sheet>
  );
}

function Title() {
  return (
    <h1 id="edit-title" className="min-h-11 flex-1 content-center text-lg font-semibold md:min-h-9">
      {FORM.title_edit}
    </h1>
  );
}

/** Why nothing can be saved now. */
function useBlocked(mission: Mission, { clashes, saving }: ReturnType<typeof useEdit>): string | null {
  const isOffline = useFreshness().isCutOff;
  if (isOffline) return OFFLINE_REASON;
  if (mission.status !== 'proposed' && saving === null) return CONFLICT.gone_title;
  if (clashes.length > 0) return CONFLICT.choose;
  return saving === null ? null : ONE_MOMENT;
}

interface NoticesProps {
  readonly mission: Mission;
  readonly edit: ReturnType<typeof useEdit>;
  readonly problem: Trouble | null;
}

const TICK_MS = 15_000;

/** What happened to the mission while it was edited here. */
function Notices({ mission, edit, problem }: NoticesProps) {
  const now = useNow(TICK_MS);
  const { taken, clashes, theirs, decide, saving } = edit;
  if (mission.status !== 'proposed' && saving === null) {
    return (
      <Notice tone="waiting" title={CONFLICT.gone_title}>
        {CONFLICT.gone(STATUS_WORDS[mission.status].toLowerCase())}
      </Notice>
    );
  }
  return (
    <>
      {problem !== null && <TroubleNotice problem={problem} />}
      {taken.length + clashes.length > 0 && (
        <Notice tone="waiting" title={CONFLICT.title}>
          {taken.length > 0 && <p>{CONFLICT.taken(taken.map((field) => FIELDS[field]).join(', '))}</p>}
          {clashes.length > 0 && (
            <>
              <p>{CONFLICT.clash}</p>
              <ul className="mt-1 list-disc pl-5">
                {clashes.map((field) => (
                  <li key={field}>{CONFLICT.theirs(FIELDS[field], valueText(theirs, field, now))}</li>
                ))}
              </ul>
              <div className="mt-3 flex flex-wrap gap-2">
                <Button onClick={() => decide('mine')}>{CONFLICT.keep_mine}</Button>
                <Button onClick={() => decide('theirs')}>{CONFLICT.take_theirs}</Button>
              </div>
            </>
          )}
        </Notice>
      )}
    </>
  );
}
