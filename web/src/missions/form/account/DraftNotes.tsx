import { useEffect, useEffectEvent } from 'react';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { useNow } from '../../../clock.ts';
import { announce } from '../../../ui/announcer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { once } from '../../../ui/once.ts';
import { useFocusOn } from '../../../ui/useFocusOn.ts';
import { NEWER_DRAFT } from '../../../words/draftPlace.ts';
import { STEP_ID } from '../useMissionForm.ts';
import type { AccountDraft } from './accountDraft.ts';
import type { AccountDraftState, Aside } from './draftState.ts';
import { asideView, offerView } from './draftView.ts';

const AGE_TICK_MS = 10_000;

interface Props {
  readonly account: AccountDraft;
  readonly state: AccountDraftState;
}

/** What the reader should know of their draft on other devices, above the fields. */
export function DraftNotes({ account, state: { offer, aside, isChecking } }: Props) {
  const focusOn = useFocusOn();
  const thenWrite = (act: () => void) =>
    once(() => {
      // Where the reader goes on: the buttons go.
      focusOn(STEP_ID);
      act();
    });
  return (
    <>
      {offer !== null && (
        <NewerDraft
          key={offer.draft_id}
          offer={offer}
          isChecking={isChecking}
          onUse={thenWrite(() => void account.choice.choose('theirs'))}
          onKeep={thenWrite(() => void account.choice.choose('mine'))}
        />
      )}
      {aside !== null && (
        <AsideDraft key={aside.why} why={aside.why} onBack={thenWrite(() => account.choice.bringBack())} />
      )}
    </>
  );
}

type Press = ReturnType<typeof once>;

interface NewerProps {
  readonly offer: KeptFormDraft;
  readonly isChecking: boolean;
  readonly onUse: Press;
  readonly onKeep: Press;
}

function NewerDraft({ offer, isChecking, onUse, onKeep }: NewerProps) {
  const { title, text } = offerView(offer, useNow(AGE_TICK_MS));
  useSaid(title);
  return (
    <Notice
      tone="waiting"
      title={title}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button isBusy={isChecking} onClick={onUse}>
            {NEWER_DRAFT.use}
          </Button>
          <Button onClick={onKeep}>{NEWER_DRAFT.keep}</Button>
        </div>
      }
    >
      <p>{text}</p>
      <p>{NEWER_DRAFT.undoable}</p>
    </Notice>
  );
}

interface AsideProps {
  readonly why: Aside['why'];
  readonly onBack: Press;
}

function AsideDraft({ why, onBack }: AsideProps) {
  const { text, back } = asideView(why);
  useSaid(text);
  return (
    <Notice tone="queued" actions={back !== null && <Button onClick={onBack}>{back}</Button>}>
      <p>{text}</p>
    </Notice>
  );
}

/** It comes by itself, above what the reader is at. */
function useSaid(text: string): void {
  // Once: the age in it goes on.
  const say = useEffectEvent(() => announce('draft', text));
  useEffect(() => say(), []);
}
