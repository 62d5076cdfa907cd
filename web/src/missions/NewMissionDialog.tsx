import { Eraser, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useSearch } from 'wouter/use-browser-location';
import { useNow } from '../clock.ts';
import { leaveOverlay } from '../shell/pagePlace.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button } from '../ui/Button.tsx';
import { FormTrouble } from '../ui/FormTrouble.tsx';
import { LeaveDialog } from '../ui/LeaveDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { once } from '../ui/once.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLeaving } from '../ui/useLeaving.ts';
import { useTitle } from '../ui/useTitle.ts';
import { DRAFT_PLACE } from '../words/draftPlace.ts';
import { KEPT } from '../words/forms.ts';
import { FORM } from '../words/missionForm.ts';
import { OFFLINE_REASON, ONE_MOMENT } from '../words/shared.ts';
import { DraftNotes } from './form/account/DraftNotes.tsx';
import type { Whereabouts } from './form/account/draftState.ts';
import { whereaboutsText } from './form/account/draftView.ts';
import { FormBody } from './form/FormBody.tsx';
import { FormFooter } from './form/FormFooter.tsx';
import { GoalStep } from './form/GoalStep.tsx';
import { KindField } from './form/KindField.tsx';
import { LimitsStep } from './form/LimitsStep.tsx';
import { EMPTY_MISSION, isSame, type MissionDraft } from './form/missionDraft.ts';
import { quickKeys } from './form/quickKeys.ts';
import { ReviewStep } from './form/ReviewStep.tsx';
import { TemplateField } from './form/TemplateField.tsx';
import type { MissionForm } from './form/useMissionForm.ts';
import type { Copying } from './form/useNewDraft.ts';
import { useNewMission } from './form/useNewMission.ts';
import type { useSubmission } from './form/useSubmission.ts';
import { cut } from './missionGlance.ts';
import { SampleButton } from './SampleButton.tsx';

/** A new mission in three steps, over the page that it was asked for from; simple ones are made from the first step. */
export default function NewMissionDialog() {
  useTitle(FORM.title_new);
  const from = new URLSearchParams(useSearch()).get('from');
  const { recent, kept, form, account, inAccount, sent, submission } = useNewMission(from);
  const isWritten = kept.isDirty || form.isTouched;
  const leaving = useLeaving(isWritten, leaveOverlay);
  const isOffline = useFreshness().isCutOff;
  const blocked = isOffline ? OFFLINE_REASON : submission.submitting === null ? null : ONE_MOMENT;
  const send = async (as: 'create' | 'run'): Promise<void> => {
    const whole = blocked === null ? form.check() : null;
    if (whole !== null) form.tell(await submission.submit(whole.draft, as), whole);
  };
  const discard = (): void => {
    sent.forget();
    leaving.leave();
  };
  return (
    <Sheet labelledBy="new-title" onLeave={leaving.ask} title={<Title form={form} submission={submission} />}>
      <FormBody
        form={form}
        notices={
          <Notices copying={kept.copying} draft={kept.draft} trouble={submission.trouble}>
            {account !== null && <DraftNotes account={account} state={inAccount} />}
          </Notices>
        }
        goal={
          <div className="space-y-6">
            {from === null && <TemplateField key={inAccount.taken} form={form} recent={recent} />}
            <GoalStep
              form={form}
              kind={<KindField type={form.draft.type} onChange={(type) => form.change({ type })} />}
            />
          </div>
        }
        limits={<LimitsStep form={form} recent={recent} />}
        review={<ReviewStep form={form} />}
        onQuick={() => void send('create')}
        footer={
          <Footer
            form={form}
            submission={submission}
            blocked={blocked}
            place={account !== null && isWritten ? inAccount.whereabouts : null}
            onSend={(as) => void send(as)}
          />
        }
      />
      {leaving.isAsked && (
        <LeaveDialog
          isKept={kept.isKept}
          keptText={inAccount.whereabouts.kind === 'account' ? DRAFT_PLACE.leaving : undefined}
          onStay={leaving.stay}
          onLeave={leaving.leave}
          onDiscard={discard}
        />
      )}
    </Sheet>
  );
}

