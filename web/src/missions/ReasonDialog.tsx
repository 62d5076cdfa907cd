import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { beginHere } from '../ui/beginHere.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { REASON } from '../words/actions.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  /** As many characters as the API takes. */
  readonly most: number;
  readonly said?: string;
  /** Where the reason is the point, the focus begins there; else on the harmless answer, which brings up no keyboard. */
  readonly asksFirst: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** A question before what ends something, with room to say why. */
export function ReasonDialog({ title, text, confirm, keep, most, said = '', asksFirst, onConfirm, onClose }: Props) {
  const id = useId();
  const [reason, setReason] = useState(said);
  const send = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onConfirm(reason.trim());
  };
  return (
    <Dialog labelledBy={`${id}-title`} describedBy={`${id}-text`} onClose={onClose}>
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      <p id={`${id}-text`} className="mt-2 mb-4 text-muted">
        {text}
      </p>
      <Field id={`${id}-reason`} label={REASON.label} hint={REASON.hint}>
        <textarea
          {...describedBy(`${id}-reason`, undefined)}
          ref={asksFirst ? beginHere : undefined}
          rows={2}
          maxLength={most}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={send}
          className={`${INPUT} block field-sizing-content max-h-40`}
        />
      </Field>
      <div className="mt-6 flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
        <Button ref={asksFirst ? undefined : beginHere} onClick={onClose}>
          {keep}
        </Button>
        <Button look="danger" onClick={() => onConfirm(reason.trim())}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
