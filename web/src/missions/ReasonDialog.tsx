import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { beginHere } from '../ui/beginHere.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { LeaveDialog } from '../ui/LeaveDialog.tsx';
import { useLeaving } from '../ui/useLeaving.ts';
import { REASON } from '../words/actions.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  /** As many characters as the API takes. */
  readonly most: number;
  readonly said?: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** A question before what ends something, with room to say why: the focus begins there, where a key ends nothing. */
export default function ReasonDialog({ title, text, confirm, keep, most, said = '', onConfirm, onClose }: Props) {
  const id = useId();
  const [reason, setReason] = useState(said);
  const leaving = useLeaving(reason.trim() !== said.trim(), onClose);
  const send = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onConfirm(reason.trim());
  };
  return (
    <Dialog labelledBy={`${id}-title`} describedBy={`${id}-text`} onClose={onClose} onLeave={leaving.ask}>
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      <p id={`${id}-text`} className="mt-2 mb-4 text-muted">
        {text}
      </p>
      <Field id={`${id}-reason`} label={REASON.label} hint={REASON.hint}>
        <textarea
          {...describedBy(`${id}-reason`, undefined)}
          ref={beginHere}
          rows={2}
          maxLength={most}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={send}
          className={`${INPUT} block field-sizing-content max-h-40`}
        />
      </Field>
      <div className="mt-6 flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
        {/* An answer, where Escape may be a slip. */}
        <Button onClick={onClose}>{keep}</Button>
        <Button look="danger" onClick={() => onConfirm(reason.trim())}>
          {confirm}
        </Button>
      </div>
      {leaving.isAsked && <LeaveDialog isKept={false} onStay={leaving.stay} onLeave={leaving.leave} />}
    </Dialog>
  );
}
