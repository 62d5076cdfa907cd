import { LEAVE } from '../words/forms.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface Props {
  /** Whether what was written stays on the device. */
  readonly isKept: boolean;
  /** What of it stays, where that is not all. */
  readonly keptText?: string | undefined;
  readonly onLeave: () => void;
  /** Leaves nothing behind. */
  readonly onDiscard?: () => void;
  readonly onStay: () => void;
}

/** Before a form is left that somebody has written in. The first answer is to go on. */
export function LeaveDialog({ isKept, keptText = LEAVE.text_draft, onLeave, onDiscard, onStay }: Props) {
  return (
    <Dialog labelledBy="leave-title" describedBy="leave-text" look={isKept ? 'roomy' : 'middle'} onClose={onStay}>
      <h2 id="leave-title" className="text-lg font-semibold">
        {LEAVE.title}
      </h2>
      <p id="leave-text" className="mt-2 text-muted">
        {isKept ? keptText : LEAVE.text_lost}
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
        <Button onClick={onStay}>{LEAVE.keep}</Button>
        {isKept && onDiscard !== undefined && (
          <Button look="danger" onClick={onDiscard}>
            {LEAVE.discard}
          </Button>
        )}
        <Button look={isKept ? 'primary' : 'danger'} onClick={onLeave}>
          {isKept ? LEAVE.leave_draft : LEAVE.leave}
        </Button>
      </div>
    </Dialog>
  );
}
