import { useId } from 'react';
import type { Trouble } from '../trouble.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TroubleNotice } from './TroubleNotice.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  readonly look?: 'danger' | 'primary';
  /** What the answer says while it is being done; for a question that stays until then. */
  readonly busy?: string;
  readonly isBusy?: boolean;
  /** Why it can't be done now. */
  readonly blocked?: string | null;
  /** Why it was not done. */
  readonly problem?: Trouble | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Stands before what cannot be undone, or costs. The focus begins on the first, harmless answer. */
export function ConfirmDialog({ title, text, confirm, keep, onConfirm, onClose, ...state }: Props) {
  const { look = 'danger', busy = confirm, isBusy = false, blocked = null, problem = null } = state;
  const id = useId();
  return (
    <Dialog labelledBy={`${id}-title`} describedBy={`${id}-text`} onClose={onClose}>
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      <p id={`${id}-text`} className="mt-2 text-muted">
        {text}
      </p>
      {problem !== null && (
        <div className="mt-4">
          <TroubleNotice problem={problem} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
        <Button onClick={onClose}>{keep}</Button>
        <Button look={look} isBusy={isBusy} blocked={blocked} onClick={onConfirm}>
          {isBusy ? busy : confirm}
        </Button>
      </div>
    </Dialog>
  );
}
