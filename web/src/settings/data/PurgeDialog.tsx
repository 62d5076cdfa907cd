import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { countText } from '../../../../client/src/words/amount.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, INPUT } from '../../ui/Field.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { PURGE } from '../../words/data.ts';
import { type PurgeState, usePurge } from './usePurge.ts';

/** Says how many missions there are, asks for a word, and shows how deleting goes on. */
export function PurgeDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const { state, start } = usePurge();
  return (
    <Dialog labelledBy={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {PURGE.dialog_title}
      </h2>
      <div className="mt-3 space-y-4">
        <Standing state={state} />
        {state.phase === 'asking' && state.count > 0 ? (
          <Confirm onConfirm={start} onClose={onClose} />
        ) : (
          <div className="flex justify-end">
            <Button onClick={onClose}>{PURGE.close}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** How it stands, in words. It takes the focus once the form is gone, so that it is read. */
function Standing({ state }: { readonly state: PurgeState }) {
  const ref = useRef<HTMLDivElement>(null);
  const isUnderWay = state.phase !== 'counting' && state.phase !== 'asking';
  useEffect(() => {
    if (isUnderWay) ref.current?.focus();
  }, [isUnderWay]);
  return (
    <div ref={ref} tabIndex={-1} data-purge={state.phase} className="space-y-2 text-muted">
      {linesOf(state).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {state.phase === 'failed' && <TroubleNotice problem={state.problem} />}
    </div>
  );
}

function linesOf(state: PurgeState): readonly string[] {
  switch (state.phase) {
    case 'counting':
      return [PURGE.counting];
    case 'asking':
      return state.count === 0 ? [PURGE.none] : [PURGE.count(state.count, countText(state.count)), PURGE.schedules];
    case 'running': {
      const line = PURGE.running(countText(state.deleted));
      return state.stopping === 0 ? [line] : [line, PURGE.stopping(countText(state.stopping))];
    }
    case 'done':
      return [PURGE.done(state.deleted, countText(state.deleted))];
    case 'failed':
      return state.deleted === 0 ? [] : [PURGE.done(state.deleted, countText(state.deleted))];
  }
}

function Confirm({ onConfirm, onClose }: { readonly onConfirm: () => void; readonly onClose: () => void }) {
  const [word, setWord] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (word.trim().toLowerCase() === PURGE.word) onConfirm();
    else setWrong(true);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field id="purge-word" label={PURGE.type(PURGE.word)} problem={isWrong ? PURGE.wrong(PURGE.word) : undefined}>
        <input
          id="purge-word"
          value={word}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? 'purge-word-problem' : undefined}
          onChange={(event) => setWord(event.target.value)}
          className={INPUT}
        />
      </Field>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>{PURGE.keep}</Button>
        <Button type="submit" look="danger">
          {PURGE.confirm}
        </Button>
      </div>
    </form>
  );
}
