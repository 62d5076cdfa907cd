import { type ReactNode, useId } from 'react';
import type { Kept } from '../useKeptDraft.ts';
import { FormButtons } from './FormButtons.tsx';
import { FormFrame } from './FormFrame.tsx';
import { KeptNote } from './KeptNote.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { Sheet } from './Sheet.tsx';
import { useLeaving } from './useLeaving.ts';

interface Props {
  readonly title: string;
  /** Whether something would be missed that the reader wrote: then it is left only after a question. */
  readonly isWritten: boolean;
  /** Of a form whose text stays on this device: then that is said, and it can be begun afresh. */
  readonly kept?: Kept;
  /** What of it stays, where that is not all. */
  readonly keptText?: string | undefined;
  readonly submit: string;
  readonly busy: string;
  readonly isBusy: boolean;
  readonly blocked: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form of one step over the page: its buttons stay in sight, and what was written in it is not lost by one key. */
export function FormSheet({ title, isWritten, kept, keptText, onSubmit, onClose, children, ...buttons }: Props) {
  const id = useId();
  const leaving = useLeaving(isWritten, onClose);
  const discard = (): void => {
    kept?.forget();
    leaving.leave();
  };
  return (
    <Sheet
      labelledBy={id}
      look="fitting"
      onLeave={leaving.ask}
      title={
        <h2 id={id} className="min-w-0 flex-1 text-lg font-semibold">
          {title}
        </h2>
      }
    >
      <FormFrame
        onSubmit={() => {
          if (buttons.blocked === null && !buttons.isBusy) onSubmit();
        }}
        footer={<FormButtons {...buttons} onLeave={leaving.ask} />}
      >
        {kept !== undefined && <KeptNote kept={kept} />}
        {children}
      </FormFrame>
      {leaving.isAsked && (
        <LeaveDialog
          isKept={kept?.isKept === true}
          keptText={keptText}
          onStay={leaving.stay}
          onLeave={leaving.leave}
          onDiscard={discard}
        />
      )}
    </Sheet>
  );
}
