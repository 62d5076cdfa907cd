import { useEffect, useEffectEvent } from 'react';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { useNow } from '../../../clock.ts';
import { announce } from '../../../ui/announcer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { once } from '../../../ui/once.ts';
import { useFocusOn } from '../../../ui/useFocusOn.ts';
import { GONE_DRAFT, NEWER_DRAFT } from '../../../words/draftPlace.ts';
import { STEP_ID } from '../useMissionForm.ts';
import type { AccountDraft } from './accountDraft.ts';
import type { AccountDraftState } from './draftState.ts';
import { offerView } from './draftView.ts';

const AGE_TICK_MS = 10_000;

interface Props {
  readonly account: AccountDraft;
  readonly state: AccountDraftState;
}

/** What the reader should know of their draft on other devices, above the fields. */
export function DraftNotes({ account, state: { offer, gone } }: Props) {
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
          offer={offer}
          onUse={thenWrite(() => account.choose('theirs'))}
          onKeep={thenWrite(() => account.choose('mine'))}
        />
      )}
      {gone !== null && <GoneDraft onBack={thenWrite(() => account.bringBack())} />}
    </>
  );
}

type Press = ReturnType<typeof once>;

interface NewerProps {
  readonly offer: KeptFormDraft;
  readonly onUse: Press;
  readonly onKeep: Press;
}

function NewerDraft({ offer, onUse, onKeep }: NewerProps) {
  const { title, text } = offerView(offer, useNow(AGE_TICK_MS));
  useSaid(title);
  return (
    <Notice
      tone="waiting"
      title={title}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button onClick={onUse}>{NEWER_DRAFT.use}</Button>
          <Button onClick={onKeep}>{NEWER_DRAFT.keep}</Button>
        </div>
      }
    >
      <p>{text}</p>
    </Notice>
  );
}

function GoneDraft({ onBack }: { readonly onBack: Press }) {
  useSaid(GONE_DRAFT.text);
  return (
    <Notice tone="queued" actions={<Button onClick={onBack}>{GONE_DRAFT.back}</Button>}>
      <p>{GONE_DRAFT.text}</p>
    </Notice>
  );
}

/** It comes by itself, above what the reader is at. */
function useSaid(text: string): void {
  // Once: the age in it goes on.
  const say = useEffectEvent(() => announce('draft', text));
  useEffect(() => say(), []);
}