/** A day may pass while a form is open. */
const PLACE_TICK_MS = 60_000;

interface FooterProps {
  readonly form: MissionForm;
  readonly submission: ReturnType<typeof useSubmission>;
  readonly blocked: string | null;
  /** Where the draft is; null where none is kept. */
  readonly place: Whereabouts | null;
  readonly onSend: (as: 'create' | 'run') => void;
}

function Footer({ form, submission, blocked, place, onSend }: FooterProps) {
  const { submitting } = submission;
  const now = useNow(PLACE_TICK_MS);
  const kept = place === null ? '' : whereaboutsText(place, now);
  const isAlone = place?.kind === 'alone';
  const keys = FORM.keys_hint(quickKeys().label);
  return (
    <FormFooter
      form={form}
      // One line in any case: what is below must not move what is pressed.
      hint={blocked ?? (isAlone ? kept : `${FORM.run_hint} ${kept === '' ? keys : kept}`)}
      isReason={blocked !== null || isAlone}
    >
      <Button
        isBusy={submitting === 'create'}
        blocked={blocked}
        aria-keyshortcuts={quickKeys().spoken}
        onClick={() => onSend('create')}
      >
        {submitting === 'create' ? FORM.creating : FORM.create}
      </Button>
      <Button look="primary" isBusy={submitting === 'run'} blocked={blocked} onClick={() => onSend('run')}>
        {submitting === 'run' ? FORM.starting : FORM.run}
      </Button>
    </FormFooter>
  );
}

interface TitleProps {
  readonly form: MissionForm;
  readonly submission: ReturnType<typeof useSubmission>;
}

/** Whatever comes and goes here stands left of what stays. */
function Title({ form, submission }: TitleProps) {
  return (
    <div className="flex flex-1 flex-wrap items-center gap-x-2">
      <h1 id="new-title" className="text-lg font-semibold">
        {FORM.title_new}
      </h1>
      <div className="ml-auto">
        <Afresh form={form} isSending={submission.submitting !== null} clear={submission.clear} />
      </div>
      <SampleButton look="quiet" className="max-sm:hidden!" />
    </div>
  );
}

interface AfreshProps {
  readonly form: MissionForm;
  readonly isSending: boolean;
  readonly clear: () => void;
}

/** What empties the form, and brings it back: far from what leads on, for nobody means it who presses twice. */
function Afresh({ form, isSending, clear }: AfreshProps) {
  const [before, setBefore] = useState<MissionDraft | null>(null);
  const isBlank = isSame(form.whole(), EMPTY_MISSION) && !form.isTouched;
  if (isSending || (isBlank && before === null)) return null;
  const restart = (): void => {
    setBefore(form.whole());
    clear();
    form.restart();
  };
  const Icon = isBlank ? Undo2 : Eraser;
  return (
    <Button
      look="quiet"
      className="max-sm:px-2"
      onClick={once(() => (isBlank && before !== null ? form.replace(before) : restart()))}
    >
      {/* Alone it would be a riddle: where there is no room for both, the words stay. */}
      <Icon className="size-4 max-sm:hidden" aria-hidden />
      {isBlank ? KEPT.undo : KEPT.afresh}
    </Button>
  );
}

interface NoticesProps {
  readonly copying: Copying;
  readonly draft: MissionDraft;
  readonly trouble: Parameters<typeof TroubleNotice>[0]['problem'] | null;
  readonly children: ReactNode;
}

function Notices({ copying, draft, trouble, children }: NoticesProps) {
  return (
    <>
      {trouble !== null && <FormTrouble problem={trouble} />}
      {copying === 'loading' && <p className="text-muted">{FORM.copying}</p>}
      {copying === 'done' && <Notice tone="queued">{FORM.copied(cut(draft.objective, 80))}</Notice>}
      {typeof copying === 'object' && <TroubleNotice problem={copying.problem} />}
      {children}
    </>
  );
}
